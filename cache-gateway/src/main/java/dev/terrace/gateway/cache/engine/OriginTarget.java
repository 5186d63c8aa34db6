package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Condition;
import dev.terrace.gateway.cache.NewValue;
import dev.terrace.gateway.cache.Origin;
import dev.terrace.gateway.cache.Origin.Fetched;
import dev.terrace.gateway.cache.Origin.Validator;
import dev.terrace.gateway.cache.Origin.Written;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.Refusal;
import dev.terrace.gateway.cache.journal.Unsettled;
import io.smallrye.mutiny.Uni;
import java.util.EnumSet;
import java.util.Set;

/** An origin as the target of flushes. One that decides conditions only takes a write over what was there at the look. */
record OriginTarget(Origin origin, Scope scope) implements FlushTarget {
    private static final Set<Refusal> PASSING =
            EnumSet.of(Refusal.ORIGIN_FAILED, Refusal.ORIGIN_TIMEOUT, Refusal.UNAVAILABLE);

    private static final Seen ANY = new Seen.There(Condition.NONE, false);
    private static final Seen NOTHING = new Seen.There(new Condition.IfAbsent(), true);

    @Override
    public Uni<Seen> look(CacheKey key) {
        return origin.conditional()
                ? origin.validator(key).flatMap(validator -> seen(key, validator))
                : Uni.createFrom().item(ANY);
    }

    private Uni<Seen> seen(CacheKey key, Validator validator) {
        return switch (validator) {
            case Validator.Is is -> Uni.createFrom().item(matching(is.etag()));
            case Validator.Absent absent -> Uni.createFrom().item(NOTHING);
            case Validator.Failed failed ->
                Uni.createFrom()
                        .item(new Seen.Not(
                                failed.refused()
                                        ? new Landed.Refused(failed.detail())
                                        : new Landed.Away(failed.detail())));
            case Validator.Unknown unknown -> origin.fetch(key).map(OriginTarget::fetched);
        };
    }

    private static Seen matching(String etag) {
        return new Seen.There(new Condition.IfMatch(Set.of(etag)), false);
    }

    private static Seen fetched(Fetched fetched) {
        return switch (fetched) {
            case Fetched.Value value -> matching(Entries.etag(value.value(), value.version()));
            case Fetched.Nothing nothing -> NOTHING;
            case Fetched.Failed failed -> new Seen.Not(new Landed.Away(failed.detail()));
        };
    }

    @Override
    public Uni<Landed> carry(Unsettled write, Position version, Seen.There seen) {
        CacheKey key = write.write().key();
        NewValue value = write.write().value();
        if (value == null && seen.absent()) {
            return Uni.createFrom().item(new Landed.Done(null));
        }
        long start = scope.time().nanos();
        String name = write.place().id();
        Uni<Written> sent =
                value == null ? origin.delete(key, seen.condition()) : origin.write(key, value, seen.condition(), name);
        return sent.map(written -> landed(written, start));
    }

    private Landed landed(Written written, long start) {
        scope.observer().origin(!(written instanceof Written.Failed), scope.micros(start));
        return switch (written) {
            case Written.Done done -> new Landed.Done(done.held());
            case Written.ConditionFailed failed -> new Landed.Again();
            case Written.Failed failed
            when failed.refused() || !PASSING.contains(failed.why()) -> new Landed.Refused(failed.detail());
            case Written.Failed failed -> new Landed.Away(failed.detail());
        };
    }

    @Override
    public boolean record() {
        return false;
    }

    @Override
    public long mayLandMs() {
        return origin.hardTimeoutMs();
    }
}
