package dev.terrace.gateway.tier.memcached;

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
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.CacheTier;
import dev.terrace.gateway.cache.CacheTier.Stored;
import dev.terrace.gateway.cache.CacheTier.Ticket;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.tier.Trial;
import dev.terrace.kit.test.LocalStack;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Values larger than an item, on a server that takes items of 1 MiB. */
class MemcachedChunksIT {
    private static final int LARGE = 16 << 20;
    private static final int ROUNDS = 24;
    private static MemcachedServers servers;
    private static MemcachedServers otherServers;

    private final CacheSpec spec = large(Trial.cache(TierName.MEMCACHED));
    private final CacheKey key = key(spec, "k");
    private CacheTier tier;
    private CacheTier other;

    @BeforeAll
    static void connect() {
        List<String> addresses = List.of(LocalStack.environment().getOrDefault("TERRACE_MEMCACHED_SERVERS", ""));
        servers = new MemcachedServers(addresses, Duration.ofSeconds(5), 1000);
        otherServers = new MemcachedServers(addresses, Duration.ofSeconds(5), 1000);
        Awaitility.await().until(() -> MemcachedTierIT.started(servers) && MemcachedTierIT.started(otherServers));
    }

    @AfterAll
    static void disconnect() {
        servers.close();
        otherServers.close();
    }

    @BeforeEach
    void open() {
        tier = new MemcachedTiers(servers, Trial.CLOCK, (t, k, why) -> {}).open(spec);
        other = new MemcachedTiers(otherServers, Trial.CLOCK, (t, k, why) -> {}).open(spec);
        await(tier.raiseFloor(at(0)));
    }

    /** Up to 32 MiB a value, not compressed: the chunks are what is tried here. */
    private static CacheSpec large(CacheSpec s) {
        return new CacheSpec(
                s.name(),
                s.tiers(),
                s.strategy(),
                s.ttlMs(),
                s.maxBytes(),
                s.memoryMaxBytes(),
                32 << 20,
                false,
                false,
                0,
                0,
                0,
                0,
                null,
                1);
    }

    /** Every eighth byte says which write this is, so a mixture of two is told at once. */
    private static Entry value(int length, long asOf) {
        byte[] bytes = new byte[length];
        new Random(asOf).nextBytes(bytes);
        for (int i = 0; i < length; i += 8) {
            bytes[i] = (byte) asOf;
        }
        return entry(bytes, asOf, 60_000, 60_000);
    }

    private static void assertWhole(Entry found) {
        byte[] expected = value(found.value().length, found.asOf().offset()).value();
        assertArrayEquals(expected, found.value(), () -> "torn at " + found.asOf());
    }

    private MemcachedServer server() {
        return servers.of(key);
    }

    private String stem() {
        return new WireKeys(spec.name())
                .chunks(
                        dev.terrace.gateway.cache.Position.NONE,
                        Objects.requireNonNull(server().start()).id());
    }

    private Manifest manifest() {
        String name = new WireKeys(spec.name())
                .entry(
                        dev.terrace.gateway.cache.Position.NONE,
                        Objects.requireNonNull(server().start()).id(),
                        key);
        return Objects.requireNonNull(
                Manifest.read(Objects.requireNonNull(await(server().gets(name))).getValue()));
    }

    @Test
    void valuesAroundAnItemAndFarAboveComeBack() {
        for (int length : List.of(Chunks.LENGTH - 300, Chunks.LENGTH, Chunks.LENGTH + 1, 3 << 20, LARGE)) {
            CacheKey one = key(spec, "length-" + length);
            assertEquals(STORED, put(tier, one, value(length, 5)));
            assertWhole(found(other, one).orElseThrow());
        }
    }

    @Test
    void missingChunkIsAMissThatCanBeFilledAgain() {
        put(tier, key, value(3 << 20, 5));
        await(server().delete(manifest().names(stem()).get(1)));
        Ticket ticket = miss(tier, key);
        assertEquals(STORED, store(tier, key, value(3 << 20, 6), ticket));
        assertWhole(found(other, key).orElseThrow());
    }

    @Test
    void chunkThatIsNotWhatWasWrittenIsAMiss() {
        put(tier, key, value(3 << 20, 5));
        String name = manifest().names(stem()).get(2);
        byte[] chunk = Objects.requireNonNull(await(server().gets(name))).getValue();
        chunk[7] ^= 1;
        await(server().delete(name));
        await(server().add(name, 60, chunk));
        assertEquals(Optional.empty(), found(tier, key));
    }

    @Test
    void replacedChunksAreDeleted() {
        put(tier, key, value(3 << 20, 5));
        List<String> before = manifest().names(stem());
        put(tier, key, value(3 << 20, 6));
        assertFalse(before.equals(manifest().names(stem())));
        Awaitility.await().until(() -> await(server().getAll(before)).isEmpty());
        put(tier, key, entry("small", 7));
        assertEquals(5, found(other, key).orElseThrow().value().length);
    }

    @Test
    void removalTakesALargeValueAndRefusesAnOlderFillInFlight() {
        Ticket early = miss(other, key);
        put(tier, key, value(3 << 20, 5));
        await(tier.remove(key, at(10)));
        assertEquals(Optional.empty(), found(other, key));
        assertEquals(REFUSED, store(other, key, value(3 << 20, 9), early));
        assertEquals(Optional.empty(), found(tier, key));
    }

    @Test
    void olderFillDoesNotReplaceALargeValue() {
        put(tier, key, value(3 << 20, 8));
        assertEquals(REFUSED, put(other, key, value(3 << 20, 7)));
        assertEquals(REFUSED, put(other, key, entry("small and old", 7)));
        assertEquals(8, found(other, key).orElseThrow().asOf().offset());
    }

    /** Two nodes overwrite one key with 16 MiB at the same time while both read: what is read is whole, each time. */
    @Test
    void racingOverwritesAreNeverReadTorn() {
        int read = 0;
        int stored = 0;
        long asOf = 100;
        for (int round = 0; round < ROUNDS; round++) {
            Ticket mine = await(tier.ticket(key));
            Ticket theirs = round % 2 == 0 ? await(other.ticket(key)) : mine;
            Uni<Stored> first = tier.store(key, value(LARGE, ++asOf), mine);
            Uni<Stored> second = other.store(key, value(LARGE, ++asOf), theirs);
            List<Object> all = await(Uni.join()
                    .all(List.<Uni<?>>of(first, other.find(key), second, tier.find(key)).stream()
                            .map(u -> u.map(Object.class::cast))
                            .toList())
                    .andFailFast());
            for (Object each : all) {
                stored += each == STORED ? 1 : 0;
                if (each instanceof CacheTier.Lookup.Found found) {
                    assertWhole(found.entry());
                    read++;
                }
            }
            Optional<Entry> after = found(tier, key);
            assertTrue(after.isPresent(), "the manifest that won has its chunks");
            assertWhole(after.get());
        }
        System.out.printf("chunks: %d rounds, %d stored, %d read while they raced, none torn%n", ROUNDS, stored, read);
        assertTrue(stored >= ROUNDS, "stored " + stored);
    }
}
