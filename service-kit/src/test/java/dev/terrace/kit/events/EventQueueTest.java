package dev.terrace.kit.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.terrace.events.AccessSample;
import dev.terrace.events.Configured;
import dev.terrace.events.TerraceEvent;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventQueueTest {
    @Test
    void keepsTheNewestByNumber() {
        EventQueue queue = new EventQueue(2, 1 << 20);
        TerraceEvent second = event(2);
        assertEquals(0, queue.add(event(1)) + queue.add(second));
        assertEquals(1, queue.add(event(3)));
        assertSame(second, queue.poll());
        assertEquals(1, queue.size());
    }

    @Test
    void keepsTheNewestByBytes() {
        EventQueue queue = new EventQueue(1000, 100_000);
        for (int i = 0; i < 50; i++) {
            queue.add(event(i));
        }
        assertEquals(48, queue.size());
        TerraceEvent large = sample(200_000);
        assertEquals(48, queue.add(large));
        assertSame(large, queue.poll());
        assertNull(queue.poll());
        assertEquals(0, queue.add(sample(50_000)) + queue.add(event(1)));
    }

    private static TerraceEvent event(int version) {
        return new Configured("c", version, false, Map.of(), "admin", Instant.EPOCH);
    }

    private static TerraceEvent sample(int characters) {
        return new AccessSample(
                "n", "c", Instant.EPOCH, 1, 0, 0, 1, false, 0, 0, 0, 0, "k".repeat(characters), "", "", "", "");
    }
}
