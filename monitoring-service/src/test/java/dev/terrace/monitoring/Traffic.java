package dev.terrace.monitoring;

import dev.terrace.events.CacheWindow;
import dev.terrace.events.Latency;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Windows as a gateway sends them. */
public record Traffic(String node, String cache) {
    private static final long MAX_BYTES = 1000;

    /** A second with that many hits and misses of half a millisecond each. */
    public CacheWindow second(Instant start, long hits, long misses) {
        return window(start, 1, hits, misses, 500, new Memory(100, 0));
    }

    /** A second whose requests took that long. */
    public CacheWindow slowSecond(Instant start, long hits, long micros) {
        return window(start, 1, hits, 0, micros, new Memory(100, 0));
    }

    /** A second with so many bytes of 1000 held in memory and so many early evictions. */
    public CacheWindow fullSecond(Instant start, long hits, long bytes, long earlyEvictions) {
        return window(start, 1, hits, 0, 500, new Memory(bytes, earlyEvictions));
    }

    /** Ten seconds of nothing. */
    public CacheWindow idle(Instant start) {
        return window(start, 10, 0, 0, 0, new Memory(100, 0));
    }

    private record Memory(long bytes, long earlyEvictions) {}

    private CacheWindow window(Instant start, int seconds, long hits, long misses, long micros, Memory memory) {
        Latency latency = latency(hits + misses, micros);
        CacheWindow.TierWindow tier = new CacheWindow.TierWindow(
                "memory",
                hits,
                misses,
                0,
                0,
                0,
                memory.earlyEvictions(),
                memory.earlyEvictions(),
                10,
                memory.bytes(),
                MAX_BYTES,
                "closed",
                latency);
        return new CacheWindow(
                node, cache, start, seconds, hits, misses, 0, 0, 0, 0, misses, 0, 0, 0, latency, List.of(tier), null);
    }

    /** So many values of that many microseconds. */
    public static Latency latency(long count, long micros) {
        if (count == 0) {
            return Latency.NONE;
        }
        Histogram histogram = new Histogram(1, 3_600_000_000L, 2);
        histogram.recordValueWithCount(micros, count);
        return new Latency(count, micros, micros, micros, micros, micros, encoded(histogram));
    }

    /** As events carry it. */
    public static String encoded(Histogram histogram) {
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
    }
}
