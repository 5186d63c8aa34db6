package dev.terrace.gateway.tier;

import static dev.terrace.gateway.cache.RecordTier.Outcome.OVERTAKEN;
import static dev.terrace.gateway.cache.RecordTier.Outcome.SUPERSEDED;
import static dev.terrace.gateway.tier.Trial.at;
import static dev.terrace.gateway.tier.Trial.await;
import static dev.terrace.gateway.tier.Trial.entry;
import static dev.terrace.gateway.tier.Trial.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.gateway.cache.Condition;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.Increment;
import dev.terrace.gateway.cache.RecordTier.Swapped;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a record tier that counts promises beyond {@link RecordTierContract}. */
public abstract class CountingContract extends RecordTierContract {
    private static final Increment ONE = new Increment(1, null, null);

    private Uni<Swapped> swapping(@Nullable Entry seen, Entry next, Increment increment, long count) {
        return tier.swap(key, seen, next, increment, count);
    }

    private Swapped swap(@Nullable Entry seen, Entry next) {
        return await(swapping(seen, next, ONE, 0));
    }

    private static Increment named(String name, long by) {
        return new Increment(by, null, new Increment.Once(name));
    }

    @Test
    void swapsOnlyWhatWasSeen() {
        assertTrue(tier.counts());
        Entry one = entry("1", 5);
        assertEquals(new Swapped.Done(true), swap(null, one));
        assertEquals(new Swapped.Changed(), swap(null, entry("1", 6)));
        assertEquals(new Swapped.Done(false), swap(one, entry("2", 7)));
        assertEquals(new Swapped.Changed(), swap(one, entry("2", 8)));
        assertEquals(Optional.of("2"), text(tier, key));
    }

    @Test
    void swapOverALaterDeletionIsToBeDoneAnew() {
        await(tier.write(key, entry("1", 5), Condition.NONE));
        await(tier.delete(key, Condition.NONE, at(9)));
        assertEquals(new Swapped.Overtaken(), swap(null, entry("1", 8)));
        assertEquals(new Swapped.Done(true), swap(null, entry("1", 10)));
    }

    @Test
    void writeBehindOneThatWasDecidedIsToBeDoneAnew() {
        await(tier.write(key, entry("plain", 4), Condition.NONE));
        assertEquals(SUPERSEDED, await(tier.write(key, entry("late", 3), Condition.NONE)));
        await(tier.write(key, entry("decided", 9), new Condition.IfExists()));
        assertEquals(OVERTAKEN, await(tier.write(key, entry("late", 8), Condition.NONE)));
        assertEquals(OVERTAKEN, await(tier.delete(key, Condition.NONE, at(8))));
        await(tier.write(key, entry("plain", 20), Condition.NONE));
        assertEquals(SUPERSEDED, await(tier.write(key, entry("late", 19), Condition.NONE)));
    }

    @Test
    void remembersTheOutcomeWithTheSwap() {
        Increment increment = named("a", 5);
        assertEquals(new Swapped.Changed(), await(tier.remembered(key, increment)));
        Entry five = entry("5", 5);
        assertEquals(new Swapped.Done(true), await(swapping(null, five, increment, 5)));
        assertEquals(new Swapped.Remembered(5), await(tier.remembered(key, increment)));
        assertEquals(new Swapped.Remembered(5), await(swapping(five, entry("10", 6), increment, 10)));
        assertEquals(new Swapped.Otherwise(), await(tier.remembered(key, named("a", 6))));
        assertEquals(new Swapped.Changed(), await(tier.remembered(key, named("b", 5))));
        assertEquals(Optional.of("5"), text(tier, key));
    }

    @Test
    void oneOfManySwapsWins() {
        Entry one = entry("1", 5);
        swap(null, one);
        List<Uni<Swapped>> racers = IntStream.rangeClosed(1, 16)
                .mapToObj(i -> swapping(one, entry("racer" + i, 6 + i), ONE, 2))
                .toList();
        List<Swapped> outcomes = await(Uni.join().all(racers).andFailFast());
        assertEquals(
                1, outcomes.stream().filter(new Swapped.Done(false)::equals).count());
        assertEquals(15, outcomes.stream().filter(new Swapped.Changed()::equals).count());
    }
}
