package dev.terrace.gateway.values;

import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.codec.Dictionary;
import dev.terrace.gateway.codec.DictionaryTraining;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Trains a dictionary for each cache that has shown enough small values, one at a time on a worker thread, and again when the present one does
 * notably worse than it did. Where training finds none worth having, a cache that used one stops using it.
 */
final class Training implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Training.class);
    private static final long EVERY_MS = 2000;

    private final ValueStore store;
    private final Vertx vertx;
    private final Vault vault;
    private final long sampleValues;
    private final long pauseNanos;
    private final Map<String, Long> tried = new ConcurrentHashMap<>();
    private final AtomicBoolean working = new AtomicBoolean();
    private long timer;

    Training(ValueStore store, Vertx vertx, Vault vault, Vault.Settings settings) {
        this.store = store;
        this.vertx = vertx;
        this.vault = vault;
        this.sampleValues = settings.sampleValues();
        this.pauseNanos = settings.pauseMs() * 1_000_000;
    }

    void start() {
        timer = vertx.setPeriodic(EVERY_MS, fired -> turn());
    }

    @Override
    public void close() {
        vertx.cancelTimer(timer);
    }

    private void turn() {
        if (!working.compareAndSet(false, true)) {
            return;
        }
        Uni<Void> work = vault.allDictionaries().entrySet().stream()
                .filter(each -> due(each.getKey(), each.getValue()))
                .findFirst()
                .map(each -> train(each.getKey(), each.getValue()))
                .orElseGet(() -> Uni.createFrom().voidItem());
        work.onTermination()
                .invoke(() -> working.set(false))
                .subscribe()
                .with(done -> {}, failure -> LOG.warnf("dictionary not trained reason=%s", failure.getMessage()));
    }

    private boolean due(String cache, CacheDictionaries all) {
        CacheSpec spec = vault.opened(cache);
        Long before = tried.get(cache);
        boolean rested = before == null || System.nanoTime() - before > pauseNanos;
        return spec != null
                && spec.compression()
                && rested
                && all.samples.seen() >= sampleValues
                && (all.current() == null || all.drifted());
    }

    private Uni<Void> train(String cache, CacheDictionaries all) {
        tried.put(cache, System.nanoTime());
        long known = all.newest();
        boolean inUse = all.current() != null;
        return Uni.createFrom()
                .completionStage(
                        () -> vertx.executeBlocking(() -> learned(all), false).toCompletionStage())
                .chain(trained -> trained.isEmpty() && !inUse
                        ? Uni.createFrom().voidItem()
                        : store.nextDictionaryId().chain(id -> add(cache, all, id, known, trained)));
    }

    private static Optional<DictionaryTraining.Trained> learned(CacheDictionaries all) {
        var trained = DictionaryTraining.of(all.samples.all());
        all.samples.clear();
        return trained;
    }

    private Uni<Void> add(
            String cache, CacheDictionaries all, long id, long known, Optional<DictionaryTraining.Trained> trained) {
        CacheSpec spec = vault.opened(cache);
        DictionaryRow row = trained.map(t -> all.sealed(
                        id, Dictionary.named(id, t.bytes()).bytes(), t.ratio(), spec != null && spec.encryption()))
                .orElseGet(() -> new DictionaryRow(id, cache, null, null, 1, 0));
        return store.add(row, known)
                .invoke(first -> {
                    if (first) {
                        LOG.infof(
                                "dictionary made cache=%s id=%d packed=%.2f without=%.2f",
                                cache,
                                id,
                                trained.map(t -> t.ratio()).orElse(1.0),
                                trained.map(t -> t.plainRatio()).orElse(1.0));
                    }
                })
                .chain(vault::refreshed);
    }
}
