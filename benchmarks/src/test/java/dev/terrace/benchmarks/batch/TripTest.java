package dev.terrace.benchmarks.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.terrace.benchmarks.load.Wire;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TripTest {
    @Test
    void commandsAreCountedABatchAndWhatRunsBesideIsLeftOut() {
        Map<String, Long> before = Map.of("mget", 10L, "ping", 100L);
        Map<String, Long> after = Map.of("mget", 60L, "ping", 102L, "evalsha", 5000L, "info", 1L);
        assertEquals(Map.of("mget", 1.0, "evalsha", 100.0), Trip.each(before, after, 50));
    }

    @Test
    void everyRefusedKeyCounts() {
        String body =
                "{\"results\":[{\"key\":\"a\",\"error\":null},{\"key\":\"b\",\"error\":\"x\"},{\"key\":\"c\",\"error\":\"y\"}]}";
        assertEquals(2, Trips.refused(new Wire.Reply(200, "", body, 0)));
    }

    @Test
    void bodiesNameEveryKey() {
        assertEquals("{\"keys\":[\"k0\",\"k1\"]}", Bodies.keys(2));
        assertEquals(
                "{\"entries\":[{\"key\":\"k0\",\"value\":\"AAA=\"},{\"key\":\"k1\",\"value\":\"AAA=\"}]}",
                Bodies.entries(2, 2));
    }
}
