package dev.terrace.cdn.cdn;

import dev.terrace.events.EventSink;
import dev.terrace.events.Purged;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Purges, kept until each distribution is done: queued in PostgreSQL before the answer, then sent, retried with growing pauses, and given up
 * as failed after {@value #ATTEMPTS} tries. A purge that was interrupted is taken up again by {@link #resume}.
 */
public final class Purges {
    private static final int ATTEMPTS = 8;
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final PurgeLedger ledger;
    private final Map<String, Cdn> providers;
    private final EventSink events;
    private final InstantSource clock;

    public Purges(PurgeLedger ledger, List<Cdn> providers, EventSink events, InstantSource clock) {
        this.ledger = ledger;
        this.providers = providers.stream().collect(Collectors.toMap(Cdn::provider, Function.identity()));
        this.events = events;
        this.clock = clock;
    }

    /** Queues the purge, tries it at once, and says how far it came. The same id again only says how far it is. */
    public Uni<PurgeStatus> request(Purge purge, List<Distribution> distributions) {
        return ledger.add(purge, distributions)
                .invoke(added -> {
                    if (added) {
                        distributions.forEach(d -> events.emit(event(purge, d, "requested", null, null)));
                    }
                })
                .flatMap(added -> added
                        ? ledger.open(purge.id(), clock.instant())
                        : Uni.createFrom().item(List.<PurgeLedger.Open>of()))
                .flatMap(this::sendAll)
                .flatMap(sent -> ledger.find(purge.id()))
                .map(Optional::orElseThrow);
    }

    /** Takes up what was queued or failed in passing and has been left for a while. */
    public Uni<Integer> resume() {
        return ledger.open(null, clock.instant().minus(PAUSE)).flatMap(this::sendAll);
    }

    private Uni<Integer> sendAll(List<PurgeLedger.Open> open) {
        return Multi.createFrom()
                .iterable(open)
                .onItem()
                .transformToUniAndMerge(this::send)
                .collect()
                .asList()
                .replaceWith(open.size());
    }

    private Uni<Void> send(PurgeLedger.Open open) {
        Cdn cdn = providers.get(open.distribution().provider());
        if (cdn == null) {
            return end(
                    open,
                    "failed",
                    null,
                    "There is no adapter for " + open.distribution().provider() + " here.");
        }
        return cdn.invalidate(open.distribution(), open.purge())
                .flatMap(accepted -> accepted(open, accepted))
                .onFailure()
                .recoverWithUni(failure -> failed(open, failure));
    }

    private Uni<Void> accepted(PurgeLedger.Open open, Cdn.Accepted accepted) {
        events.emit(event(open.purge(), open.distribution(), "accepted", accepted.requestId(), null));
        return accepted.completed()
                ? end(open, "completed", accepted.requestId(), null)
                : ledger.update(open, "in_progress", accepted.requestId(), null, clock.instant());
    }

    private Uni<Void> failed(PurgeLedger.Open open, Throwable failure) {
        String reason = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return open.attempts() + 1 >= ATTEMPTS
                ? end(open, "failed", null, reason)
                : ledger.update(open, "queued", null, reason, clock.instant());
    }

    private Uni<Void> end(PurgeLedger.Open open, String status, @Nullable String requestId, @Nullable String error) {
        return ledger.update(open, status, requestId, error, clock.instant())
                .invoke(() -> events.emit(event(open.purge(), open.distribution(), status, requestId, error)));
    }

    private Purged event(
            Purge purge, Distribution to, String status, @Nullable String requestId, @Nullable String error) {
        Instant now = clock.instant();
        return new Purged(
                purge.id(),
                to.id(),
                to.provider(),
                requestId,
                status,
                purge.paths(),
                purge.tags(),
                purge.prefixes(),
                purge.all(),
                error,
                now);
    }
}
