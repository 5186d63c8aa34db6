package dev.terrace.monitoring.history;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/** Latencies as HdrHistogram's V2 compressed encoding: base64 in events, bytes in the database. */
public final class LatencyCodec {
    private static final long HIGHEST = 3_600_000_000L;

    private LatencyCodec() {}

    /** The histogram of an event; none when it is empty. */
    public static Latencies fromEvent(String base64) {
        return base64.isEmpty() ? Latencies.NONE : decode(Base64.getDecoder().decode(base64));
    }

    /**
     * The histogram in those bytes.
     *
     * @throws IllegalArgumentException when they hold none
     */
    public static Latencies decode(byte[] bytes) {
        if (bytes.length == 0) {
            return Latencies.NONE;
        }
        try {
            Latencies all = Latencies.NONE;
            for (HistogramIterationValue value : Histogram.decodeFromCompressedByteBuffer(
                            ByteBuffer.wrap(bytes), HIGHEST)
                    .recordedValues()) {
                all = all.plus(Latencies.of(value.getValueIteratedTo(), value.getCountAddedInThisIterationStep()));
            }
            return all;
        } catch (DataFormatException | ArrayIndexOutOfBoundsException | java.nio.BufferUnderflowException e) {
            throw new IllegalArgumentException("Not an HdrHistogram in V2 compressed encoding.", e);
        }
    }

    /** The histogram as bytes, empty without values. */
    public static byte[] encode(Latencies latencies) {
        if (latencies.count() == 0) {
            return new byte[0];
        }
        Histogram histogram = new Histogram(1, HIGHEST, 2);
        latencies.forEach((micros, count) -> histogram.recordValueWithCount(Math.min(micros, HIGHEST), count));
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer);
        return Arrays.copyOf(buffer.array(), length);
    }
}
