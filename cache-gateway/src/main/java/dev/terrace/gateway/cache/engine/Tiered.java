package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.CacheTier;
import dev.terrace.gateway.cache.CacheTier.Lookup;
import dev.terrace.gateway.cache.CacheTier.Stored;
import dev.terrace.gateway.cache.CacheTier.Ticket;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.TierAnswer.Outcome;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.cache.guard.TierFailure;
import dev.terrace.gateway.cache.view.Stamp;
import dev.terrace.gateway.cache.view.Verdict;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A shared tier over a source. What it finds is checked against the view; what the source brings is promoted into it, with the ticket given
 * before the load began and without being waited for.
 */
final class Tiered implements Source {
    private final CacheTier tier;
    private final Source next;
    private final Scope scope;
    private final Floors floors;

    Tiered(CacheTier tier, Source next, Scope scope, Floors floors) {
        this.tier = tier;
        this.next = next;
        this.scope = scope;
        this.floors = floors;
    }

    @Override
    public Uni<Loaded> load(Read read) {
        if (read.options.noCache() && scope.spec().origin() != null) {
            return below(read, tier.ticket(read.key));
        }
        long start = scope.time().nanos();
        Stamp stamp = scope.view().stamp(scope.spec().name());
        return tier.find(read.key)
                .onItemOrFailure()
                .transformToUni((lookup, failure) ->
                        failure != null ? failed(read, failure, start) : answered(read, lookup, stamp, start));
    }

    @Override
    public Uni<List<Loaded>> loadAll(List<Read> reads) {
        long start = scope.time().nanos();
        Stamp stamp = scope.view().stamp(scope.spec().name());
        return tier.findAll(reads.stream().map(r -> r.key).toList())
                .onItem()
                .transformToUni(lookups -> answeredAll(reads, lookups, stamp, start))
                .onFailure()
                .recoverWithUni(failure -> {
                    reads.forEach(r -> note(r, failure, start));
                    return next.loadAll(reads);
                });
    }

    private Uni<List<Loaded>> answeredAll(List<Read> reads, List<Lookup> lookups, Stamp stamp, long start) {
        List<@Nullable Loaded> results = new ArrayList<>();
        List<Read> missing = new ArrayList<>();
        List<@Nullable Ticket> tickets = new ArrayList<>();
        for (int i = 0; i < reads.size(); i++) {
            Lookup lookup = lookups.get(i);
            Loaded hit = lookup instanceof Lookup.Found found ? judge(reads.get(i), found.entry(), stamp, start) : null;
            results.add(hit);
            if (hit == null) {
                if (lookup instanceof Lookup.Absent) {
                    note(reads.get(i), Outcome.MISS, start, null);
                }
                missing.add(reads.get(i));
                tickets.add(lookup instanceof Lookup.Absent absent ? absent.ticket() : null);
            }
        }
        return next.loadAll(missing).map(loaded -> {
            int at = 0;
            List<Loaded> all = new ArrayList<>();
            for (Loaded result : results) {
                if (result == null) {
                    promote(missing.get(at), tickets.get(at), loaded.get(at));
                    all.add(loaded.get(at++));
                } else {
                    all.add(result);
                }
            }
            return all;
        });
    }

    private Uni<Loaded> answered(Read read, Lookup lookup, Stamp stamp, long start) {
        return switch (lookup) {
            case Lookup.Absent absent -> {
                note(read, Outcome.MISS, start, null);
                yield below(read, Uni.createFrom().item(absent.ticket()));
            }
            case Lookup.Found found -> {
                Loaded hit = judge(read, found.entry(), stamp, start);
                yield hit != null ? Uni.createFrom().item(hit) : below(read, tier.ticket(read.key));
            }
        };
    }

    /** The answer that an entry is, or null when it is none. */
    private @Nullable Loaded judge(Read read, Entry entry, Stamp stamp, long start) {
        Verdict verdict = scope.view().check(read.key, entry, tier.name(), stamp.floor());
        boolean unknown = verdict == Verdict.OTHER_EPOCH
                && scope.spec().origin() != null
                && !scope.spec().strict();
        if (verdict == Verdict.INVALID || (verdict == Verdict.OTHER_EPOCH && !unknown)) {
            note(read, Outcome.INVALID, start, "older than a mark that covers it");
            return null;
        }
        long now = scope.time().millis();
        return verdict == Verdict.STALE
                ? inTime(read, scope.view().softened(read.key, entry, now), Verdict.VALID, stamp, start)
                : inTime(read, entry, verdict, stamp, start);
    }

    /** The answer that an entry is which no mark speaks against; or which is of an older epoch, as unknown. */
    private @Nullable Loaded inTime(Read read, Entry entry, Verdict verdict, Stamp stamp, long start) {
        long now = scope.time().millis();
        boolean unknown = verdict == Verdict.OTHER_EPOCH;
        if (verdict == Verdict.VALID && entry.fresh(now) && entry.createdMs() > read.youngerThanMs) {
            note(read, Outcome.HIT, start, null);
            return new Loaded.Value(entry.checkedAt(stamp.position()), tier.name(), false, true);
        }
        note(read, Outcome.STALE, start, unknown ? "of an older epoch" : null);
        if (verdict == Verdict.VALID && !read.refresh && scope.whileRevalidating(entry, now)) {
            return new Loaded.Value(entry.checkedAt(stamp.position()), tier.name(), true, true);
        }
        read.offer(entry, tier.name(), stamp.floor());
        return null;
    }

    private Uni<Loaded> failed(Read read, Throwable failure, long start) {
        note(read, failure, start);
        return next.load(read);
    }

    private Uni<Loaded> below(Read read, Uni<Ticket> permission) {
        return permission.onItemOrFailure().transformToUni((ticket, failure) -> next.load(read)
                .invoke(loaded -> promote(read, ticket, loaded)));
    }

    private void promote(Read read, @Nullable Ticket ticket, Loaded loaded) {
        if (ticket == null || !(loaded instanceof Loaded.Value value) || !value.storable()) {
            return;
        }
        if (foundHereOrAbove(value)) {
            return;
        }
        Fill fill = read.fill();
        if (fill != null) {
            fill.begin();
        }
        if (!scope.view().fillable(read.key, value.entry(), tier.name())) {
            scope.observer().filled(tier.name(), false);
            end(fill, Stored.REFUSED);
            return;
        }
        if (value.entry().value().length > tier.capabilities().maxValueBytes()) {
            read.amend(tier.name(), "larger than this tier takes");
            Copies.passedBy(tier, read.key, value.entry(), scope);
            end(fill, Stored.TOO_LARGE);
            return;
        }
        tier.store(read.key, value.entry(), ticket)
                .subscribe()
                .with(stored -> stored(read, value.entry(), fill, stored), failure -> end(fill, null));
    }

    /** A load that waited for another node's found the value in the tiers that it had missed it in. */
    private boolean foundHereOrAbove(Loaded.Value value) {
        List<TierName> order = scope.spec().tiers();
        return value.tier() != null && order.indexOf(value.tier()) <= order.indexOf(tier.name());
    }

    private void end(@Nullable Fill fill, @Nullable Stored stored) {
        if (fill != null) {
            fill.end(stored, tier.capabilities().shared());
        }
    }

    private void stored(Read read, Entry entry, @Nullable Fill fill, Stored stored) {
        if (stored == Stored.TOO_LARGE) {
            Copies.passedBy(tier, read.key, entry, scope);
            end(fill, stored);
            return;
        }
        scope.observer().filled(tier.name(), stored == Stored.STORED);
        end(fill, stored);
        if (stored == Stored.REFUSED) {
            floors.refused(tier);
        }
    }

    private void note(Read read, Throwable failure, long start) {
        TierFailure known = TierFailure.of(failure);
        note(read, known.outcome(), start, known.getMessage());
    }

    private void note(Read read, Outcome outcome, long start, @Nullable String detail) {
        long micros = scope.micros(start);
        scope.observer().found(tier.name(), outcome, micros);
        read.note(tier.name(), outcome, micros, detail);
    }
}
