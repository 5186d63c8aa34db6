package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.CacheTier.Lookup;
import dev.terrace.gateway.cache.RecordTier;
import dev.terrace.gateway.cache.Refusal;
import dev.terrace.gateway.cache.TierAnswer.Outcome;
import dev.terrace.gateway.cache.guard.TierFailure;
import dev.terrace.gateway.cache.view.Stamp;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;

/** The record tier of a cache without origin, as the source of its copies. Marks do not concern it; its absence of an answer is no "no". */
final class RecordSource implements Source {
    private final RecordTier record;
    private final Scope scope;

    RecordSource(RecordTier record, Scope scope) {
        this.record = record;
        this.scope = scope;
    }

    @Override
    public Uni<Loaded> load(Read read) {
        long start = scope.time().nanos();
        Stamp stamp = scope.view().stamp(scope.spec().name());
        return record.find(read.key)
                .map(lookup -> found(read, lookup, stamp, start))
                .onFailure()
                .recoverWithItem(failure -> failed(read, failure, start));
    }

    @Override
    public Uni<List<Loaded>> loadAll(List<Read> reads) {
        if (reads.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        long start = scope.time().nanos();
        Stamp stamp = scope.view().stamp(scope.spec().name());
        return record.findAll(reads.stream().map(r -> r.key).toList())
                .map(lookups -> {
                    List<Loaded> all = new ArrayList<>();
                    for (int i = 0; i < reads.size(); i++) {
                        all.add(found(reads.get(i), lookups.get(i), stamp, start));
                    }
                    return all;
                })
                .onFailure()
                .recoverWithItem(failure ->
                        reads.stream().map(r -> failed(r, failure, start)).toList());
    }

    private Loaded found(Read read, Lookup lookup, Stamp stamp, long start) {
        if (lookup instanceof Lookup.Found found
                && found.entry().fresh(scope.time().millis())) {
            note(read, Outcome.HIT, start, "");
            return new Loaded.Value(found.entry().checkedAt(stamp.position()), record.name(), false, true);
        }
        note(read, Outcome.MISS, start, "");
        return Loaded.NOTHING;
    }

    private Loaded failed(Read read, Throwable failure, long start) {
        TierFailure known = TierFailure.of(failure);
        note(read, known.outcome(), start, String.valueOf(known.getMessage()));
        return new Loaded.Failed(
                Refusal.UNAVAILABLE, "the record is in " + record.name().wireName() + ", which is away");
    }

    private void note(Read read, Outcome outcome, long start, String detail) {
        long micros = scope.micros(start);
        scope.observer().found(record.name(), outcome, micros);
        read.note(record.name(), outcome, micros, detail.isEmpty() ? null : detail);
    }
}
