package dev.terrace.gateway.telemetry;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;

/** Sampled accesses in columns, in order. Grows to its bound and no further. Not safe for several threads. */
final class SampleBuffer {
    static final int MAX = 32_768;

    final long startMs;
    private long[] keys;
    private byte[] ops;
    private int[] sizes;
    private int[] ttls;
    private int[] offsets;
    private int count;

    SampleBuffer(long startMs, int expected) {
        this.startMs = startMs;
        int capacity = Math.min(MAX, Math.max(256, expected));
        keys = new long[capacity];
        ops = new byte[capacity];
        sizes = new int[capacity];
        ttls = new int[capacity];
        offsets = new int[capacity];
    }

    int count() {
        return count;
    }

    boolean full() {
        return count == MAX;
    }

    void add(long key, int op, int bytes, long ttlSeconds, long nowMs) {
        if (count == keys.length) {
            grow(Math.min(MAX, count * 2));
        }
        keys[count] = key;
        ops[count] = (byte) op;
        sizes[count] = bytes;
        ttls[count] = (int) Math.min(Integer.MAX_VALUE, ttlSeconds);
        offsets[count] = (int) Math.max(0, Math.min(Integer.MAX_VALUE, nowMs - startMs));
        count++;
    }

    /** Drops whole slices of keys: those at or above the threshold. The order of the others stays. */
    void keepBelow(int threshold) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (AccessSampler.prefix(keys[i]) < threshold) {
                keys[kept] = keys[i];
                ops[kept] = ops[i];
                sizes[kept] = sizes[i];
                ttls[kept] = ttls[i];
                offsets[kept] = offsets[i];
                kept++;
            }
        }
        count = kept;
    }

    private void grow(int capacity) {
        keys = Arrays.copyOf(keys, capacity);
        ops = Arrays.copyOf(ops, capacity);
        sizes = Arrays.copyOf(sizes, capacity);
        ttls = Arrays.copyOf(ttls, capacity);
        offsets = Arrays.copyOf(offsets, capacity);
    }

    String keysColumn() {
        ByteBuffer bytes = column(Long.BYTES);
        bytes.asLongBuffer().put(keys, 0, count);
        return base64(bytes);
    }

    String opsColumn() {
        return base64(ByteBuffer.wrap(Arrays.copyOf(ops, count)));
    }

    String sizesColumn() {
        return ints(sizes);
    }

    String ttlsColumn() {
        return ints(ttls);
    }

    String offsetsColumn() {
        return ints(offsets);
    }

    private String ints(int[] values) {
        ByteBuffer bytes = column(Integer.BYTES);
        bytes.asIntBuffer().put(values, 0, count);
        return base64(bytes);
    }

    private ByteBuffer column(int width) {
        return ByteBuffer.allocate(count * width).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static String base64(ByteBuffer bytes) {
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
