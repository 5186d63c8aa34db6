package dev.terrace.gateway.origin.database;

import static dev.terrace.gateway.tier.Trial.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.CacheSpec.DatabaseOriginSpec;
import dev.terrace.gateway.cache.Condition;
import dev.terrace.gateway.cache.Increment;
import dev.terrace.gateway.cache.NewValue;
import dev.terrace.gateway.cache.Origin;
import dev.terrace.gateway.cache.Origin.Fetched;
import dev.terrace.gateway.cache.Origin.Written;
import dev.terrace.gateway.cache.Refusal;
import io.smallrye.mutiny.Uni;
import java.security.MessageDigest;
import java.sql.Connection;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tables as origins, on the real server: every kind of value, conditions, versions, counting, time limits. */
class DatabaseOriginIT {
    private static final Condition ABSENT = new Condition.IfAbsent();
    private static final Condition EXISTS = new Condition.IfExists();
    private static Shop shop;

    @BeforeAll
    static void connect() {
        shop = new Shop();
    }

    @AfterAll
    static void disconnect() {
        shop.close();
    }

    private static Origin text(@Nullable String version) {
        String columns = "id text PRIMARY KEY, doc text" + (version == null ? "" : ", " + version + " bigint");
        return shop.open(Shop.column(shop.table(columns), "doc", version));
    }

    private static CacheKey key(String key) {
        return CacheKey.of("shop", key);
    }

    private static Written write(Origin origin, String key, String value, Condition condition) {
        return await(origin.write(key(key), new NewValue(value.getBytes(UTF_8), null, null, List.of()), condition));
    }

    private static boolean created(Written written) {
        return assertInstanceOf(Written.Done.class, written).created();
    }

    private static String read(Origin origin, String key) {
        return switch (await(origin.fetch(key(key)))) {
            case Fetched.Value value -> new String(value.value().bytes(), UTF_8);
            case Fetched.Nothing nothing -> "-";
            case Fetched.Failed failed -> failed.toString();
        };
    }

    private static Refusal refused(Written written) {
        return assertInstanceOf(Written.Failed.class, written).why();
    }

    private static long count(Written written) {
        Long count = assertInstanceOf(Written.Done.class, written).count();
        return count == null ? Long.MIN_VALUE : count;
    }

    /** The etag that the engine gives to such an answer. */
    private static String etag(Fetched fetched) {
        Fetched.Value value = assertInstanceOf(Fetched.Value.class, fetched);
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(String.valueOf(value.value().contentType()).getBytes(UTF_8));
            digest.update((byte) 0);
            byte[] hash = digest.digest(value.value().bytes());
            String end = Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, 16));
            return value.version() == null ? end : value.version() + "-" + end;
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void readsWritesAndDeletesEveryKindOfValue() {
        for (String kind : List.of("json", "jsonb", "text", "bytea", "varchar(100)")) {
            Origin origin = shop.open(Shop.column(shop.table("id text PRIMARY KEY, doc " + kind), "doc", null));
            assertEquals("-", read(origin, "a'; DROP"));
            assertTrue(created(write(origin, "a'; DROP", "{\"a\": 1}", Condition.NONE)), kind);
            assertTrue(!created(write(origin, "a'; DROP", "{\"a\": 2}", Condition.NONE)), kind);
            assertEquals("{\"a\": 2}", read(origin, "a'; DROP"), kind);
            assertInstanceOf(Written.Done.class, await(origin.delete(key("a'; DROP"), Condition.NONE)));
            assertEquals("-", read(origin, "a'; DROP"), kind);
        }
    }

    @Test
    void saysWhatTheTableHoldsWhenThatIsNotWhatWasSent() {
        Origin origin = shop.open(Shop.column(shop.table("id text PRIMARY KEY, doc jsonb"), "doc", null));
        Written.Done done =
                assertInstanceOf(Written.Done.class, write(origin, "k", "{\"b\":1,\"a\":[ 2 ]}", Condition.NONE));
        Origin.Held held = java.util.Objects.requireNonNull(done.held());
        assertEquals("{\"a\": [2], \"b\": 1}", new String(held.value().bytes(), UTF_8));
        assertEquals("application/json", held.value().contentType());
        assertEquals(read(origin, "k"), new String(held.value().bytes(), UTF_8));
        assertEquals(Refusal.NOT_SUPPORTED, refused(write(origin, "k", "{no json", Condition.NONE)));
        assertEquals("{\"a\": [2], \"b\": 1}", read(origin, "k"));
    }

    @Test
    void makesAnObjectOfColumns() {
        String table = shop.table("id bigint PRIMARY KEY, name text NOT NULL, \"pri'ce\" numeric(8, 2), v int");
        DatabaseOriginSpec spec =
                new DatabaseOriginSpec("shop", table, "id", null, List.of("name", "pri'ce"), "v", 200, 10_000, true);
        Origin origin = shop.open(spec);
        assertTrue(created(write(origin, "7", "{\"name\": \"tea\", \"pri'ce\": 2.5}", ABSENT)));
        assertEquals(new Written.ConditionFailed(), write(origin, "7", "{\"name\": \"x\", \"pri'ce\": 1}", ABSENT));
        assertEquals("{\"name\": \"tea\", \"pri'ce\": 2.50}", read(origin, "7"));
        for (String wrong : List.of(
                "{\"name\": \"tea\"}",
                "{\"name\": \"a\", \"pri'ce\": 1, \"v\": 9}",
                "[]",
                "7",
                "{\"name\": null, \"pri'ce\": 1}",
                "{\"name\": \"a\", \"pri'ce\": \"much\"}",
                "{\"name\": \"a\", \"pri'ce\": 12345678}")) {
            assertEquals(Refusal.NOT_SUPPORTED, refused(write(origin, "7", wrong, Condition.NONE)), wrong);
        }
        String etag = etag(await(origin.fetch(key("7"))));
        assertEquals(
                new Written.ConditionFailed(),
                write(origin, "7", "{\"name\": \"b\", \"pri'ce\": 1}", match("x" + etag)));
        assertTrue(!created(write(origin, "7", "{\"name\": \"b\", \"pri'ce\": 1}", match(etag))));
        assertEquals("2", shop.one("SELECT v FROM \"" + table + "\""));
    }

    private static Condition match(String... etags) {
        return new Condition.IfMatch(Set.of(etags));
    }

    @Test
    void decidesConditionsByVersionAndContent() {
        Origin origin = text("v");
        assertEquals(new Written.ConditionFailed(), write(origin, "k", "a", EXISTS));
        assertTrue(created(write(origin, "k", "a", ABSENT)));
        assertEquals(new Written.ConditionFailed(), write(origin, "k", "b", ABSENT));
        String first = etag(await(origin.fetch(key("k"))));
        assertTrue(first.startsWith("1-"), first);
        assertInstanceOf(Written.Done.class, write(origin, "k", "b", match("other", first)));
        assertInstanceOf(Written.Done.class, write(origin, "k", "a", EXISTS));
        String third = etag(await(origin.fetch(key("k"))));
        assertTrue(third.startsWith("3-"), third);
        assertNotEquals(first, third);
        assertEquals(new Written.ConditionFailed(), write(origin, "k", "c", match(first, "", "1-", "x-y", "3")));
        assertEquals(new Written.ConditionFailed(), await(origin.delete(key("k"), match(first))));
        assertInstanceOf(Written.Done.class, await(origin.delete(key("k"), match(third))));
        assertEquals(new Written.ConditionFailed(), await(origin.delete(key("k"), EXISTS)));
        assertInstanceOf(Written.Done.class, await(origin.delete(key("k"), ABSENT)));
    }

    @Test
    void decidesConditionsByContentWhereThereIsNoVersion() {
        Origin origin = text(null);
        write(origin, "k", "a", Condition.NONE);
        String etag = etag(await(origin.fetch(key("k"))));
        assertInstanceOf(Written.Done.class, write(origin, "k", "b", match(etag)));
        assertEquals(new Written.ConditionFailed(), write(origin, "k", "c", match(etag)));
    }

    @Test
    void takesEachKeyInOneSpellingOnly() {
        Origin number = shop.open(Shop.column(shop.table("id integer PRIMARY KEY, doc text"), "doc", null));
        write(number, "7", "seven", Condition.NONE);
        assertEquals("seven", read(number, "7"));
        for (String other : List.of("07", "+7", " 7", "7.0", "seven", "99999999999999999999")) {
            assertEquals("-", read(number, other), other);
            assertEquals(Refusal.NOT_SUPPORTED, refused(write(number, other, "x", Condition.NONE)), other);
        }
        assertEquals("-", read(number, "3000000000"));
        assertEquals(Refusal.NOT_SUPPORTED, refused(write(number, "3000000000", "x", Condition.NONE)));
        Origin uuid = shop.open(Shop.column(shop.table("id uuid PRIMARY KEY, doc text"), "doc", null));
        String id = UUID.randomUUID().toString();
        write(uuid, id, "there", Condition.NONE);
        assertEquals("there", read(uuid, id));
        assertEquals("-", read(uuid, id.toUpperCase(java.util.Locale.ROOT)));
        assertEquals("-", read(text(null), "nul\u0000"));
    }

    @Test
    void countsInOneStep() {
        for (String kind : List.of("bigint", "text", "integer")) {
            Origin origin =
                    shop.open(Shop.column(shop.table("id text PRIMARY KEY, doc " + kind + ", v int"), "doc", "v"));
            List<Uni<Written>> many = IntStream.range(0, 40)
                    .mapToObj(i -> origin.increment(key("k"), new Increment(i % 2 == 0 ? 3 : -1, null, null)))
                    .toList();
            List<Written> done = await(Uni.join().all(many).andFailFast());
            assertEquals(1, done.stream().filter(DatabaseOriginIT::created).count());
            assertEquals(40, count(await(origin.increment(key("k"), new Increment(0, null, null)))));
            assertEquals("40", read(origin, "k"));
        }
    }

    @Test
    void refusesToCountWhatIsNoIntegerOrTooLarge() {
        Origin origin = text(null);
        Increment one = new Increment(1, null, null);
        for (String none : List.of("five", "1.5", " 1", "0x1F", "1_000", "", "99999999999999999999")) {
            write(origin, "k", none, Condition.NONE);
            assertEquals(Refusal.CONFLICT, refused(await(origin.increment(key("k"), one))), none);
        }
        write(origin, "k", Long.toString(Long.MAX_VALUE), Condition.NONE);
        assertEquals(Refusal.CONFLICT, refused(await(origin.increment(key("k"), one))));
        assertEquals(Long.toString(Long.MAX_VALUE), read(origin, "k"));
        Origin json = shop.open(Shop.column(shop.table("id text PRIMARY KEY, doc json"), "doc", null));
        assertEquals(Refusal.NOT_SUPPORTED, refused(await(json.increment(key("k"), one))));
    }

    @Test
    void countsOnceUnderOneName() {
        Origin origin = shop.open(Shop.column(shop.table("id text PRIMARY KEY, doc bigint"), "doc", null));
        Increment named = new Increment(5, null, new Increment.Once("request 1"));
        List<Uni<Written>> many = IntStream.range(0, 12)
                .mapToObj(i -> origin.increment(key("k"), named))
                .toList();
        for (Written written : await(Uni.join().all(many).andFailFast())) {
            assertEquals(5, count(written));
        }
        assertEquals("5", read(origin, "k"));
        Increment other = new Increment(6, null, new Increment.Once("request 1"));
        assertEquals(Refusal.NOT_SUPPORTED, refused(await(origin.increment(key("k"), other))));
        assertEquals(6, count(await(origin.increment(key("other"), other))));
        shop.sql("UPDATE terrace_increment SET until = now() - interval '1 second' WHERE id = 'request 1'");
        assertEquals(11, count(await(origin.increment(key("k"), other))));
    }

    @Test
    void whatTakesTooLongIsNotDoneLater() throws Exception {
        String table = shop.table("id text PRIMARY KEY, doc text");
        Origin origin = shop.open(new DatabaseOriginSpec("shop", table, "id", "doc", List.of(), null, 100, 300, true));
        org.awaitility.Awaitility.await()
                .until(() -> write(origin, "k", "before", Condition.NONE) instanceof Written.Done);
        try (Connection other = shop.jdbc()) {
            other.setAutoCommit(false);
            other.createStatement().execute("SELECT 1 FROM \"" + table + "\" FOR UPDATE");
            assertEquals(Refusal.ORIGIN_TIMEOUT, refused(write(origin, "k", "late", Condition.NONE)));
            org.awaitility.Awaitility.await()
                    .until(() -> "0".equals(shop.one("SELECT count(*) FROM pg_locks WHERE NOT granted")));
            other.rollback();
        }
        assertEquals("before", read(origin, "k"));
        assertInstanceOf(Written.Done.class, write(origin, "k", "after", Condition.NONE));
    }

    /** The time limit is the call's, not each statement's: here the count takes 0.7 of its second, and so would the commit. */
    @Test
    void severalStatementsHaveOneTimeLimit() {
        String table = shop.table("id text PRIMARY KEY, doc bigint");
        String function = "slow_" + UUID.randomUUID().toString().replace('-', '_');
        shop.sql("CREATE FUNCTION " + function
                + "() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(0.7); RETURN NEW; END'");
        Origin origin = shop.open(new DatabaseOriginSpec("shop", table, "id", "doc", List.of(), null, 100, 1000, true));
        Increment first = new Increment(1, null, new Increment.Once("warm up"));
        org.awaitility.Awaitility.await()
                .until(() -> await(origin.increment(key("other"), first)) instanceof Written.Done);
        shop.sql("CREATE TRIGGER counting BEFORE INSERT OR UPDATE ON \"" + table + "\" FOR EACH ROW EXECUTE FUNCTION "
                + function + "()");
        shop.sql("CREATE CONSTRAINT TRIGGER committing AFTER INSERT OR UPDATE ON \"" + table
                + "\" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION " + function + "()");
        Increment named = new Increment(5, null, new Increment.Once("too slow"));
        assertEquals(Refusal.ORIGIN_TIMEOUT, refused(await(origin.increment(key("k"), named))));
        org.awaitility.Awaitility.await().until(() -> "0"
                .equals(shop.one("SELECT count(*) FROM pg_stat_activity WHERE state <> 'idle'"
                        + " AND datname = current_database() AND pid <> pg_backend_pid()")));
        assertEquals(null, shop.one("SELECT doc FROM \"" + table + "\" WHERE id = 'k'"));
    }

    @Test
    void goesOnAfterItsConnectionsWereCutAndItsTableWasChanged() {
        String table = shop.table("id text PRIMARY KEY, doc text");
        Origin origin = shop.open(Shop.column(table, "doc", null));
        assertTrue(created(write(origin, "k", "one", Condition.NONE)));
        shop.cut("terrace-origin");
        org.awaitility.Awaitility.await().untilAsserted(() -> assertEquals("one", read(origin, "k")));
        shop.sql("ALTER TABLE \"" + table + "\" ALTER doc TYPE bytea USING convert_to(doc, 'UTF8')");
        org.awaitility.Awaitility.await().untilAsserted(() -> assertEquals("one", read(origin, "k")));
        shop.sql("DROP TABLE \"" + table + "\"");
        assertTrue(read(origin, "k").contains("ORIGIN_FAILED"), read(origin, "k"));
    }
}
