package dev.terrace.gateway.telemetry;

import dev.terrace.events.Latency;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/** Histograms of latencies in microseconds: 1 us to 1 h, 2 significant digits, the same everywhere, so that they merge by addition. */
final class Latencies {
    /** One hour; what takes longer counts as that. */
    static final long MAX_MICROS = 3_600_000_000L;

    static final int DIGITS = 2;

    private Latencies() {}

    /** An empty histogram of the common range. */
    static Histogram empty() {
        return new Histogram(1, MAX_MICROS, DIGITS);
    }

    /** A value within the range. */
    static long clamp(long micros) {
        return Math.max(1, Math.min(MAX_MICROS, micros));
    }

    /** As events carry it. */
    static Latency encode(Histogram histogram) {
        long count = histogram.getTotalCount();
        if (count == 0) {
            return Latency.NONE;
        }
        ByteBuffer bytes = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(bytes);
        return new Latency(
                count,
                histogram.getValueAtPercentile(50),
                histogram.getValueAtPercentile(95),
                histogram.getValueAtPercentile(99),
                histogram.getValueAtPercentile(99.9),
                histogram.getMaxValue(),
                Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), length)));
    }

    /** Adds what an event carries. */
    static void addTo(Histogram sum, Latency latency) {
        if (latency.count() == 0) {
            return;
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(latency.histogram());
            sum.add(Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(bytes), MAX_MICROS));
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("Not a histogram that was encoded here.", e);
        }
    }
}
