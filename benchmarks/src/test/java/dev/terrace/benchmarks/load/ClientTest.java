package dev.terrace.benchmarks.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.benchmarks.limit.BareProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientTest {
    @Test
    void theBuiltInClientAsksTheBareServerOverAndOver() {
        String program = ProcessHandle.current().info().command().orElseThrow();
        try (BareProcess bare = BareProcess.start(List.of(program, "-Xmx64m", "-jar", "x.jar"), 1, 1024, "/value")) {
            Target target = new Target("bare", bare.uri(), Map.of("Authorization", "none"), bare.pid());
            Client client = new Client(4);
            client.run(target, Duration.ofMillis(1));
            Done done = client.run(target, Duration.ofSeconds(1));
            assertTrue(done.requests() > 4, "more than one request a connection");
            assertEquals(0, done.failed());
            assertTrue(done.p50Micros() > 0 && done.p50Micros() <= done.p99Micros());
        }
    }
}
