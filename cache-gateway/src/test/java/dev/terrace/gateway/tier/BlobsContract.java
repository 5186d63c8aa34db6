package dev.terrace.gateway.tier;

import static dev.terrace.gateway.tier.Trial.at;
import static dev.terrace.gateway.tier.Trial.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.gateway.cache.Blobs;
import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.Condition;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.Manifest;
import dev.terrace.gateway.cache.RecordTier;
import dev.terrace.gateway.cache.TierFactory;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link Blobs} promises, asked of every store. */
public abstract class BlobsContract {
    private static final Duration LONG = Duration.ofHours(1);

    private RecordTier tier;
    private Blobs blobs;
    private CacheKey key;

    /** The tier whose records name the blobs. */
    protected abstract TierFactory factory();

    /** Turns a bit of a stored chunk, past the store. */
    protected abstract void damage(Blobs.Ref ref, int number) throws Exception;

    @BeforeEach
    void open() {
        CacheSpec spec = Trial.cache(factory().name());
        tier = (RecordTier) factory().open(spec);
        blobs = Objects.requireNonNull(tier.blobs());
        key = Trial.key(spec, "k");
    }

    private Blobs.Ref ref() {
        return new Blobs.Ref(key, UUID.randomUUID());
    }

    private static byte[] bytes(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private Blobs.Ref sealed(byte[]... chunks) {
        Blobs.Ref ref = ref();
        await(blobs.begin(ref));
        long length = 0;
        for (int i = 0; i < chunks.length; i++) {
            await(blobs.append(ref, i, chunks[i]));
            length += chunks[i].length;
        }
        await(blobs.seal(ref, length));
        return ref;
    }

    private void name(Blobs.Ref ref, int position) {
        byte[] manifest = new Manifest(ref.id(), 3, Blobs.CHUNK_BYTES, "tag").bytes();
        long now = Trial.CLOCK.millis();
        long end = now + 3_600_000;
        Entry entry = new Entry(manifest, null, List.of("t"), "tag", at(position), now, end, end, 0, false, true);
        RecordTier.Outcome outcome = await(tier.write(ref.key(), entry, Condition.NONE));
        assertTrue(outcome == RecordTier.Outcome.CREATED || outcome == RecordTier.Outcome.REPLACED, outcome.name());
    }

    /** Condemns and deletes all that is unnamed. */
    private void sweepAll() {
        while (await(blobs.sweep(Duration.ZERO)).blobs() > 0) {
            continue;
        }
    }

    private void assertGone(Blobs.Ref ref) {
        assertThrows(Blobs.GoneException.class, () -> await(blobs.read(ref, 0)));
    }

    @Test
    void readsTheChunksThatWereWritten() {
        byte[] first = bytes(Blobs.CHUNK_BYTES, 1);
        byte[] second = bytes(1234, 2);
        Blobs.Ref ref = sealed(first, second);
        assertArrayEquals(second, await(blobs.read(ref, 1)));
        assertArrayEquals(first, await(blobs.read(ref, 0)));
        assertThrows(Blobs.GoneException.class, () -> await(blobs.read(ref, 2)));
        assertGone(ref());
    }

    @Test
    void findsADamagedChunk() throws Exception {
        byte[] first = bytes(Blobs.CHUNK_BYTES, 1);
        Blobs.Ref ref = sealed(first, bytes(1234, 2));
        damage(ref, 1);
        assertArrayEquals(first, await(blobs.read(ref, 0)));
        assertThrows(Blobs.DamagedException.class, () -> await(blobs.read(ref, 1)));
    }

    /** Equal bytes at another place, or of another blob, are no less damage. */
    @Test
    void knowsAChunkByItsPlace() {
        byte[] chunk = bytes(10, 1);
        Blobs.Ref one = ref();
        int check = Blobs.check(one, 0, chunk);
        assertEquals(check, Blobs.check(one, 0, chunk.clone()));
        assertNotEquals(check, Blobs.check(one, 1, chunk));
        assertNotEquals(check, Blobs.check(ref(), 0, chunk));
    }

    @Test
    void refusesToSealWhatIsNotWhole() {
        Blobs.Ref ref = ref();
        await(blobs.begin(ref));
        await(blobs.append(ref, 0, bytes(10, 1)));
        assertThrows(Exception.class, () -> await(blobs.seal(ref, 11)));
        await(blobs.seal(ref, 10));
        assertEquals(10, await(blobs.read(ref, 0)).length);
    }

    @Test
    void addsNothingToWhatWasDiscarded() {
        Blobs.Ref ref = ref();
        await(blobs.begin(ref));
        await(blobs.append(ref, 0, bytes(10, 1)));
        await(blobs.discard(ref));
        await(blobs.discard(ref));
        assertThrows(Blobs.GoneException.class, () -> await(blobs.append(ref, 1, bytes(10, 1))));
        assertThrows(Blobs.GoneException.class, () -> await(blobs.seal(ref, 10)));
    }

    @Test
    void sweepsWhatNoRecordNamesAndNothingElse() {
        Blobs.Ref named = sealed(bytes(3, 1));
        name(named, 1);
        Blobs.Ref unnamed = sealed(bytes(3, 2));
        Blobs.Ref open = ref();
        await(blobs.begin(open));
        sweepAll();
        assertEquals(3, await(blobs.read(named, 0)).length);
        assertGone(unnamed);
        assertThrows(Blobs.GoneException.class, () -> await(blobs.append(open, 0, bytes(1, 1))));
        Blobs.Ref next = sealed(bytes(3, 3));
        name(next, 2);
        sweepAll();
        assertGone(named);
        assertEquals(3, await(blobs.read(next, 0)).length);
        await(tier.delete(key, Condition.NONE, at(3)));
        sweepAll();
        assertGone(next);
    }

    @Test
    void leavesWhatIsUnnamedForTheGraceTime() {
        Blobs.Ref unnamed = sealed(bytes(3, 2));
        await(blobs.sweep(LONG));
        await(blobs.sweep(LONG));
        assertEquals(3, await(blobs.read(unnamed, 0)).length);
    }

    /** As a writer that was stopped between sealing and naming does it. */
    @Test
    void namedAndSealedAgainItStaysAndSweptItIsNotSealed() {
        Blobs.Ref kept = sealed(bytes(3, 2));
        await(blobs.sweep(LONG));
        name(kept, 1);
        await(blobs.seal(kept, 3));
        sweepAll();
        assertEquals(3, await(blobs.read(kept, 0)).length);
        Blobs.Ref swept = sealed(bytes(3, 3));
        sweepAll();
        name(swept, 2);
        assertThrows(Blobs.GoneException.class, () -> await(blobs.seal(swept, 3)));
    }

    /** Sweeps without grace while it is named: what could be sealed once more is there afterwards. */
    @Test
    void whoeverSealsWhatANameWasGivenToHasItForGood() {
        for (int round = 1; round <= 20; round++) {
            for (int other = 0; other < 7; other++) {
                sealed(bytes(3, other)); // deleted before it, so that there is time between finding it and deleting it
            }
            Blobs.Ref ref = sealed(bytes(3, round));
            CompletableFuture<?> sweeps =
                    blobs.sweep(Duration.ZERO).subscribeAsCompletionStage().toCompletableFuture();
            LockSupport.parkNanos(round * 500_000L); // later with each round, so that they meet at all steps
            name(ref, round);
            boolean again = await(blobs.seal(ref, 3)
                    .replaceWith(true)
                    .onFailure(Blobs.GoneException.class)
                    .recoverWithItem(false));
            sweeps.join();
            sweepAll();
            if (again) {
                assertEquals(3, await(blobs.read(ref, 0)).length);
            } else {
                assertGone(ref);
            }
        }
    }

    @Test
    void releasesOnlyWhatNoRecordNames() {
        Blobs.Ref named = sealed(bytes(3, 1));
        name(named, 1);
        Blobs.Ref unnamed = sealed(bytes(3, 2));
        await(blobs.release(named));
        await(blobs.release(unnamed));
        assertEquals(3, await(blobs.read(named, 0)).length);
        assertGone(unnamed);
    }

    @Test
    void findsTheManifestAsItWasWritten() {
        Blobs.Ref ref = sealed(bytes(3, 1));
        name(ref, 1);
        Entry entry = Trial.found(tier, key).orElseThrow();
        assertTrue(entry.large());
        assertEquals(new Manifest(ref.id(), 3, Blobs.CHUNK_BYTES, "tag"), Manifest.of(entry.value()));
    }
}
