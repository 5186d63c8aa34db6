package dev.terrace.gateway.values;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.LockedException;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.codec.Decoding;
import dev.terrace.gateway.codec.Decoding.Decoded;
import dev.terrace.gateway.codec.Decoding.Reason;
import dev.terrace.gateway.codec.Decoding.Refused;
import dev.terrace.gateway.codec.EntryCodec;
import dev.terrace.gateway.codec.JsonRecords;
import dev.terrace.gateway.tier.Trial;
import dev.terrace.kit.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultIT {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String OLD = base64(1);
    private static final String NEW = base64(2);
    private static TestVault database;
    private final List<Vault> nodes = new ArrayList<>();
    private final CacheSpec spec = Trial.cache(TierName.REDIS).sealed();
    private final CacheKey key = Trial.key(spec, "k");

    @BeforeAll
    static void connect() {
        database = new TestVault();
    }

    @AfterAll
    static void disconnect() {
        database.close();
    }

    @AfterEach
    void stop() {
        nodes.forEach(Vault::close);
        database.await(database.pool.query("DELETE FROM gateway.value_reader").execute());
    }

    private static String base64(int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return Base64.getEncoder().encodeToString(key);
    }

    private Vault node(String name, String keys) {
        Vault node = database.node(name, keys);
        nodes.add(node);
        return node;
    }

    private static Entry entry() {
        return Trial.entry("value", 5);
    }

    private Decoding read(Vault node, byte[] bytes) {
        return node.of(spec, TierName.REDIS).decode(key, bytes);
    }

    private byte[] write(Vault node) {
        return node.of(spec, TierName.REDIS).encode(key, entry());
    }

    private static KeyStatus.DataKeyStatus newest(Vault node, String cache) {
        return node.status().dataKeys().stream()
                .filter(k -> k.cacheName().equals(cache))
                .reduce((a, b) -> b)
                .orElseThrow();
    }

    @Test
    void nodesShareTheKeysOfACache() {
        Vault one = node("one", OLD);
        database.await(one.needed(spec.name()));
        Vault two = node("two", OLD);
        database.await(two.ready(spec));
        assertInstanceOf(Decoded.class, read(two, write(one)));
        assertInstanceOf(Decoded.class, read(one, write(two)));
        assertEquals(2, database.count("SELECT count(*) FROM gateway.data_key WHERE cache = '" + spec.name() + "'"));
    }

    @Test
    void withoutAKeyItIsSaidOnceAndNothingIsReadOrWritten() {
        Vault one = node("one", OLD);
        database.await(one.needed(spec.name()));
        byte[] bytes = write(one);
        Vault none = node("none", "");
        database.await(none.ready(spec));
        assertEquals(Optional.empty(), one.health());
        assertEquals(
                Reason.KEY, assertInstanceOf(Refused.class, read(none, bytes)).reason());
        assertThrows(LockedException.class, () -> write(none));
        assertTrue(none.health().orElseThrow().contains(spec.name()));
        Problem problem = assertThrows(Problem.class, () -> database.await(none.needed("another")));
        assertEquals(422, problem.status());
        assertEquals("/encryption_enabled", problem.errors().getFirst().pointer());
        assertEquals(
                409,
                assertThrows(Problem.class, () -> database.await(none.rotate())).status());
        Vault wrong = node("wrong", NEW);
        assertThrows(Problem.class, () -> database.await(wrong.needed(spec.name())));
        assertFalse(newest(wrong, spec.name()).held());
    }

    @Test
    void rotationWrapsDataKeysAnewAndOldKeysCanGo() {
        Vault old = node("old", OLD);
        database.await(old.needed(spec.name()));
        byte[] bytes = write(old);
        Vault both = node("both", NEW + "\n" + OLD);
        Vault.Rotated done = database.await(both.rotate());
        assertTrue(done.rewrapped() >= 2, () -> "rewrapped " + done.rewrapped());
        assertEquals(done.kekId(), newest(both, spec.name()).kekId());
        assertEquals(0, database.await(both.rotate()).rewrapped());
        Vault fresh = node("fresh", NEW);
        database.await(fresh.ready(spec));
        assertInstanceOf(Decoded.class, read(fresh, bytes));
        assertInstanceOf(Decoded.class, read(old, write(fresh)), "a node that has not the new key goes on");
        database.await(node("back", OLD + "\n" + NEW).rotate());
    }

    /** A rotation is about keys alone: for a thousand caches, however many entries they have. */
    @Test
    void rotationOfAThousandCachesIsQuick() {
        Vault one = node("one", OLD);
        database.await(one.needed(spec.name()));
        Kek kek = KeyRing.of(OLD, new byte[32]).current();
        for (int i = 0; i < 1000; i++) {
            database.await(new ValueStore(database.pool).add("many-" + i, 1, kek, new byte[32]));
        }
        Vault both = node("both", NEW + "\n" + OLD);
        database.await(both.ready(spec));
        long start = System.nanoTime();
        Vault.Rotated done = database.await(both.rotate());
        long ms = (System.nanoTime() - start) / 1_000_000;
        System.out.printf("rotation: %d data keys in %d ms%n", done.rewrapped(), ms);
        database.await(node("back", OLD + "\n" + NEW).rotate());
        database.await(database.pool
                .query("DELETE FROM gateway.data_key WHERE cache LIKE 'many-%'")
                .execute());
        assertTrue(done.rewrapped() >= 1000);
        assertTrue(ms < 5000, () -> ms + " ms");
    }

    @Test
    void newDataKeySealsOnceAllNodesHoldIt() {
        Vault one = node("one", OLD);
        Vault two = node("two", OLD);
        database.await(one.needed(spec.name()));
        database.await(two.ready(spec));
        byte[] before = write(one);
        assertEquals(2, database.await(one.renew(spec.name())));
        await().atMost(SOON).until(() -> newest(one, spec.name()).current());
        byte[] after = write(one);
        assertInstanceOf(Decoded.class, read(two, after));
        assertInstanceOf(Decoded.class, read(two, before));
    }

    @Test
    void keysAreReadAgainWhenTheirFileChanges(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("keys");
        Files.writeString(file, OLD + "\n");
        Vault node = database.node("file", new KeySource(Optional.of(file), Optional.empty()));
        nodes.add(node);
        database.await(node.needed(spec.name()));
        Files.writeString(file, NEW + "\n" + OLD + "\n");
        assertTrue(database.await(node.rotate()).rewrapped() >= 2);
        Files.writeString(file, "short");
        assertEquals(
                0, database.await(node.rotate()).rewrapped(), "a file that is no key leaves the keys as they were");
        assertInstanceOf(Decoded.class, read(node, write(node)));
        Files.writeString(file, OLD + "\n" + NEW + "\n");
        database.await(node.rotate());
    }

    @Test
    void passphrasesMakeTheSameKeyOnEveryNodeAndBadOnesAreNamed() {
        byte[] salt = {1, 2, 3};
        Kek one = KeyRing.of("correct horse battery staple", salt).current();
        assertEquals(
                one.id(),
                KeyRing.of(" correct horse battery staple \n", salt).current().id());
        assertFalse(one.id()
                .equals(KeyRing.of("correct horse battery staple", new byte[] {1})
                        .current()
                        .id()));
        String hex = "01".repeat(32);
        assertEquals(
                KeyRing.of(OLD, salt).current().id(),
                KeyRing.of(hex, salt).current().id());
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> KeyRing.of(OLD + "\nhunter2", salt));
        assertTrue(refused.getMessage().contains("key 2"));
        assertFalse(refused.getMessage().contains("hunter2"));
    }

    @Test
    void wrappedKeyOfAnotherPlaceIsRefused() {
        Kek kek = KeyRing.of(OLD, new byte[32]).current();
        byte[] wrapped = kek.wrap("a", 1, new byte[32]);
        assertEquals(32, kek.unwrap("a", 1, wrapped).length);
        assertEquals(null, kek.unwrap("b", 1, wrapped));
        assertEquals(null, kek.unwrap("a", 2, wrapped));
    }

    @Test
    void dictionaryIsTrainedSharedAndThenUsed() {
        CacheSpec plain = Trial.cache(TierName.REDIS);
        learned(plain);
    }

    @Test
    void dictionaryOfAnEncryptedCacheIsSealed() {
        Vault one = node("maker", OLD);
        database.await(one.needed(spec.name()));
        nodes.remove(one);
        one.close();
        learned(spec);
        assertEquals(
                1,
                database.count("SELECT count(*) FROM gateway.dictionary WHERE cache = '" + spec.name()
                        + "' AND key_version = 1"));
        assertEquals(
                0,
                database.count("SELECT count(*) FROM gateway.dictionary WHERE cache = '" + spec.name()
                        + "' AND position('currency'::bytea in bytes) > 0"));
    }

    /** Both nodes have it before one of them packs with it; a node that comes later reads it too. */
    private void learned(CacheSpec of) {
        Vault one = node("one", OLD);
        Vault two = node("two", OLD);
        database.await(one.ready(of));
        database.await(two.ready(of));
        EntryCodec writer = one.of(of, TierName.REDIS);
        CacheKey at = Trial.key(of, "k");
        for (byte[] record : JsonRecords.of(1200, 3)) {
            writer.encode(at, Trial.entry(record, 5, 60_000, 60_000));
        }
        byte[] record = JsonRecords.of(1, 99).getFirst();
        Entry entry = Trial.entry(record, 5, 60_000, 60_000);
        int before = writer.encode(at, entry).length;
        await().atMost(SOON).until(() -> writer.encode(at, entry).length < before);
        byte[] packed = writer.encode(at, entry);
        assertInstanceOf(Decoded.class, two.of(of, TierName.REDIS).decode(at, packed), "the other node has it by now");
        Vault late = node("late", OLD);
        database.await(late.ready(of));
        assertInstanceOf(Decoded.class, late.of(of, TierName.REDIS).decode(at, packed));
    }

    @Test
    void samplesAreBounded() {
        java.util.concurrent.atomic.AtomicLong all = new java.util.concurrent.atomic.AtomicLong();
        Samples samples = new Samples(all, 300_000);
        for (int i = 0; i < 5000; i++) {
            samples.offer(new byte[100 + i % 200]);
        }
        assertEquals(5000, samples.seen());
        assertTrue(all.get() <= 300_000 && all.get() > 250_000, () -> "bytes " + all.get());
        samples.clear();
        assertEquals(0, all.get());
        assertEquals(List.of(), samples.all());
    }

    @Test
    void oneOfTwoNodesThatTrainAtOnceWins() {
        ValueStore store = new ValueStore(database.pool);
        String cache = spec.name();
        long a = database.await(store.nextDictionaryId());
        long b = database.await(store.nextDictionaryId());
        assertTrue(database.await(store.add(new DictionaryRow(a, cache, new byte[9], null, 0.5, 0), 0)));
        assertFalse(database.await(store.add(new DictionaryRow(b, cache, new byte[9], null, 0.5, 0), 0)));
        assertTrue(database.await(store.add(new DictionaryRow(b, cache, null, null, 1, 0), a)), "none from here on");
        Set<Long> kept = database.await(store.dictionaryIds());
        assertTrue(kept.contains(a) && kept.contains(b));
        database.await(database.pool
                .query("UPDATE gateway.dictionary SET superseded_at = now() - interval '9 days' WHERE id = " + a)
                .execute());
        database.await(store.sweep());
        assertFalse(database.await(store.dictionaryIds()).contains(a));
        assertTrue(database.await(store.dictionaryIds()).contains(b));
        database.await(database.pool
                .query("DELETE FROM gateway.dictionary WHERE cache = '" + cache + "'")
                .execute());
    }
}
