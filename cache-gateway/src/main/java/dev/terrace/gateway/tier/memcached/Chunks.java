package dev.terrace.gateway.tier.memcached;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Entries larger than an item, in chunks beside their {@link Manifest}. Chunks are written first, all confirmed, and only then the manifest
 * takes its place by compare-and-swap: what has no manifest nobody looks for, and the server evicts it. Entries on their way are bounded in
 * bytes for all caches together; beyond that bound a read is a miss and a store is refused.
 */
final class Chunks {
    /** Of an entry in a chunk: with name and header it fits the server's item of 1 MiB. */
    static final int LENGTH = (int) MemcachedTiers.ITEM_BYTES;

    static final int SMALLEST = 1024;
    private static final int CHUNKS_A_COMMAND = 4;
    private static final int CHUNKS_AT_ONCE = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final AtomicLong onTheirWay;
    private final long most;

    /** {@code onTheirWay} counts the bytes of all caches, at most {@code most}. */
    Chunks(AtomicLong onTheirWay, long most) {
        this.onTheirWay = onTheirWay;
        this.most = most;
    }

    /** Writes the chunks of an entry; null when one of them was not taken, or too much is on its way. */
    Uni<@Nullable Manifest> write(MemcachedServer server, String stem, int seconds, byte[] entry) {
        Manifest manifest = Manifest.of(entry, LENGTH, id());
        List<String> names = manifest.names(stem);
        return within(entry.length, () -> Multi.createFrom()
                .range(0, names.size())
                .onItem()
                .transformToUni(i -> server.add(names.get(i), seconds, slice(entry, manifest, i)))
                .merge(CHUNKS_AT_ONCE)
                .filter(added -> added)
                .collect()
                .with(java.util.stream.Collectors.counting())
                .map(written -> written == names.size() ? manifest : null));
    }

    /** The entry of a manifest; null when a chunk is missing or is not what was written. */
    Uni<byte @Nullable []> read(MemcachedServer server, String stem, Manifest manifest) {
        List<String> names = manifest.names(stem);
        return within(manifest.length(), () -> page(server, names, manifest, new byte[manifest.length()], 0));
    }

    /** Deletes what a manifest that is no longer there left; only makes space early. */
    void drop(MemcachedServer server, String stem, Manifest manifest) {
        Multi.createFrom()
                .iterable(manifest.names(stem))
                .onItem()
                .transformToUniAndConcatenate(name ->
                        server.delete(name).onFailure().recoverWithNull().replaceWith(name))
                .collect()
                .last()
                .subscribe()
                .with(done -> {}, failure -> {});
    }

    private static Uni<byte @Nullable []> page(
            MemcachedServer server, List<String> names, Manifest manifest, byte[] room, int from) {
        if (from >= names.size()) {
            return Uni.createFrom().item(manifest.fits(room) ? room : null);
        }
        List<String> page = names.subList(from, Math.min(names.size(), from + CHUNKS_A_COMMAND));
        return server.getAll(page)
                .chain(found -> put(found, page, manifest, room, from)
                        ? page(server, names, manifest, room, from + page.size())
                        : Uni.createFrom().nullItem());
    }

    private static boolean put(Map<String, byte[]> found, List<String> page, Manifest manifest, byte[] room, int from) {
        for (int i = 0; i < page.size(); i++) {
            byte[] chunk = found.get(page.get(i));
            if (chunk == null || chunk.length != manifest.lengthOf(from + i)) {
                return false;
            }
            System.arraycopy(chunk, 0, room, (from + i) * manifest.chunkLength(), chunk.length);
        }
        return true;
    }

    private <T> Uni<@Nullable T> within(int bytes, java.util.function.Supplier<Uni<@Nullable T>> work) {
        if (onTheirWay.addAndGet(bytes) > most) {
            onTheirWay.addAndGet(-bytes);
            return Uni.createFrom().nullItem();
        }
        return work.get().onTermination().invoke(() -> onTheirWay.addAndGet(-bytes));
    }

    private static byte[] slice(byte[] entry, Manifest manifest, int chunk) {
        int from = chunk * manifest.chunkLength();
        return Arrays.copyOfRange(entry, from, from + manifest.lengthOf(chunk));
    }

    private static String id() {
        byte[] id = new byte[16];
        RANDOM.nextBytes(id);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
    }
}
