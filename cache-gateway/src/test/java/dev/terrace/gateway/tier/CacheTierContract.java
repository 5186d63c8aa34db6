package dev.terrace.gateway.tier;

import static dev.terrace.gateway.cache.CacheTier.Stored.REFUSED;
import static dev.terrace.gateway.cache.CacheTier.Stored.STORED;
import static dev.terrace.gateway.tier.Trial.at;
import static dev.terrace.gateway.tier.Trial.await;
import static dev.terrace.gateway.tier.Trial.entry;
import static dev.terrace.gateway.tier.Trial.found;
import static dev.terrace.gateway.tier.Trial.key;
import static dev.terrace.gateway.tier.Trial.miss;
import static dev.terrace.gateway.tier.Trial.put;
import static dev.terrace.gateway.tier.Trial.store;
import static dev.terrace.gateway.tier.Trial.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.gateway.cache.Browsable;
import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.CacheTier;
import dev.terrace.gateway.cache.CacheTier.Ticket;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.TierFactory;
import dev.terrace.gateway.cache.TierName;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link CacheTier} promises, asked of every implementation on its real server. A tier is done when it passes. */
public abstract class CacheTierContract {
    protected CacheSpec spec;
    protected CacheTier tier;
    protected CacheKey key;

    /** The factory under trial; the same one for every call of a test. */
    protected abstract TierFactory factory();

    @BeforeEach
    void openTier() {
        spec = Trial.cache(factory().name());
        tier = factory().open(spec);
        key = key(spec, "k");
        await(tier.raiseFloor(at(0)));
    }

    @AfterEach
    void closeTier() {
        tier.close();
    }

    @Test
    void findsWhatWasStored() {
        Entry entry = entry("value", 5);
        assertEquals(STORED, store(tier, key, entry, miss(tier, key)));
        assertSame(entry, found(tier, key));
    }

    @Test
    void listsWhatItHoldsIfItCan() {
        Browsable listing = tier.browsable();
        if (listing == null) {
            assertEquals(TierName.MEMCACHED, tier.name(), "only Memcached cannot list its keys");
            return;
        }
        for (String name : List.of("a:1", "a:2", "a:*", "b:1", "a:3")) {
            put(tier, key(spec, name), entry("value", 5));
        }
        await(tier.remove(key(spec, "a:2"), at(6)));
        assertEquals(List.of("a:*", "a:1", "a:3", "b:1"), Trial.listed(listing, false, "", 2));
        assertEquals(List.of("a:*", "a:1", "a:3"), Trial.listed(listing, false, "a:", 1));
        assertEquals(List.of("a:*"), Trial.listed(listing, false, "a:*", 50));
        List<Browsable.Listed> held =
                await(listing.held(false, List.of(key(spec, "a:1"), key(spec, "a:2"), key(spec, "c"))));
        assertEquals(
                List.of(key(spec, "a:1")),
                held.stream().map(Browsable.Listed::key).toList());
        assertEquals(List.of("red", "size:1"), held.getFirst().head().tags());
        assertEquals(at(5), held.getFirst().head().asOf());
        assertTrue(held.getFirst().bytes() > 0);
    }

    @Test
    void refusesAFillBelowTheFloor() {
        Ticket ticket = miss(tier, key);
        await(tier.raiseFloor(at(10)));
        assertEquals(REFUSED, store(tier, key, entry("late", 9), ticket));
        assertEquals(REFUSED, put(tier, key, entry("late", 9)));
        assertEquals(STORED, put(tier, key, entry("good", 10)));
        assertEquals(Optional.of("good"), text(tier, key));
    }

    @Test
    void purgesWhatIsOlderThanItsMark() {
        CacheKey other = key(spec, "other");
        CacheKey unmarked = key(spec, "unmarked");
        List.of(key, other, unmarked).forEach(each -> put(tier, each, entry("old", 4)));
        await(tier.raiseFloor(at(7)));
        await(tier.purge(Map.of(key, at(5), other, at(7), key(spec, "nothing"), at(6))));
        assertEquals(Optional.empty(), text(tier, key));
        assertEquals(Optional.empty(), text(tier, other));
        assertEquals(Optional.of("old"), text(tier, unmarked));
        assertEquals(REFUSED, put(tier, key, entry("late", 6)));
        assertEquals(STORED, put(tier, key, entry("good", 7)));
    }

    @Test
    void floorNeverSinks() {
        await(tier.raiseFloor(at(10)));
        await(tier.raiseFloor(at(5)));
        assertEquals(REFUSED, put(tier, key, entry("late", 7)));
        assertEquals(
                REFUSED,
                put(
                        tier,
                        key,
                        new Entry(
                                new byte[1],
                                null,
                                List.of(),
                                "e",
                                new Position(0, 99),
                                0,
                                Long.MAX_VALUE,
                                Long.MAX_VALUE,
                                0,
                                false)));
    }

    @Test
    void keepsTheNewerOfTwoFills() {
        Ticket slow = miss(tier, key);
        Ticket fast = miss(tier, key);
        assertEquals(STORED, store(tier, key, entry("newer", 6), fast));
        assertEquals(REFUSED, store(tier, key, entry("older", 5), slow));
        assertEquals(Optional.of("newer"), text(tier, key));
    }

    @Test
    void aTicketTakenOverAnEntryIsForNothingOlder() {
        put(tier, key, entry("newer", 6));
        assertEquals(REFUSED, store(tier, key, entry("older", 5), await(tier.ticket(key))));
        assertEquals(Optional.of("newer"), text(tier, key));
    }

    @Test
    void replacesWhatIsOlder() {
        assertEquals(STORED, put(tier, key, entry("old", 5)));
        assertEquals(STORED, put(tier, key, entry("same age", 5)));
        assertEquals(STORED, put(tier, key, entry("new", 6)));
        assertEquals(Optional.of("new"), text(tier, key));
    }

    @Test
    void refusesAFillFromBeforeARemoval() {
        Ticket ticket = miss(tier, key);
        await(tier.remove(key, at(10)));
        assertEquals(REFUSED, store(tier, key, entry("late", 9), ticket));
        assertEquals(Optional.empty(), text(tier, key));
    }

    @Test
    void refusesAWriteFromBeforeARemoval() {
        Ticket ticket = await(tier.ticket(key));
        await(tier.remove(key, at(10)));
        assertEquals(REFUSED, store(tier, key, entry("late", 9), ticket));
        assertEquals(Optional.empty(), text(tier, key));
    }

    @Test
    void removesWhatIsOlder() {
        put(tier, key, entry("old", 5));
        await(tier.remove(key, at(10)));
        assertEquals(Optional.empty(), text(tier, key));
    }

    @Test
    void fillsAgainAfterARemoval() {
        put(tier, key, entry("old", 5));
        await(tier.remove(key, at(10)));
        assertEquals(STORED, store(tier, key, entry("new", 10), miss(tier, key)));
        assertEquals(Optional.of("new"), text(tier, key));
    }

    @Test
    void removalOfNothingSucceedsAndTwiceIsNoHarm() {
        await(tier.remove(key, at(10)));
        await(tier.remove(key, at(10)));
        assertEquals(STORED, put(tier, key, entry("new", 11)));
    }

    @Test
    void removalTouchesNoOtherKey() {
        CacheKey other = key(spec, "other");
        put(tier, other, entry("stays", 5));
        await(tier.remove(key, at(10)));
        assertEquals(Optional.of("stays"), text(tier, other));
    }

    @Test
    void renewedFindsNothingOfBefore() {
        put(tier, key, entry("old", 5));
        Ticket before = miss(tier, key(spec, "absent"));
        await(tier.renew(at(20)));
        assertEquals(Optional.empty(), text(tier, key));
        assertEquals(REFUSED, store(tier, key(spec, "absent"), entry("late", 19), before));
        assertEquals(Optional.empty(), text(tier, key(spec, "absent")));
        assertEquals(REFUSED, put(tier, key, entry("late", 19)));
        assertEquals(STORED, put(tier, key, entry("new", 20)));
        assertEquals(Optional.of("new"), text(tier, key));
    }

    @Test
    void generationNeverSinks() {
        await(tier.renew(at(20)));
        put(tier, key, entry("stays", 20));
        await(tier.renew(at(20)));
        await(tier.renew(at(10)));
        assertEquals(Optional.of("stays"), text(tier, key));
    }

    @Test
    void openedAgainFindsWhatWasStored() {
        put(tier, key, entry("kept", 5));
        tier.close();
        tier = factory().open(spec);
        if (!tier.capabilities().durable() && !tier.capabilities().shared()) {
            return;
        }
        await(tier.raiseFloor(at(0)));
        assertEquals(Optional.of("kept"), text(tier, key));
    }

    @Test
    void expiredIsAbsentAndStaleIsNot() {
        put(tier, key, entry(new byte[] {1}, 5, -2000, -1000));
        assertEquals(Optional.empty(), found(tier, key));
        put(tier, key, entry(new byte[] {2}, 6, -1000, 60_000));
        assertTrue(found(tier, key).isPresent());
        assertFalse(found(tier, key).orElseThrow().fresh(Trial.CLOCK.millis()));
    }

    @Test
    void expiresByItself() {
        put(tier, key, entry(new byte[] {1}, 5, 400, 400));
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> found(tier, key)
                .isEmpty());
    }

    @Test
    void sameKeyInAnotherCacheIsAnother() {
        CacheSpec otherSpec = Trial.cache(factory().name());
        CacheTier other = factory().open(otherSpec);
        await(other.raiseFloor(at(0)));
        put(tier, key, entry("mine", 5));
        put(other, key(otherSpec, "k"), entry("yours", 6));
        await(other.remove(key(otherSpec, "k"), at(9)));
        assertEquals(Optional.of("mine"), text(tier, key));
        other.close();
    }

    @Test
    void saysWhatItIs() {
        put(tier, key, entry("value", 5));
        assertEquals(factory().name(), tier.name());
        assertEquals(factory().name(), tier.state().tier());
        assertNotEquals("", await(tier.probe()));
    }

    /** Seeded schedules of fills, removals and floors; after each step nothing older than a completed removal or a fill before is found. */
    @Test
    void neverFindsWhatWasRemovedWhateverTheSchedule() {
        for (int seed = 0; seed < 25; seed++) {
            new Schedule(seed).run(40);
        }
    }

    private static void assertSame(Entry expected, Optional<Entry> actual) {
        Entry found = actual.orElseThrow();
        assertEquals(
                new String(expected.value(), java.nio.charset.StandardCharsets.ISO_8859_1),
                new String(found.value(), java.nio.charset.StandardCharsets.ISO_8859_1));
        assertEquals(withoutValue(expected), withoutValue(found));
    }

    private static final byte[] NOTHING = {};

    private static Entry withoutValue(Entry e) {
        return new Entry(
                NOTHING,
                e.contentType(),
                e.tags(),
                e.etag(),
                e.asOf(),
                e.createdMs(),
                e.expiresMs(),
                e.staleUntilMs(),
                e.loadCostMicros(),
                e.negative());
    }

    /** One seed: the log's position rises; loads begin at it and end later, in any order. */
    private final class Schedule {
        private final int seed;
        private final Random random;
        private final Map<Ticket, Long> inFlight = new HashMap<>();
        private final CacheKey target;
        private long position = 1;
        private long removed;

        Schedule(int seed) {
            this.seed = seed;
            this.random = new Random(seed);
            this.target = key(spec, "schedule-" + seed);
        }

        void run(int steps) {
            for (int i = 0; i < steps; i++) {
                step();
                long oldest = Math.max(removed, 0);
                found(tier, target)
                        .ifPresent(e -> assertTrue(
                                e.asOf().offset() >= oldest,
                                () -> "seed " + seed + ": " + e.asOf() + " after " + oldest));
            }
        }

        private void step() {
            switch (random.nextInt(4)) {
                case 0 -> inFlight.put(await(tier.ticket(target)), position);
                case 1 -> {
                    position++;
                    await(tier.remove(target, at(position)));
                    removed = position;
                }
                case 2 -> finishOne();
                default -> position++;
            }
        }

        private void finishOne() {
            Optional<Ticket> one = inFlight.keySet().stream()
                    .skip(random.nextInt(inFlight.size() + 1))
                    .findFirst();
            one.ifPresent(ticket -> {
                long asOf = inFlight.remove(ticket);
                store(tier, target, entry("v" + asOf, asOf), ticket);
            });
        }
    }
}
