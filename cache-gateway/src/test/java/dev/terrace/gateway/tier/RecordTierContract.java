package dev.terrace.gateway.tier;

import static dev.terrace.gateway.cache.RecordTier.Outcome.CONDITION_FAILED;
import static dev.terrace.gateway.cache.RecordTier.Outcome.CREATED;
import static dev.terrace.gateway.cache.RecordTier.Outcome.GONE;
import static dev.terrace.gateway.cache.RecordTier.Outcome.OVERTAKEN;
import static dev.terrace.gateway.cache.RecordTier.Outcome.REPLACED;
import static dev.terrace.gateway.cache.RecordTier.Outcome.SUPERSEDED;
import static dev.terrace.gateway.tier.Trial.at;
import static dev.terrace.gateway.tier.Trial.await;
import static dev.terrace.gateway.tier.Trial.entry;
import static dev.terrace.gateway.tier.Trial.found;
import static dev.terrace.gateway.tier.Trial.key;
import static dev.terrace.gateway.tier.Trial.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.gateway.cache.Browsable;
import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.Condition;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.RecordTier;
import dev.terrace.gateway.cache.RecordTier.Outcome;
import dev.terrace.gateway.cache.Selector;
import dev.terrace.gateway.cache.TierFactory;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link RecordTier} promises beyond {@link CacheTierContract}, asked of every implementation. */
public abstract class RecordTierContract {
    private static final Condition ABSENT = new Condition.IfAbsent();
    private static final Condition EXISTS = new Condition.IfExists();

    protected CacheSpec spec;
    protected RecordTier tier;
    protected CacheKey key;

    /** The factory under trial; the same one for every call of a test. */
    protected abstract TierFactory factory();

    @BeforeEach
    void openTier() {
        spec = Trial.cache(factory().name());
        tier = (RecordTier) factory().open(spec);
        key = key(spec, "k");
        assertTrue(tier.capabilities().record());
    }

    @AfterEach
    void closeTier() {
        tier.close();
    }

    private Outcome write(String value, long position, Condition condition) {
        return await(tier.write(key, entry(value, position), condition));
    }

    private Outcome write(String value, long position) {
        return write(value, position, Condition.NONE);
    }

    private Outcome delete(long position, Condition condition) {
        return await(tier.delete(key, condition, at(position)));
    }

    private static Condition match(String... etags) {
        return new Condition.IfMatch(Set.of(etags));
    }

    private static Selector select(List<String> keys, List<String> tags, @Nullable String pattern) {
        return new Selector(keys, tags, pattern, false, false);
    }

    private static Selector all() {
        return new Selector(List.of(), List.of(), null, true, false);
    }

    private void put(String name, String tag, long position) {
        long now = Trial.CLOCK.millis();
        Entry entry = new Entry(
                new byte[] {1},
                null,
                List.of(tag, "every"),
                "e",
                at(position),
                now,
                now + 60_000,
                now + 60_000,
                0,
                false);
        await(tier.write(key(spec, name), entry, Condition.NONE));
    }

    private boolean there(String name) {
        return found(tier, key(spec, name)).isPresent();
    }

    @Test
    void writesReadsReplacesAndDeletes() {
        assertEquals(CREATED, write("one", 1));
        assertEquals(Optional.of("one"), text(tier, key));
        assertEquals(REPLACED, write("two", 2));
        assertEquals(Optional.of("two"), text(tier, key));
        assertEquals(GONE, delete(3, Condition.NONE));
        assertEquals(Optional.empty(), text(tier, key));
        assertEquals(GONE, delete(4, Condition.NONE));
        assertEquals(CREATED, write("again", 5));
    }

    @Test
    void olderWriteThatArrivesLateCountsAsDoneBefore() {
        write("newer", 9);
        assertEquals(SUPERSEDED, write("older", 8));
        assertEquals(SUPERSEDED, delete(8, Condition.NONE));
        assertEquals(Optional.of("newer"), text(tier, key));
    }

    @Test
    void deletedIsNotBroughtBackByAnOlderWrite() {
        write("one", 1);
        delete(5, Condition.NONE);
        assertEquals(SUPERSEDED, write("late", 4));
        assertEquals(Optional.empty(), text(tier, key));
        assertEquals(CREATED, write("new", 6));
    }

    @Test
    void deleteBeforeTheFirstWriteRefusesItToo() {
        delete(5, Condition.NONE);
        assertEquals(SUPERSEDED, write("late", 4));
        assertEquals(Optional.empty(), text(tier, key));
    }

    @Test
    void ifAbsentCreatesOnlyOnce() {
        assertEquals(CREATED, write("one", 1, ABSENT));
        assertEquals(CONDITION_FAILED, write("two", 2, ABSENT));
        assertEquals(Optional.of("one"), text(tier, key));
        delete(3, Condition.NONE);
        assertEquals(CREATED, write("three", 4, ABSENT));
    }

    @Test
    void ifMatchNeedsTheEtagThatIsThere() {
        assertEquals(CONDITION_FAILED, write("none", 1, match("e1")));
        write("one", 2);
        assertEquals(CONDITION_FAILED, write("wrong", 3, match("e1", "x")));
        assertEquals(REPLACED, write("right", 4, match("x", "e2")));
        assertEquals(CONDITION_FAILED, delete(5, match("e2")));
        assertEquals(GONE, delete(6, match("e4")));
        assertEquals(Optional.empty(), text(tier, key));
    }

    @Test
    void ifExistsNeedsSomething() {
        assertEquals(CONDITION_FAILED, write("one", 1, EXISTS));
        assertEquals(CONDITION_FAILED, delete(2, EXISTS));
        write("one", 3);
        assertEquals(REPLACED, write("two", 4, EXISTS));
        assertEquals(GONE, delete(5, EXISTS));
    }

    @Test
    void conditionThatOnlyALaterWriteFulfilsIsToBeAskedAnew() {
        write("newer", 9);
        assertEquals(OVERTAKEN, write("older", 8, match("e9")));
        assertEquals(OVERTAKEN, write("older", 8, EXISTS));
        assertEquals(OVERTAKEN, delete(8, match("e9")));
        assertEquals(Optional.of("newer"), text(tier, key));
    }

    @Test
    void expiredRecordIsAbsentForReadersAndConditions() {
        await(tier.write(key, entry(new byte[] {1}, 1, 300, 300), Condition.NONE));
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> text(tier, key)
                .isEmpty());
        assertEquals(CONDITION_FAILED, write("none", 2, EXISTS));
        assertEquals(CREATED, write("two", 3, ABSENT));
    }

    @Test
    void oneOfManyRacersWins() {
        List<Uni<Outcome>> racers = IntStream.rangeClosed(1, 24)
                .mapToObj(i -> tier.write(key, entry("racer" + i, 5), ABSENT))
                .toList();
        List<Outcome> outcomes = await(Uni.join().all(racers).andFailFast());
        assertEquals(1, outcomes.stream().filter(CREATED::equals).count());
        assertEquals(23, outcomes.stream().filter(CONDITION_FAILED::equals).count());
    }

    @Test
    void floorsGenerationsAndRemovalsLeaveRecordsAlone() {
        write("stays", 5);
        await(tier.raiseFloor(at(50)));
        await(tier.renew(at(60)));
        await(tier.remove(key, at(70)));
        assertEquals(Optional.of("stays"), text(tier, key));
        assertEquals(REPLACED, write("still", 6));
    }

    @Test
    void deletesWhatTheSelectorCovers() {
        put("user:1", "red", 1);
        put("user:2", "blue", 2);
        put("user:3", "green", 3);
        put("order:1", "red", 4);
        put("order:2", "grey", 5);
        assertEquals(2, await(tier.deleteAll(select(List.of("user:3", "nobody"), List.of("blue"), null), at(10))));
        assertEquals(1, await(tier.deleteAll(select(List.of(), List.of(), "user:?"), at(11))));
        assertEquals(1, await(tier.deleteAll(select(List.of("order:1"), List.of("red"), "order:1"), at(12))));
        assertEquals(0, await(tier.deleteAll(select(List.of("order:1"), List.of("red"), "order:1"), at(12))));
        assertEquals(
                List.of(false, false, false, false, true),
                List.of(there("user:1"), there("user:2"), there("user:3"), there("order:1"), there("order:2")));
    }

    @Test
    void deletesOnlyWhatIsOlder() {
        put("a", "red", 5);
        put("b", "red", 15);
        assertEquals(1, await(tier.deleteAll(select(List.of(), List.of("red"), null), at(10))));
        assertEquals(List.of(false, true), List.of(there("a"), there("b")));
        assertEquals(SUPERSEDED, await(tier.write(key(spec, "a"), entry("late", 9), Condition.NONE)));
    }

    @Test
    void clearsEverythingOfItsCacheAndNothingElse() {
        CacheSpec otherSpec = Trial.cache(factory().name());
        RecordTier other = (RecordTier) factory().open(otherSpec);
        await(other.write(key(otherSpec, "k"), entry("other", 1), Condition.NONE));
        for (int i = 0; i < 700; i++) {
            put("key \u0000[*]" + i, "red", 1);
        }
        assertEquals(700, await(tier.deleteAll(all(), at(10))));
        assertEquals(0, await(tier.deleteAll(all(), at(10))));
        assertEquals(List.of(false, false), List.of(there("key \u0000[*]0"), there("key \u0000[*]699")));
        assertEquals(Optional.of("other"), text(other, key(otherSpec, "k")));
        other.close();
    }

    @Test
    void countsExactlyOrSaysThatItCannot() {
        put("a", "red", 1);
        put("b", "blue", 2);
        put("c", "blue", 3);
        await(tier.delete(key(spec, "c"), Condition.NONE, at(4)));
        assertTrue(Set.of(-1L, 2L).contains(await(tier.count(all()))));
        assertTrue(Set.of(-1L, 1L).contains(await(tier.count(select(List.of("nobody"), List.of("blue"), null)))));
    }

    @Test
    void listsItsRecords() {
        put("a:1", "t", 5);
        put("a:2", "t", 6);
        put("b:1", "t", 7);
        await(tier.deleteAll(select(List.of("a:2"), List.of(), null), at(10)));
        Browsable listing = Objects.requireNonNull(tier.browsable());
        assertEquals(List.of("a:1", "b:1"), Trial.listed(listing, true, "", 1));
        assertEquals(List.of("a:1"), Trial.listed(listing, true, "a:", 50));
    }

    @Test
    void openedAgainFindsItsRecords() {
        write("kept", 5);
        tier.close();
        tier = (RecordTier) factory().open(spec);
        assertEquals(Optional.of("kept"), text(tier, key));
    }
}
