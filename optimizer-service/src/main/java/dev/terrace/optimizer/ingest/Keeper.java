package dev.terrace.optimizer.ingest;

import dev.terrace.optimizer.history.SavedProfile;
import dev.terrace.optimizer.history.Snapshot;
import dev.terrace.optimizer.history.Snapshots;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Writes the books down and opens them again. One writing at a time; whoever asks while one is under way waits for it and then writes. */
public final class Keeper {
    private static final Logger LOG = Logger.getLogger(Keeper.class);
    private static final Duration RETRY_FIRST = Duration.ofMillis(200);
    private static final Duration RETRY_LAST = Duration.ofSeconds(2);
    private static final int RETRIES = 30;

    private final Books books;
    private final Snapshots snapshots;
    private final AtomicReference<@Nullable Uni<Void>> writing = new AtomicReference<>();

    public Keeper(Books books, Snapshots snapshots) {
        this.books = books;
        this.snapshots = snapshots;
    }

    /** Writes what changed; fails when it could not be, and then it is part of the next writing. */
    public Uni<Void> save() {
        return Uni.createFrom().deferred(() -> {
            Uni<Void> mine = write().onTermination()
                    .invoke(() -> writing.set(null))
                    .memoize()
                    .indefinitely();
            Uni<Void> other = writing.compareAndExchange(null, mine);
            return other == null ? mine : other.onFailure().recoverWithNull().chain(this::save);
        });
    }

    private Uni<Void> write() {
        return Uni.createFrom()
                .item(books::snapshot)
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .flatMap(snapshot -> snapshot.empty() ? Uni.createFrom().voidItem() : write(snapshot));
    }

    private Uni<Void> write(Snapshot snapshot) {
        return snapshots
                .write(snapshot)
                .invoke(() -> books.written(snapshot))
                .onFailure()
                .invoke(failure -> {
                    books.unwritten(snapshot);
                    LOG.warnf("state not saved reason=%s", failure.getMessage());
                });
    }

    /** Opens the books of a partition and answers where to go on, -1 for the beginning. */
    Uni<Long> open(Partition partition, boolean withProfiles) {
        Uni<List<SavedProfile>> profiles = withProfiles
                ? snapshots.profiles(partition.part())
                : Uni.createFrom().item(List.of());
        return snapshots
                .next(partition.topic(), partition.part())
                .flatMap(next -> profiles.map(saved -> {
                    books.open(partition, next.orElse(-1L), saved);
                    LOG.infof(
                            "partition opened topic=%s part=%d next=%d profiles=%d",
                            partition.topic(), partition.part(), next.orElse(-1L), saved.size());
                    return next.orElse(-1L);
                }))
                .onFailure()
                .retry()
                .withBackOff(RETRY_FIRST, RETRY_LAST)
                .atMost(RETRIES);
    }

    /** Writes the books of a partition down and closes them. */
    Uni<Void> close(Partition partition, boolean withProfiles) {
        return save().onFailure().recoverWithNull().invoke(() -> books.close(partition, withProfiles));
    }
}
