package dev.terrace.cachectl.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@OnTheSuite
@Isolated
@Order(Integer.MAX_VALUE)
class RestartIT {
    @Test
    void downLeavesNoProcessAndDataAreThereAfterTheNextUp(RunningSuite suite) {
        String cache = suite.gateway(1).cache(Map.of("tiers", List.of("memory", "redis", "database")));
        suite.gateway(1).put(cache, "kept", "value").expect(201);
        suite.gateway(1).put(cache, "dropped", "old").expect(201);
        suite.gateway(2).invalidate(cache, "keys", List.of("dropped")).expect(200);
        List<Long> pids = suite.currentPids();
        assertTrue(pids.size() >= 10, pids::toString);

        suite.terrace("down").succeeded();
        assertEquals(
                List.of(),
                pids.stream().filter(pid -> ProcessHandle.of(pid).isPresent()).toList());
        assertEquals(3, suite.terrace("status").code());

        suite.up();
        for (Api gateway : List.of(suite.gateway(1), suite.gateway(2))) {
            assertEquals("value", gateway.get(cache, "kept").expect(200).text());
            gateway.get(cache, "dropped").expect(404);
        }
    }
}
