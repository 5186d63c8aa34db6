package dev.terrace.gateway.cache.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class KeyMarksTest {
    /** The other way round from how hashes are mixed: with it, keys can be made that fall on one place. */
    private static final long UNMIX = inverse(0x9E3779B97F4A7C15L);

    private static final int BLOCK = 10;

    private final KeyMarks marks = new KeyMarks();

    private static long inverse(long odd) {
        long x = odd;
        for (int i = 0; i < 6; i++) {
            x *= 2 - odd * x;
        }
        return x;
    }

    /** Of 300 hashes many share a place, so that clusters are long, and drops shift them back across the end of the table. */
    @RepeatedTest(20)
    void isAMapOfTheNewest(RepetitionInfo run) {
        Random random = new Random(run.getCurrentRepetition());
        Map<Long, Long> oracle = new HashMap<>();
        for (long start = 1; start <= 20_000; start += BLOCK) {
            long[] hashes = random.longs(BLOCK, 0, 300)
                    .map(i -> ((0xFFF00000L - 4 + i % 8 << 20) + i) * UNMIX)
                    .toArray();
            for (int puts = 0; puts < 2 * BLOCK; puts++) {
                int at = puts < BLOCK
                        ? random.nextInt(BLOCK)
                        : puts - BLOCK; // this node's own come early, the log's in order
                long offset = start + at;
                assertEquals(offset > oracle.getOrDefault(hashes[at], 0L), marks.put(hashes[at], offset));
                oracle.merge(hashes[at], offset, Math::max);
                assertEquals(oracle.get(hashes[at]), marks.newest(hashes[at]));
            }
            for (int at = 0; at < BLOCK; at++) {
                marks.ordered(hashes[at], start + at);
            }
            if (random.nextInt(40) == 0) {
                long upTo = Math.max(1, start - random.nextInt(300));
                marks.drop(upTo);
                oracle.values().removeIf(o -> o <= upTo);
                oracle.forEach((h, o) -> assertEquals(o, marks.newest(h)));
                assertEquals(oracle.size(), marks.size());
            }
        }
    }

    @Test
    void aRestartKeepsWhatIsNotRetired() {
        for (int i = 1; i <= 10_000; i++) {
            marks.put(i, i);
            marks.ordered(i, i);
        }
        marks.restart(9_000);
        assertEquals(1_000, marks.size());
        assertEquals(0, marks.newest(9_000));
        assertEquals(9_001, marks.newest(9_001));
        marks.drop(Long.MAX_VALUE);
        assertEquals(1_000, marks.size(), "their order is told anew");
        marks.ordered(9_001, 9_001);
        marks.drop(9_500);
        assertEquals(0, marks.newest(9_001));
        assertFalse(marks.put(9_002, 9_002));
    }

    /** A mark that was put is seen from then on, while tables grow, shrink and shift. */
    @Test
    void whoeverReadsAfterAMarkWasPutSeesIt() {
        int keys = 64;
        AtomicLongArray put = new AtomicLongArray(keys);
        AtomicLong ended = new AtomicLong();
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            for (int offset = 1; offset <= 300_000; offset++) {
                int key = offset % keys;
                marks.put(key, offset);
                put.set(key, offset);
            }
            ended.incrementAndGet();
        });
        CompletableFuture<Void> others = CompletableFuture.runAsync(() -> {
            for (int offset = 1; ended.get() == 0; offset++) {
                marks.put(1_000 + offset, offset);
                marks.ordered(1_000 + offset, offset);
                if (offset % 5_000 == 0) {
                    marks.drop(offset);
                }
            }
        });
        long read = 0;
        while (ended.get() == 0) {
            int key = (int) (read++ % keys);
            long known = put.get(key);
            long seen = marks.newest(key);
            assertTrue(seen >= known, () -> "put " + known + ", seen " + seen);
        }
        writer.join();
        others.join();
        assertTrue(read > 0);
    }
}
