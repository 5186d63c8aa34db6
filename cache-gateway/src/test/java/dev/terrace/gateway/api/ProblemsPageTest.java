package dev.terrace.gateway.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.terrace.kit.problem.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemsPageTest {
    @Test
    void namesEveryTypeWithItsStatusAndTitle() throws IOException {
        Path page = Path.of(System.getProperty("terrace.root", ".."), "docs", "problems.md");
        List<String> documented = Files.readAllLines(page).stream()
                .filter(line -> line.matches("\\| \\d{3} .*"))
                .map(line -> line.substring(0, line.lastIndexOf('|', line.length() - 2))
                        .strip())
                .toList();
        List<String> there = Arrays.stream(Kind.values())
                .map(k -> "| " + k.status() + " | `" + k.type() + "` | " + k.title())
                .toList();
        assertEquals(there, documented);
    }
}
