package dev.terrace.kit.test;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * A skipped test fails the build: one that is disabled, and one whose assumption does not hold. What a machine lacks is
 * left out by its tag ({@code -Dterrace.without=browser}), named, and never silently.
 */
public final class NoSkippedTests implements TestExecutionListener {
    private final Queue<String> skipped = new ConcurrentLinkedQueue<>();

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        skipped.add(name(test) + ": " + reason);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
            skipped.add(name(test) + ": "
                    + result.getThrowable().map(Throwable::getMessage).orElse("aborted"));
        }
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        if (!skipped.isEmpty()) {
            throw new SkippedTests("a skipped test fails the build: " + String.join("; ", skipped));
        }
    }

    private static String name(TestIdentifier test) {
        return test.getUniqueIdObject().getLastSegment().getValue() + " (" + test.getDisplayName() + ")";
    }

    /**
     * JUnit logs whatever a listener throws and goes on, save an OutOfMemoryError: only as one of these does the verdict
     * reach Maven.
     */
    static final class SkippedTests extends OutOfMemoryError {
        private static final long serialVersionUID = 1L;

        SkippedTests(String message) {
            super(message);
        }
    }
}
