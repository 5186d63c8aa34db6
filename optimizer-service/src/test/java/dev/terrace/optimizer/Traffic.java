package dev.terrace.optimizer;

import static dev.terrace.optimizer.KeyHash.hash;

import dev.terrace.events.AccessSample;
import dev.terrace.optimizer.analysis.curve.ExactStack;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Reads of one cache as get-or-fill, told in samples of everything as a gateway tells them; the oracle sees the same reads. */
public final class Traffic {
    public static final int VALUE_BYTES = 1000;
    private static final int READS_A_SAMPLE = 1_000;

    public final ExactStack exact = new ExactStack(0);
    private final String cacheName;
    private final String node;
    private final long epoch;
    private final Instant start;
    private final Set<Long> cached = new HashSet<>();
    private final Random random;
    private long sequence;
    private int hits;

    /** The same seed gives the same reads. */
    public Traffic(String cacheName, String node, Instant start, long seed) {
        this.cacheName = cacheName;
        this.node = node;
        this.start = start;
        this.epoch = start.toEpochMilli();
        this.random = new Random(seed);
    }

    /** So many reads of so many keys, few of them hot. */
    public List<AccessSample> reads(int reads, int keys) {
        List<AccessSample> samples = new ArrayList<>();
        for (int done = 0; done < reads; done += READS_A_SAMPLE) {
            samples.add(sample(Math.min(READS_A_SAMPLE, reads - done), keys));
        }
        return samples;
    }

    public int hits() {
        return hits;
    }

    private AccessSample sample(int reads, int keys) {
        List<long[]> rows = new ArrayList<>();
        for (int i = 0; i < reads; i++) {
            double skewed = Math.pow(random.nextDouble(), 3);
            long key = hash((long) (skewed * keys));
            exact.read(key, 0);
            boolean hit = !cached.add(key);
            hits += hit ? 1 : 0;
            rows.add(new long[] {key, hit ? 0 : 1, hit ? VALUE_BYTES : 0, i});
            if (!hit) {
                rows.add(new long[] {key, 2, VALUE_BYTES, i});
            }
        }
        return told(rows, reads);
    }

    private AccessSample told(List<long[]> rows, int reads) {
        int n = rows.size();
        ByteBuffer keys = ByteBuffer.allocate(8 * n).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer ops = ByteBuffer.allocate(n);
        ByteBuffer sizes = ByteBuffer.allocate(4 * n).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer ttls = ByteBuffer.allocate(4 * n).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer offsets = ByteBuffer.allocate(4 * n).order(ByteOrder.LITTLE_ENDIAN);
        for (long[] row : rows) {
            keys.putLong(row[0]);
            ops.put((byte) row[1]);
            sizes.putInt((int) row[2]);
            ttls.putInt(0);
            offsets.putInt((int) row[3]);
        }
        return new AccessSample(
                node,
                cacheName,
                start.plusSeconds(sequence),
                1,
                sequence++,
                epoch,
                AccessSample.EVERYTHING,
                false,
                n,
                reads,
                n - (long) reads,
                (long) reads * VALUE_BYTES,
                text(keys),
                text(ops),
                text(sizes),
                text(ttls),
                text(offsets));
    }

    private static String text(ByteBuffer bytes) {
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
