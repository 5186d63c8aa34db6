package dev.terrace.gateway.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void takesASecondAtOnceAndThenAsManyAsTimeBrings() {
        Rate rate = new Rate(10, 0);
        for (int i = 0; i < 10; i++) {
            assertEquals(0, rate.take(1, 0));
        }
        assertEquals(SECOND / 10, rate.take(1, 0));
        assertEquals(0, rate.take(1, SECOND / 10));
        assertTrue(rate.take(1, SECOND / 10) > 0, "what was refused took nothing, what was taken is gone");
        assertEquals(0, rate.take(10, 3 * SECOND));
    }

    @Test
    void admitsWhatIsLargerThanASecondWhenTheBucketIsFull() {
        Rate rate = new Rate(10, 0);
        assertEquals(0, rate.take(30, 0));
        assertEquals(SECOND * 3 - SECOND + SECOND / 10, rate.take(1, 0));
        assertEquals(0, rate.take(1, SECOND * 21 / 10));
    }

    /** Whatever comes when, within any span no more is admitted than the bucket and the span's own share. */
    @Test
    void neverAdmitsMoreThanItsShare() {
        SplittableRandom random = new SplittableRandom(7);
        Rate rate = new Rate(1000, 0);
        long now = 0;
        long admitted = 0;
        for (int i = 0; i < 100_000; i++) {
            now += random.nextLong(2 * SECOND / 5000);
            int operations = 1 + random.nextInt(5);
            admitted += rate.take(operations, now) == 0 ? operations : 0;
        }
        long share = now / (SECOND / 1000);
        assertTrue(admitted <= share + 1000, admitted + " of " + share);
        assertTrue(admitted >= share - 1000, admitted + " of " + share);
    }

    @Test
    void countsRightlyWithManyAtOnce() {
        Rate rate = new Rate(1000, 0);
        AtomicInteger admitted = new AtomicInteger();
        IntStream.range(0, 20_000).parallel().forEach(i -> admitted.addAndGet(rate.take(1, 0) == 0 ? 1 : 0));
        assertEquals(1000, admitted.get());
    }
}
