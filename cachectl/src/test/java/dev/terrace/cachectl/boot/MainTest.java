package dev.terrace.cachectl.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.cachectl.client.Exit;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cache-health-check",
                "cache_health_check",
                "cache-optimization",
                "cache_optimization",
                "cache-cleanup",
                "cache_cleanup",
                "replay",
                "demo",
                "stats",
                "get",
                "put",
                "delete",
                "invalidate",
                "warm"
            })
    void everyCommandExplainsItself(String command) {
        assertEquals(Exit.FINE, run(command, "--help"));
        assertTrue(out.toString().contains("Usage: terrace " + command.replace('_', '-')), out.toString());
    }

    @Test
    void wrongUseIsTwo() {
        assertEquals(Exit.USAGE, run("no-such-command"));
        assertEquals(Exit.USAGE, run("replay"));
        assertEquals(Exit.USAGE, run());
    }

    @Test
    void everyOptionOfTheManagementCommandsIsThere() {
        CommandLine line = Main.commandLine();
        assertOptions(line, "cache-health-check", "--cache-name", "--create-alerts", "--verbose", "--watch", "--json");
        assertOptions(
                line,
                "cache-optimization",
                "--cache-name",
                "--days",
                "--apply-optimizations",
                "--min-impact-score",
                "--benchmark",
                "--benchmark-duration",
                "--json");
        assertOptions(line, "cache-cleanup", "--days", "--dry-run", "--metrics-only", "--verbose", "--json");
    }

    private static void assertOptions(CommandLine line, String command, String... options) {
        for (String option : options) {
            assertTrue(
                    line.getSubcommands()
                            .get(command)
                            .getCommandSpec()
                            .optionsMap()
                            .containsKey(option),
                    command + " " + option);
        }
    }
}
