package dev.terrace.gateway.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.events.AccessSample;
import dev.terrace.gateway.MovableClock;
import dev.terrace.gateway.cache.CacheKey;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessSamplerTest {
    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final AtomicLong reads = new AtomicLong();
    private final AccessSampler sampler =
            new AccessSampler(() -> new AccessTotals(reads.get(), 0, reads.get() * 10), clock);
    private final List<Long> accessed = new ArrayList<>();

    @Test
    void keepsEverythingInOrderWhileThereAreFewKeys() {
        for (int i = 0; i < 1000; i++) {
            read(i % 37);
        }
        List<AccessSample> samples = drain();
        assertEquals(accessed, keys(samples));
        assertEquals(AccessSample.EVERYTHING, samples.getFirst().threshold());
        assertEquals(1000, samples.getFirst().reads());
        assertEquals(10_000, samples.getFirst().readBytes());
        assertEquals(List.of(), drain());
    }

    @Test
    void packsColumnsLittleEndian() {
        sampler.record(0x0102030405060708L, AccessSampler.STORE, 77, 60);
        clock.move(Duration.ofMillis(300));
        sampler.record(0x0000000000000001L, AccessSampler.REMOVAL, 0, 0);
        AccessSample sample = drain().getFirst();
        assertEquals(2, sample.count());
        assertEquals("CAcGBQQDAgEBAAAAAAAAAA==", sample.keys());
        assertEquals("AgM=", sample.ops());
        assertEquals("TQAAAAAAAAA=", sample.sizes());
        assertEquals("PAAAAAAAAAA=", sample.ttls());
        assertEquals("AAAAACwBAAA=", sample.offsetsMs());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void takesAKeyAlwaysOrNeverHoweverManyThereAre(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<AccessSample> samples = new ArrayList<>();
        for (int i = 0; i < 400_000; i++) {
            read(random.nextInt(1 + random.nextInt(200_000)));
            if (i % 20_000 == 0) {
                samples.addAll(drain());
            }
        }
        samples.addAll(drain());
        int last = samples.getLast().threshold();
        assertTrue(last < AccessSample.EVERYTHING);
        assertEquals(below(accessed, last), below(keys(samples), last));
        Set<Long> live = new HashSet<>(below(accessed, last));
        assertTrue(
                live.size() > AccessSampler.LIVE_KEPT / 2 && live.size() <= AccessSampler.LIVE_MAX,
                live.size() + " live keys");
        assertEquals(400_000, samples.stream().mapToLong(AccessSample::reads).sum());
        samples.forEach(sample -> assertEquals(
                keys(List.of(sample)), below(keys(List.of(sample)), sample.threshold()), "outside its threshold"));
    }

    @Test
    void dropsWholeSlicesWhenNobodyTakesTheSampleAway() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 1_000_000; i++) {
            read(random.nextInt(10_000));
        }
        List<AccessSample> samples = drain();
        assertTrue(samples.size() <= AccessSampler.WAITING + 1);
        int last = samples.getLast().threshold();
        assertTrue(last < AccessSample.EVERYTHING);
        assertEquals(below(accessed, last), below(keys(samples), last));
        assertEquals(1_000_000, samples.stream().mapToLong(AccessSample::reads).sum());
        assertTrue(samples.stream().allMatch(sample -> sample.count() <= SampleBuffer.MAX));
    }

    @Test
    void numbersItsSamplesWithoutGap() {
        for (int i = 0; i < 5; i++) {
            read(i);
            assertEquals(i, drain().getFirst().sequence());
        }
    }

    @Test
    void raisesTheThresholdOnlyWithANewEpoch() {
        for (int i = 0; i < 50_000; i++) {
            read(i);
        }
        AccessSample full = drain().getLast();
        clock.move(Duration.ofMillis(AccessSampler.PERIOD_MS));
        drain();
        read(1);
        clock.move(Duration.ofMillis(AccessSampler.PERIOD_MS));
        drain();
        assertEquals(AccessSample.EVERYTHING, sampler.threshold());
        read(1);
        AccessSample anew = drain().getFirst();
        assertTrue(anew.epoch() > full.epoch() && anew.sequence() == 0);
    }

    @Test
    void boundsAnEventBelowWhatABrokerTakes() {
        for (int i = 0; i < SampleBuffer.MAX; i++) {
            read(i % 100);
        }
        AccessSample sample = drain().getFirst();
        int bytes = sample.keys().length()
                + sample.ops().length()
                + sample.sizes().length()
                + sample.ttls().length()
                + sample.offsetsMs().length();
        assertEquals(SampleBuffer.MAX, sample.count());
        assertTrue(bytes < 1_000_000, bytes + " bytes");
    }

    private void read(int key) {
        long hash = CacheKey.of("c", "k" + key).hash();
        accessed.add(hash);
        reads.incrementAndGet();
        sampler.record(hash, AccessSampler.READ_HIT, 10, 0);
    }

    private List<AccessSample> drain() {
        return sampler.drain().stream().map(taken -> taken.event("n", "c")).toList();
    }

    private static List<Long> keys(List<AccessSample> samples) {
        List<Long> keys = new ArrayList<>();
        for (AccessSample sample : samples) {
            ByteBuffer bytes =
                    ByteBuffer.wrap(Base64.getDecoder().decode(sample.keys())).order(ByteOrder.LITTLE_ENDIAN);
            assertEquals(sample.count() * Long.BYTES, bytes.remaining());
            while (bytes.hasRemaining()) {
                keys.add(bytes.getLong());
            }
        }
        return keys;
    }

    private static List<Long> below(List<Long> hashes, int threshold) {
        return hashes.stream()
                .filter(hash -> AccessSampler.prefix(hash) < threshold)
                .toList();
    }
}
