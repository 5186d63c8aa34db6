package dev.terrace.gateway.tier;

import dev.terrace.gateway.cache.BlobTotals;
import dev.terrace.gateway.cache.Blobs;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Sweeps a store of blobs once a minute, again at once while a batch deleted something; never two sweeps at a time. */
public final class BlobUpkeep implements AutoCloseable {
    /** Time in which readers of a value that was overwritten finish, and writers name what they have sealed. */
    public static final Duration GRACE = Duration.ofMinutes(10);

    private static final Logger LOG = Logger.getLogger(BlobUpkeep.class);
    private static final long PERIOD_MS = 60_000;

    private final Vertx vertx;
    private final BlobTotals totals;
    private final Supplier<Uni<Blobs.Swept>> sweep;
    private final AtomicBoolean working = new AtomicBoolean();
    private final long timer;

    /** Begins; {@code sweep} is one batch, {@code totals} what it is counted in. */
    public BlobUpkeep(Vertx vertx, BlobTotals totals, Supplier<Uni<Blobs.Swept>> sweep) {
        this.vertx = vertx;
        this.totals = totals;
        this.sweep = sweep;
        this.timer = vertx.setPeriodic(PERIOD_MS, id -> start());
    }

    private void start() {
        if (working.compareAndSet(false, true)) {
            batch().onTermination().invoke(() -> working.set(false)).subscribe().with(gone -> {}, e -> {
                LOG.warnf("blobs not swept: %s", e.getMessage());
            });
        }
    }

    private Uni<Blobs.Swept> batch() {
        return sweep.get()
                .invoke(gone -> totals.swept(gone))
                .chain(gone -> gone.blobs() > 0 ? batch() : Uni.createFrom().item(gone));
    }

    @Override
    public void close() {
        vertx.cancelTimer(timer);
    }
}
