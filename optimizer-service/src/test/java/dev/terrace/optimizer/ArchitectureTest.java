package dev.terrace.optimizer;

import dev.terrace.kit.test.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private final HouseRules house = new HouseRules("dev.terrace.optimizer");

    @Test
    void holdsTheRulesOfTheHouse() {
        house.check();
    }

    @Test
    void keepsRoomsPureAndLibrariesInTheirAdapters() {
        house.pure("analysis");
        house.pure("advice", "io.smallrye.mutiny..", "dev.terrace.optimizer.analysis..");
        house.strangers("analysis");
    }
}
