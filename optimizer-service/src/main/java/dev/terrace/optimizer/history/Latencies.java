package dev.terrace.optimizer.history;

import dev.terrace.events.Latency;
import dev.terrace.optimizer.analysis.vitals.Quantiles;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Histograms of latencies in microseconds: 1 us to 1 h, 2 digits, the same in all services. */
final class Latencies {
    private static final long MAX_MICROS = 3_600_000_000L;

    private Latencies() {}

    static Histogram empty() {
        Histogram histogram = new Histogram(1, 2, 2);
        histogram.setAutoResize(true);
        return histogram;
    }

    /** Refuses what is no histogram. */
    static Histogram decoded(Latency latency) {
        return decoded(Base64.getDecoder().decode(latency.histogram()));
    }

    static Histogram decoded(byte[] compressed) {
        try {
            return Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(compressed), MAX_MICROS);
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("not a histogram", e);
        }
    }

    static byte @Nullable [] encoded(Histogram histogram) {
        if (histogram.getTotalCount() == 0) {
            return null;
        }
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        return Arrays.copyOf(buffer.array(), histogram.encodeIntoCompressedByteBuffer(buffer));
    }

    static @Nullable Quantiles quantiles(@Nullable Histogram histogram) {
        if (histogram == null || histogram.getTotalCount() == 0) {
            return null;
        }
        return new Quantiles(
                histogram.getValueAtPercentile(50) / 1000.0,
                histogram.getValueAtPercentile(95) / 1000.0,
                histogram.getValueAtPercentile(99) / 1000.0,
                histogram.getValueAtPercentile(99.9) / 1000.0);
    }
}
