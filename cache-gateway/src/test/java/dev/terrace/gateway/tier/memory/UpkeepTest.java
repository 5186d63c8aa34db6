package dev.terrace.gateway.tier.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.terrace.gateway.cache.Time;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UpkeepTest {
    private static final long SPAN = 1L << 30;

    /** A clock that is set. */
    private static final class Hand implements Time {
        private long nanos;

        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public long millis() {
            throw new AssertionError("upkeep has no wall clock");
        }

        @Override
        public Runnable after(long delayMs, Runnable task) {
            throw new AssertionError("upkeep sets no timers");
        }

        @Override
        public void background(Runnable task) {
            throw new AssertionError("upkeep is given its executor");
        }
    }

    private final Hand time = new Hand();
    private final List<Runnable> elsewhere = new ArrayList<>();
    private final Upkeep upkeep = new Upkeep(time, elsewhere::add);
    private int ran;

    private void at(long nanos) {
        time.nanos = nanos;
        upkeep.execute(() -> ran++);
    }

    @Test
    void runsAtOnceButForTheFirstOfASpanInWhichEntriesMayEnd() {
        at(7 * SPAN + 5);
        assertEquals(1, elsewhere.size());
        at(7 * SPAN + 6);
        at(7 * SPAN + SPAN / 2);
        assertEquals(2, ran);
        at(8 * SPAN);
        assertEquals(2, elsewhere.size());
        at(8 * SPAN + 1);
        assertEquals(3, ran);
    }

    /** The wheel's own look at the clock may fall into the next span. */
    @Test
    void goesAwayCloseToTheEndOfASpan() {
        at(SPAN);
        at(2 * SPAN - 1_000_000);
        assertEquals(2, elsewhere.size());
        assertEquals(0, ran);
    }

    /** The JVM's clock begins anywhere. */
    @Test
    void spansBeforeZeroAreSpansToo() {
        at(-3 * SPAN + 1);
        at(-3 * SPAN + 2);
        assertEquals(1, ran);
        at(-2 * SPAN + 1);
        assertEquals(2, elsewhere.size());
    }
}
