package dev.terrace.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.terrace.kit.test.HouseRules;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What every service shares is a closed list: to add to it is a decision, and this test is where it is written down. */
class ClosedListTest {
    @Test
    void holdsTheseRoomsAndNoOthers() {
        Set<String> rooms = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.terrace.kit")
                        .stream()
                        .map(JavaClass::getPackageName)
                        .collect(Collectors.toSet());
        assertEquals(
                Set.of(
                        "dev.terrace.kit.boot",
                        "dev.terrace.kit.events",
                        "dev.terrace.kit.json",
                        "dev.terrace.kit.page",
                        "dev.terrace.kit.problem",
                        "dev.terrace.kit.security"),
                rooms);
    }

    @Test
    void hasNoCycles() {
        new HouseRules("dev.terrace.kit").noCycles();
    }
}
