package dev.terrace.benchmarks.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.terrace.benchmarks.limit.BareProcess;
import dev.terrace.benchmarks.load.Client;
import dev.terrace.benchmarks.load.Target;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AllocationTest {
    @Test
    void whatAnotherJvmsEventLoopsAllocateIsOfTheOrderOfARequestsObjects() {
        String program = ProcessHandle.current().info().command().orElseThrow();
        try (BareProcess bare = BareProcess.start(List.of(program, "-Xmx64m", "-jar", "x.jar"), 1, 1024, "/value");
                Allocation allocation = Allocation.of(bare.pid())) {
            Target target = new Target("bare", bare.uri(), Map.of(), bare.pid());
            new Client(2).run(target, Duration.ofMillis(1));
            long before = allocation.bytes("vert.x-eventloop");
            long requests = new Client(2).run(target, Duration.ofMillis(500)).requests();
            double each = (allocation.bytes("vert.x-eventloop") - before) / (double) requests;
            assertEquals(20_000, each, 19_900, "bytes a request: " + each);
            assertEquals(0, allocation.bytes("no thread has this name"));
        }
    }
}
