package dev.terrace.gateway.values;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps this node as PostgreSQL says: asks once a second for the stamp, says in the same call how far this node is, and takes in what changed.
 * While PostgreSQL is away what is here stays in use. The key-encryption keys are read again every ten seconds.
 */
final class Following implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Following.class);
    private static final long POLL_MS = 1000;
    private static final int REREAD_POLLS = 10;
    private static final int SWEEP_POLLS = 3600;
    private static final long ASK_NANOS = 100_000_000L;
    private static final Duration HANGING = Duration.ofSeconds(10);

    private final ValueStore store;
    private final Vertx vertx;
    private final Vault vault;
    private final String node;
    private final KeySource source;
    private volatile KeyRing ring = KeyRing.NONE;
    private volatile @Nullable String fault;
    private volatile @Nullable String read;
    private volatile long asked = System.nanoTime() - ASK_NANOS;
    private volatile long seen;
    private volatile long agreed;
    private CompletableFuture<@Nullable Void> last = CompletableFuture.completedFuture(null);
    private boolean waiting;
    private int polls;
    private long timer;

    Following(ValueStore store, Vertx vertx, Vault vault, Vault.Settings settings) {
        this.store = store;
        this.vertx = vertx;
        this.vault = vault;
        this.node = settings.node();
        this.source = settings.source();
    }

    void start() {
        timer = vertx.setPeriodic(0, POLL_MS, fired -> turn());
    }

    @Override
    public void close() {
        vertx.cancelTimer(timer);
        store.leave(node).subscribe().with(done -> {}, failure -> {});
    }

    KeyRing ring() {
        return ring;
    }

    KeySource source() {
        return source;
    }

    /** Why the key-encryption keys that were given cannot be used. */
    Optional<String> fault() {
        return Optional.ofNullable(fault);
    }

    /** Somebody needs what may be in PostgreSQL by now. */
    void ask() {
        long now = System.nanoTime();
        if (now - asked > ASK_NANOS) {
            asked = now;
            refresh();
        }
    }

    /** Whether anything was taken in yet. */
    boolean loaded() {
        return seen > 0;
    }

    /** Completes when what was committed before this call has been taken in. */
    Uni<Void> refreshed() {
        return Uni.createFrom().completionStage(this::refresh).replaceWithVoid();
    }

    /** Reads the key-encryption keys again. */
    Uni<Void> reread() {
        return store.salt()
                .chain(salt -> Uni.createFrom().completionStage(() -> vertx.executeBlocking(() -> load(salt), true)
                        .toCompletionStage()))
                .replaceWithVoid();
    }

    private void turn() {
        polls++;
        refresh();
        if (polls % SWEEP_POLLS == 0) {
            store.sweep().subscribe().with(done -> {}, failure -> LOG.debugf("not swept reason=%s", failure));
        }
    }

    /** One at a time; calls that come while one waits share it. */
    private synchronized CompletableFuture<@Nullable Void> refresh() {
        if (!waiting) {
            waiting = true;
            last = last.exceptionally(failed -> null).thenCompose(done -> {
                synchronized (this) {
                    waiting = false;
                }
                return round().subscribeAsCompletionStage();
            });
            last.exceptionally(failure -> {
                LOG.debugf("values not followed reason=%s", failure.getMessage());
                return null;
            });
        }
        return last;
    }

    private Uni<Void> round() {
        boolean first = read == null;
        Uni<Void> keys =
                first || polls % REREAD_POLLS == 0 ? reread() : Uni.createFrom().voidItem();
        return keys.chain(() -> store.poll(node, seen))
                .chain(this::taken)
                .ifNoItem()
                .after(HANGING)
                .fail();
    }

    private Uni<Void> taken(ValueStore.Stamps now) {
        boolean moved = now.agreed() != agreed;
        agreed = now.agreed();
        if (now.stamp() == seen) {
            if (moved) {
                settleKeys();
                return settleDictionaries();
            }
            return Uni.createFrom().voidItem();
        }
        return store.keys(seen)
                .invoke(this::took)
                .chain(() -> store.dictionaries(seen))
                .invoke(rows ->
                        rows.forEach(row -> vault.dictionaries(row.cache()).take(row)))
                .chain(this::settleDictionaries)
                .invoke(() -> seen = now.stamp());
    }

    private void took(List<KeyRow> rows) {
        rows.forEach(row -> vault.keys(row.cache()).take(row));
        settleKeys();
    }

    private void settleKeys() {
        vault.allKeys().values().forEach(keys -> keys.settle(ring, agreed));
        vault.health();
    }

    /** Opening many takes some time: on a worker thread. */
    private Uni<Void> settleDictionaries() {
        return store.dictionaryIds()
                .chain(kept -> Uni.createFrom().completionStage(() -> vertx.executeBlocking(() -> settle(kept), true)
                        .toCompletionStage()))
                .replaceWithVoid();
    }

    private int settle(Set<Long> kept) {
        vault.allDictionaries().values().forEach(all -> all.settle(kept, agreed));
        return kept.size();
    }

    /** Blocks. What cannot be read leaves the keys as they were. */
    private synchronized int load(byte[] salt) {
        String text;
        String before = fault;
        try {
            text = source.read();
            if (text.equals(read)) {
                return 0;
            }
            ring = KeyRing.of(text, salt);
            fault = null;
        } catch (IOException e) {
            text = "";
            fault = "the file of the key-encryption keys cannot be read";
        } catch (IllegalArgumentException e) {
            text = "";
            fault = e.getMessage();
        }
        read = text;
        if (fault != null && !fault.equals(before)) {
            LOG.errorf("key-encryption keys not usable reason=%s", fault);
        }
        settleKeys();
        return 1;
    }
}
