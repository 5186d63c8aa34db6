package dev.terrace.gateway.tier.file;

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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.CacheTier;
import dev.terrace.gateway.cache.CacheTier.Ticket;
import dev.terrace.gateway.cache.LocalTier;
import dev.terrace.gateway.cache.TierFactory;
import dev.terrace.gateway.codec.Decoding.Reason;
import dev.terrace.gateway.tier.Trial;
import dev.terrace.gateway.tier.ValueContract;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FileTierTest extends ValueContract {
    private static Vertx vertx;

    private final Path directory = freshDirectory();
    private final List<Reason> refused = new CopyOnWriteArrayList<>();
    private FileTiers tiers = open();

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() {
        await(Uni.createFrom().completionStage(vertx.close().toCompletionStage()));
    }

    @AfterEach
    void release() throws IOException {
        tiers.close();
    }

    @Override
    protected TierFactory factory() {
        return tiers;
    }

    static Path freshDirectory() {
        try {
            return Files.createTempDirectory(Path.of("target"), "file-tier");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FileTiers open() {
        return new FileTiers(
                vertx, directory, new FileTiers.Limits(4, 2000), Trial.CLOCK, (tier, key, why) -> refused.add(why));
    }

    /** Another process on the same directory: nothing of the one before is in memory. */
    private LocalTier restart() throws IOException {
        tiers.close();
        tiers = open();
        FileTier fresh = tiers.open(spec);
        tier = fresh;
        await(tier.raiseFloor(at(0)));
        return fresh;
    }

    private Path file(CacheKey of) {
        Places places = Places.of(directory, spec.name());
        return Places.file(places.generation(dev.terrace.gateway.cache.Position.NONE), Places.hash(of.key()));
    }

    @Test
    void belongsToOneProcess() throws IOException {
        put(tier, key, entry("mine", 5));
        try (FileTiers second = open()) {
            IllegalStateException refusal = assertThrows(
                    IllegalStateException.class,
                    () -> rethrown(second.open(spec).find(key)));
            assertTrue(String.valueOf(refusal.getMessage()).contains("in use"), refusal::toString);
        }
    }

    private static void rethrown(Uni<?> uni) {
        await(uni.onFailure().transform(e -> new IllegalStateException(e.getMessage())));
    }

    @Test
    void copiesOfBeforeARestartAreAbsentUntilMarksWereApplied() throws IOException {
        put(tier, key, entry("old", 5));
        await(((LocalTier) tier).applied(at(7)));
        LocalTier fresh = restart();
        assertEquals(at(7), await(fresh.applied()));
        assertEquals(Optional.empty(), text(fresh, key));
        await(fresh.applied(at(9)));
        assertEquals(Optional.of("old"), text(fresh, key));
    }

    @Test
    void replayedRemovalTakesWhatAnEarlierProcessLeft() throws IOException {
        put(tier, key, entry("old", 5));
        put(tier, key(spec, "stays"), entry("stays", 5));
        LocalTier fresh = restart();
        await(fresh.remove(key, at(6)));
        await(fresh.applied(at(9)));
        assertEquals(Optional.empty(), text(fresh, key));
        assertEquals(Optional.of("stays"), text(fresh, key(spec, "stays")));
    }

    @Test
    void generationOutlivesTheProcess() throws IOException {
        await(tier.renew(at(20)));
        put(tier, key, entry("new", 21));
        LocalTier fresh = restart();
        await(fresh.applied(at(22)));
        await(fresh.renew(at(20)));
        assertEquals(Optional.of("new"), text(fresh, key));
    }

    @Test
    void newGenerationIsANewDirectoryAndTheOldOneGoes() {
        put(tier, key, entry("old", 5));
        await(tier.renew(at(20)));
        Awaitility.await().until(() -> !Files.exists(file(key)));
    }

    @Test
    void indexIsRebuiltAfterARestart() throws IOException {
        for (int i = 0; i < 20; i++) {
            put(tier, key(spec, "k" + i), entry("v", 5));
        }
        LocalTier fresh = restart();
        Awaitility.await().until(() -> fresh.state().entries() == 20);
        assertEquals(20 * 4096, fresh.state().bytes());
    }

    @Test
    void staysWithinItsBytesAndDropsTheLeastRecentlyUsed() {
        int size = 1 << 20;
        int most = (int) (spec.maxBytes() / size);
        for (int i = 0; i < most + 10; i++) {
            put(tier, key(spec, "k" + i), entry(Trial.noise(size - 4096), 5, 60_000, 60_000));
            assertTrue(found(tier, key(spec, "k0")).isPresent(), "used all the time");
        }
        assertTrue(
                tier.state().bytes() <= spec.maxBytes(),
                () -> "bytes " + tier.state().bytes());
        assertTrue(found(tier, key(spec, "k1")).isEmpty());
        assertTrue(tier.state().evictions() >= 10);
    }

    @Test
    void movedFileIsRefusedCountedAndRemoved() throws IOException {
        put(tier, key, entry("mine", 5));
        CacheKey other = key(spec, "other");
        put(tier, other, entry("yours", 5));
        Files.write(file(other), Files.readAllBytes(file(key)));
        miss(tier, other);
        assertEquals(List.of(Reason.WRONG_KEY), refused);
        assertTrue(!Files.exists(file(other)));
        assertEquals(STORED, put(tier, other, entry("yours", 5)));
    }

    @Test
    void cutFileIsRefused() throws IOException {
        put(tier, key, entry("whole", 5));
        byte[] bytes = Files.readAllBytes(file(key));
        Files.write(file(key), java.util.Arrays.copyOf(bytes, bytes.length - 1));
        miss(tier, key);
        assertEquals(List.of(Reason.CUT), refused);
    }

    @Test
    void halfWrittenFilesOfACrashAreSweptAway() throws IOException {
        put(tier, key, entry("v", 5));
        Path half = Files.write(Places.of(directory, spec.name()).temporary().resolve("half"), new byte[9]);
        restart();
        assertTrue(!Files.exists(half));
    }

    @Test
    void refusesFillsWhileTheFloorIsUnknown() {
        CacheSpec unknown = Trial.cache(factory().name());
        CacheTier fresh = factory().open(unknown);
        assertEquals(REFUSED, put(fresh, key(unknown, "k"), entry("early", 5)));
        await(fresh.renew(at(3)));
        assertEquals(REFUSED, put(fresh, key(unknown, "k"), entry("early", 5)), "a generation is no floor");
        await(fresh.raiseFloor(at(5)));
        assertEquals(STORED, put(fresh, key(unknown, "k"), entry("now", 5)));
    }

    @Test
    void aTicketOfAnotherGenerationIsForNothing() {
        Ticket before = miss(tier, key);
        await(tier.renew(at(20)));
        assertEquals(REFUSED, store(tier, key, entry("of no generation that is there", 20), before));
    }
}
