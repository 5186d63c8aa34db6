package dev.terrace.gateway.cache.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.lease.Announcement.Outcome;
import dev.terrace.gateway.cache.view.Mark;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The meaning of {@link Lease}, over two nodes of one store and the log beside it. */
public abstract class LeaseContract {
    private static final CacheKey KEY = CacheKey.of("c", "k");
    private static final long LONG = 20_000;
    private static final long SHORT = 60;

    /** What node one and node two have heard. */
    protected final List<Announcement> heardByOne = Collections.synchronizedList(new ArrayList<>());

    protected final List<Announcement> heardByTwo = Collections.synchronizedList(new ArrayList<>());

    /** A node's end; both listen. */
    protected abstract Lease one();

    /** Another node's end. */
    protected abstract Lease two();

    /** Appends to the log. */
    protected abstract Position append(Mark mark);

    /** Lets time go by. */
    protected abstract void pass(long ms);

    /** Lets announcements arrive. */
    protected abstract void arrive(List<Announcement> heard, int count);

    /** Makes the store unreachable for node one. */
    protected abstract void cutOne();

    private static <T> T await(Uni<T> call) {
        return call.await().atMost(Duration.ofSeconds(10));
    }

    private static Taken.Won won(Taken taken) {
        return assertInstanceOf(Taken.Won.class, taken);
    }

    private Taken.Won take(Lease lease, long lengthMs) {
        return won(await(lease.take(KEY, lengthMs)));
    }

    private static Mark.Key mark(CacheKey key) {
        return new Mark.Key(key.cache(), key.key(), key.hash(), Position.NONE);
    }

    @Test
    void oneOfManyWins() {
        List<Uni<Taken>> calls = IntStream.range(0, 50)
                .mapToObj(i -> (i % 2 == 0 ? one() : two()).take(KEY, LONG))
                .toList();
        List<Taken> all = await(Uni.join().all(calls).andFailFast());
        assertEquals(1, all.stream().filter(Taken.Won.class::isInstance).count());
        assertEquals(49, all.stream().filter(Taken.Held.class::isInstance).count());
    }

    @Test
    void whatIsLeftOfItIsTold() {
        take(one(), LONG);
        long left =
                assertInstanceOf(Taken.Held.class, await(two().take(KEY, LONG))).leftMs();
        assertTrue(left > LONG / 2 && left <= LONG, left + " ms");
    }

    @Test
    void keysAreApart() {
        take(one(), LONG);
        won(await(two().take(CacheKey.of("c", "other"), LONG)));
        won(await(two().take(CacheKey.of("d", "k"), LONG)));
    }

    @Test
    void itsPositionIsTheLogsLast() {
        Position last = append(mark(CacheKey.of("x", "y")));
        assertEquals(last, take(one(), LONG).asOf());
    }

    @Test
    void itRunsOutAndAnotherTakesItWithAHigherNumber() {
        Taken.Won first = take(one(), SHORT);
        pass(SHORT + 40);
        Taken.Won second = take(two(), LONG);
        assertTrue(second.number() > first.number());
        assertFalse(second.again(), "it was never released");
        assertFalse(await(one().renew(first, LONG)));
        await(one().release(first, Outcome.FILLED));
        assertInstanceOf(Taken.Held.class, await(one().take(KEY, LONG)), "the second one's is untouched");
    }

    @Test
    void renewedItStays() {
        Taken.Won mine = take(one(), SHORT * 4);
        assertTrue(await(one().renew(mine, LONG)));
        pass(SHORT * 5);
        assertInstanceOf(Taken.Held.class, await(two().take(KEY, LONG)));
    }

    @Test
    void aReleaseIsToldToEveryNodeWhenOneWaits() {
        Position at = append(mark(CacheKey.of("x", "z")));
        Taken.Won mine = take(one(), LONG);
        assertInstanceOf(Taken.Held.class, await(two().take(KEY, LONG)));
        await(one().release(mine, Outcome.NOTHING));
        arrive(heardByTwo, 1);
        assertEquals(List.of(new Announcement("c", KEY.hash(), Outcome.NOTHING, at)), heardByTwo);
    }

    @Test
    void withoutAnyoneWhoWaitsNothingIsTold() {
        await(one().release(take(one(), LONG), Outcome.FILLED));
        CacheKey other = CacheKey.of("c", "asked for");
        Taken.Won second = won(await(one().take(other, LONG)));
        await(two().take(other, LONG));
        await(one().release(second, Outcome.FILLED));
        arrive(heardByTwo, 1);
        assertEquals(other.hash(), heardByTwo.get(0).hash());
        assertEquals(1, heardByTwo.size());
    }

    @Test
    void aReleaseIsRememberedForTheNextWinnerOnly() {
        await(one().release(take(one(), LONG), Outcome.FILLED));
        Taken.Won next = take(two(), SHORT);
        assertTrue(next.again());
        assertInstanceOf(Taken.Held.class, await(one().take(KEY, LONG)));
        pass(SHORT + 40);
        assertFalse(take(one(), LONG).again());
    }

    @Test
    void aMarkOnTheKeyFreesItAndThoseWhoWaitedHearOfTheNext() {
        Taken.Won old = take(one(), LONG);
        assertInstanceOf(Taken.Held.class, await(two().take(KEY, LONG)));
        append(mark(CacheKey.of("c", "not this")));
        assertInstanceOf(Taken.Held.class, await(two().take(KEY, LONG)));
        Position marked = append(mark(KEY));
        Taken.Won next = take(two(), LONG);
        assertEquals(marked, next.asOf());
        assertFalse(await(one().renew(old, LONG)));
        await(two().release(next, Outcome.FILLED));
        arrive(heardByOne, 1);
        assertEquals(marked, heardByOne.get(0).asOf());
    }

    @Test
    void aWideMarkFreesTheLeasesOfItsCache() {
        take(one(), LONG);
        append(new Mark.All("elsewhere"));
        assertInstanceOf(Taken.Held.class, await(two().take(KEY, LONG)));
        append(new Mark.Tag("c", "t", 0));
        take(two(), LONG);
    }

    @Test
    void whatCannotBeReachedIsAResult() {
        Taken.Won mine = take(one(), LONG);
        cutOne();
        assertEquals(Taken.Unreachable.NOW, await(one().take(KEY, LONG)));
        assertFalse(await(one().renew(mine, LONG)));
        await(one().release(mine, Outcome.FILLED));
    }
}
