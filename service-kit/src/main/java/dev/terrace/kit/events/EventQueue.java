package dev.terrace.kit.events;

import dev.terrace.events.AccessSample;
import dev.terrace.events.Command;
import dev.terrace.events.Invalidated;
import dev.terrace.events.TerraceEvent;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events that wait for the broker: the newest, bounded by their number and by their bytes. Not safe for several threads. */
final class EventQueue {
    private static final int ANY = 2_048;

    private final int maxEvents;
    private final long maxBytes;
    private final ArrayDeque<TerraceEvent> events = new ArrayDeque<>();
    private long bytes;

    EventQueue(int maxEvents, long maxBytes) {
        this.maxEvents = maxEvents;
        this.maxBytes = maxBytes;
    }

    /** Takes an event in; answers how many older ones had to go. */
    int add(TerraceEvent event) {
        events.addLast(event);
        bytes += weight(event);
        int dropped = 0;
        while (events.size() > maxEvents || (bytes > maxBytes && events.size() > 1)) {
            poll();
            dropped++;
        }
        return dropped;
    }

    @Nullable
    TerraceEvent poll() {
        TerraceEvent oldest = events.pollFirst();
        bytes -= oldest == null ? 0 : weight(oldest);
        return oldest;
    }

    int size() {
        return events.size();
    }

    /** Bytes it takes, about: only the kinds that can be large are measured. */
    static long weight(TerraceEvent event) {
        return ANY
                + switch (event) {
                    case AccessSample sample ->
                        (long) sample.keys().length()
                                + sample.ops().length()
                                + sample.sizes().length()
                                + sample.ttls().length()
                                + sample.offsetsMs().length();
                    case Invalidated invalidated -> characters(invalidated.keys());
                    case Command.Invalidate invalidate -> characters(invalidate.keys());
                    case Command.Warm warm -> characters(warm.keys());
                    case Command.Put put -> put.value().length();
                    default -> 0L;
                };
    }

    private static long characters(List<String> texts) {
        long sum = 0;
        for (String text : texts) {
            sum += text.length() + 56L;
        }
        return sum;
    }
}
