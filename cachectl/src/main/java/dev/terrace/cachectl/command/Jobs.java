package dev.terrace.cachectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.terrace.cachectl.client.Exit;
import dev.terrace.cachectl.client.Suite;
import dev.terrace.cachectl.client.SuiteException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Waits for long work. */
final class Jobs {
    private static final Set<String> ENDED = Set.of("succeeded", "failed", "cancelled");

    private Jobs() {}

    /** The job's result. */
    static JsonNode await(Suite suite, JsonNode job) throws InterruptedException {
        JsonNode now = job;
        while (!ENDED.contains(now.path("status").asText())) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
            now = suite.get("jobs/" + Suite.segment(job.path("id").asText()));
        }
        if (!now.path("status").asText().equals("succeeded")) {
            throw new SuiteException(
                    Exit.PROBLEM,
                    "The job " + now.path("status").asText() + ": "
                            + now.path("error").asText());
        }
        return now.path("result");
    }
}
