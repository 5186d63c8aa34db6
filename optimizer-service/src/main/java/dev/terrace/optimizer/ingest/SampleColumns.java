package dev.terrace.optimizer.ingest;

import dev.terrace.events.AccessSample;
import dev.terrace.optimizer.analysis.AccessBatch;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/** The base64 columns of a sample as arrays. */
final class SampleColumns {
    private SampleColumns() {}

    /** Refuses columns that are no base64, or of other lengths than the sample says. */
    static AccessBatch decoded(AccessSample sample) {
        int n = sample.count();
        ByteBuffer keys = column(sample.keys(), n, Long.BYTES);
        long[] hashes = new long[n];
        keys.asLongBuffer().get(hashes);
        byte[] ops = column(sample.ops(), n, 1).array();
        AccessBatch.Columns columns = new AccessBatch.Columns(
                hashes, ops, ints(sample.sizes(), n), ints(sample.ttls(), n), ints(sample.offsetsMs(), n));
        return new AccessBatch(
                sample.node(),
                sample.start().toEpochMilli(),
                Math.clamp(sample.threshold(), 1, AccessBatch.EVERYTHING),
                sample.burst(),
                sample.reads(),
                columns);
    }

    private static int[] ints(String base64, int n) {
        int[] values = new int[n];
        column(base64, n, Integer.BYTES).asIntBuffer().get(values);
        return values;
    }

    private static ByteBuffer column(String base64, int n, int width) {
        byte[] bytes = Base64.getDecoder().decode(base64);
        if (bytes.length != (long) n * width) {
            throw new IllegalArgumentException("a column of " + bytes.length + " bytes for " + n + " accesses");
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
