package dev.terrace.gateway.tier.database;

import static dev.terrace.gateway.cache.CacheTier.Stored.STORED;
import static dev.terrace.gateway.tier.Trial.at;
import static dev.terrace.gateway.tier.Trial.await;
import static dev.terrace.gateway.tier.Trial.entry;
import static dev.terrace.gateway.tier.Trial.failure;
import static dev.terrace.gateway.tier.Trial.key;
import static dev.terrace.gateway.tier.Trial.miss;
import static dev.terrace.gateway.tier.Trial.put;
import static dev.terrace.gateway.tier.Trial.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.CacheTier;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.codec.Decoding.Reason;
import dev.terrace.gateway.tier.Trial;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the database tier does beside answering: bounds, sweeps, locks, and connections that break. */
class DatabaseUpkeepIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static TestDatabase node;

    @BeforeAll
    static void connect() {
        node = new TestDatabase();
    }

    @AfterAll
    static void disconnect() {
        node.close();
    }

    private static CacheTier open(CacheSpec spec) {
        CacheTier tier = node.tiers.open(spec);
        await(tier.raiseFloor(at(0)));
        return tier;
    }

    private static long count(String sql, Object... arguments) {
        return await(node.database.run(sql, Tuple.from(arguments)))
                .iterator()
                .next()
                .getLong(0);
    }

    private static long rows(CacheSpec spec) {
        return count("SELECT count(*) FROM gateway.entry WHERE cache = $1", spec.name());
    }

    @Test
    void staysWithinItsBytes() {
        CacheSpec spec = Trial.cache(TierName.DATABASE, 2 << 20);
        CacheTier tier = open(spec);
        for (int i = 0; i < 100; i++) {
            put(tier, key(spec, "k" + i), entry(Trial.noise(64 << 10), 5, 60_000, 60_000));
        }
        // At most a thirty-second of the bound is written between two measurements.
        Awaitility.await().atMost(PATIENCE).until(() -> {
            put(tier, key(spec, "one more"), entry(Trial.noise(64 << 10), 5, 60_000, 60_000));
            return tier.state().bytes() <= spec.maxBytes() && tier.state().evictions() > 0;
        });
        long bytes = count("SELECT sum(size)::bigint FROM gateway.entry WHERE cache = $1", spec.name());
        assertTrue(bytes <= spec.maxBytes() + (128 << 10), () -> "bytes " + bytes);
        assertTrue(rows(spec) > 0);
    }

    @Test
    void sweepsWhatHasExpired() {
        CacheSpec spec = Trial.cache(TierName.DATABASE);
        CacheTier tier = open(spec);
        for (int i = 0; i < 5; i++) {
            put(tier, key(spec, "k" + i), entry(new byte[] {1}, 5, -2000, -1000));
        }
        put(tier, key(spec, "stays"), entry("stays", 5));
        Awaitility.await().atMost(PATIENCE).until(() -> rows(spec) == 1);
        assertEquals(Optional.of("stays"), text(tier, key(spec, "stays")));
    }

    @Test
    void returnsTheSpaceOfGenerationsThatWereLeft() {
        CacheSpec spec = Trial.cache(TierName.DATABASE);
        CacheTier tier = open(spec);
        put(tier, key(spec, "old"), entry("old", 5));
        await(tier.renew(at(20)));
        Awaitility.await().atMost(PATIENCE).until(() -> rows(spec) == 0);
    }

    /** The fill has checked the floor and waits for its row, which another transaction holds; another node raises the floor. */
    @Test
    void aFillThatHasCheckedTheFloorKeepsItFromRising() throws Exception {
        CacheSpec spec = Trial.cache(TierName.DATABASE);
        CacheTier tier = open(spec);
        CacheTier.Ticket ticket = miss(tier, key(spec, "k"));
        try (var other = new TestDatabase();
                var asked = node.jdbc();
                var holder = node.jdbc();
                var row = holder.prepareStatement(
                        "INSERT INTO gateway.entry (cache, key, hash, generation, as_of, stale_until, size)"
                                + " VALUES (?, ?, 0, '', '', 0, 0)")) {
            holder.setAutoCommit(false);
            row.setString(1, spec.name());
            row.setBytes(2, "k".getBytes(StandardCharsets.UTF_8));
            row.execute();
            CompletableFuture<CacheTier.Stored> filled =
                    tier.store(key(spec, "k"), entry("v", 5), ticket).subscribeAsCompletionStage();
            Awaitility.await().atMost(PATIENCE).until(() -> waits(asked, "transactionid") == 1);
            CompletableFuture<Void> raised =
                    other.tiers.open(spec).raiseFloor(at(9)).subscribeAsCompletionStage();
            Awaitility.await().atMost(PATIENCE).until(() -> raised.isDone() || waits(asked, "advisory") == 1);
            assertFalse(raised.isDone(), "the floor rose while an older fill was on its way");
            holder.rollback();
            Awaitility.await().atMost(PATIENCE).until(() -> filled.isDone() && raised.isDone());
            assertEquals(STORED, filled.join());
        }
    }

    /** Asked on a connection that neither waits nor is in a transaction, in which all answers would be the first. */
    private static long waits(Connection asked, String type) throws SQLException {
        try (var statement =
                asked.prepareStatement("SELECT count(*) FROM pg_locks l JOIN pg_stat_activity a USING (pid)"
                        + " WHERE l.locktype = ? AND NOT l.granted AND a.datname = current_database()")) {
            statement.setString(1, type);
            try (var found = statement.executeQuery()) {
                found.next();
                return found.getLong(1);
            }
        }
    }

    @Test
    void movedRowIsRefusedCountedAndRemoved() {
        CacheSpec spec = Trial.cache(TierName.DATABASE);
        CacheTier tier = open(spec);
        put(tier, key(spec, "mine"), entry("mine", 5));
        await(node.database.run(
                "UPDATE gateway.entry SET key = $2 WHERE cache = $1", Tuple.of(spec.name(), Database.bytes("moved"))));
        node.refused.clear();
        miss(tier, key(spec, "moved"));
        assertEquals(List.of(Reason.WRONG_KEY), node.refused);
        Awaitility.await().atMost(PATIENCE).until(() -> rows(spec) == 0);
    }

    @Test
    void lostRowOfTheCacheMakesTicketsVoid() {
        CacheSpec spec = Trial.cache(TierName.DATABASE);
        CacheTier tier = open(spec);
        var ticket = miss(tier, key(spec, "k"));
        await(node.database.run("DELETE FROM gateway.tier WHERE cache = $1", Tuple.of(spec.name())));
        await(tier.raiseFloor(at(0)));
        assertEquals(CacheTier.Stored.REFUSED, Trial.store(tier, key(spec, "k"), entry("late", 5), ticket));
        assertEquals(STORED, put(tier, key(spec, "k"), entry("new", 5)));
    }

    @Test
    void comesBackAfterItsConnectionsWereCut() {
        CacheSpec spec = Trial.cache(TierName.DATABASE);
        CacheTier tier = open(spec);
        put(tier, key(spec, "k"), entry("there", 5));
        node.cutConnections();
        Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(() -> text(tier, key(spec, "k"))
                .equals(Optional.of("there")));
    }

    @Test
    void failsSoonWhereNobodyListens() {
        Vertx vertx = Vertx.vertx();
        Database nobody = new Database(vertx, "postgresql://127.0.0.1:1/x", new Database.Login("u", ""), 2, 10);
        try (DatabaseTiers tiers = new DatabaseTiers(nobody, Trial.CLOCK, (name, at, why) -> {})) {
            CacheSpec spec = Trial.cache(TierName.DATABASE);
            CacheTier tier = tiers.open(spec);
            failure(tier.find(key(spec, "k")));
            failure(tier.probe());
        } finally {
            nobody.close();
            vertx.close();
        }
    }
}
