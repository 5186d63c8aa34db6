package dev.terrace.kit.test;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class NoSkippedTestsTest {

    static class WithADisabledTest {
        @Test
        @Disabled("not today")
        void isDisabled() {}
    }

    static class WithAnAssumption {
        @Test
        void assumes() {
            Assumptions.assumeTrue(false, "no browser here");
        }
    }

    static class Whole {
        @Test
        void runs() {
            assertTrue(true);
        }
    }

    @Test
    void aDisabledTestFailsTheRunAndIsNamed() {
        Throwable verdict = assertThrows(NoSkippedTests.SkippedTests.class, () -> run(WithADisabledTest.class));
        assertTrue(String.valueOf(verdict.getMessage()).contains("isDisabled() (isDisabled()): not today"));
    }

    @Test
    void anAssumptionThatDoesNotHoldFailsTheRun() {
        Throwable verdict = assertThrows(NoSkippedTests.SkippedTests.class, () -> run(WithAnAssumption.class));
        assertTrue(String.valueOf(verdict.getMessage()).contains("no browser here"));
    }

    @Test
    void aRunWithoutSkippedTestsPasses() {
        assertDoesNotThrow(() -> run(Whole.class));
    }

    private static void run(Class<?> tests) {
        LauncherFactory.create()
                .execute(LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectClass(tests))
                        .build());
    }
}
