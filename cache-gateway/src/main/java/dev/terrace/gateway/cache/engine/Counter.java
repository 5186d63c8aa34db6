package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.CacheTier.Lookup;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.Increment;
import dev.terrace.gateway.cache.NewValue;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.RecordTier;
import dev.terrace.gateway.cache.RecordTier.Swapped;
import dev.terrace.gateway.cache.Refusal;
import dev.terrace.gateway.cache.engine.Keeper.Held;
import dev.terrace.gateway.cache.engine.Keeper.Kept;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts in a record tier: what is there is read, and the sum is put in its place only if the same thing is there still, in one atomic step of
 * the store. That step is the moment at which the increment takes effect; when something came in between, it is tried again. On one node
 * increments of a key take turns, so only nodes get in each other's way.
 */
final class Counter {
    private static final long LIMIT_NANOS = 2_000_000_000L;
    private static final String TYPE = "text/plain";
    private static final Kept BUSY = new Kept.Failed(Refusal.UNAVAILABLE, "too many count at once", false);
    private static final Kept NO_INTEGER = new Kept.Failed(Refusal.CONFLICT, "the value is no integer", false);
    private static final Kept OVERFLOW = new Kept.Failed(Refusal.CONFLICT, "the sum does not fit into 64 bits", false);
    private static final Kept OTHERWISE = new Kept.Failed(
            Refusal.NOT_SUPPORTED, "this Idempotency-Key was used for another increment of this key", false);

    private final RecordTier record;
    private final Entries entries;
    private final Turns turns = new Turns();

    Counter(RecordTier record, Entries entries) {
        this.record = record;
        this.entries = entries;
    }

    /** An increment on its way. */
    private record Ask(CacheKey key, Increment increment, Position version, long end) {}

    Uni<Kept> count(CacheKey key, Increment increment, Position version) {
        Ask ask = new Ask(key, increment, version, entries.time().nanos() + LIMIT_NANOS);
        return turns.of(
                key.hash(),
                () -> increment.once() == null
                        ? attempt(ask)
                        : record.remembered(key, increment).flatMap(known -> of(ask, known, null, 0)),
                BUSY);
    }

    private Uni<Kept> attempt(Ask ask) {
        if (entries.time().nanos() > ask.end) {
            return kept(BUSY);
        }
        return record.find(ask.key).flatMap(lookup -> {
            long now = entries.time().millis();
            Entry seen = lookup instanceof Lookup.Found found && found.entry().fresh(now) ? found.entry() : null;
            Long present = seen == null ? Long.valueOf(0) : integer(seen.value());
            if (present == null) {
                return kept(NO_INTEGER);
            }
            long sum = present + ask.increment.by();
            if (((present ^ sum) & (ask.increment.by() ^ sum)) < 0) {
                return kept(OVERFLOW);
            }
            Entry next = next(ask, seen, sum, now);
            return record.swap(ask.key, seen, next, ask.increment, sum).flatMap(done -> of(ask, done, next, sum));
        });
    }

    private Uni<Kept> of(Ask ask, Swapped swapped, @Nullable Entry next, long sum) {
        return switch (swapped) {
            case Swapped.Done done ->
                kept(new Kept.Done(done.created(), new Held(next == null ? null : value(next), null, sum)));
            case Swapped.Remembered known -> kept(new Kept.Done(false, new Held(null, null, known.count())));
            case Swapped.Otherwise other -> kept(OTHERWISE);
            case Swapped.Overtaken later -> kept(new Kept.Overtaken());
            case Swapped.Changed changed -> attempt(ask);
        };
    }

    private static Uni<Kept> kept(Kept kept) {
        return Uni.createFrom().item(kept);
    }

    /** A counter that is there keeps its media type, tags and time to live. */
    private Entry next(Ask ask, @Nullable Entry seen, long sum, long now) {
        byte[] text = Long.toString(sum).getBytes(StandardCharsets.US_ASCII);
        if (seen == null) {
            NewValue made = new NewValue(text, TYPE, ask.increment.ttlMs(), List.of());
            return entries.of(ask.key, made, ask.version, 0);
        }
        NewValue value = new NewValue(text, seen.contentType(), null, seen.tags());
        Position asOf = ask.version.before(seen.asOf()) ? seen.asOf() : ask.version;
        return new Entry(
                text,
                seen.contentType(),
                seen.tags(),
                Entries.etag(value),
                asOf,
                now,
                seen.expiresMs(),
                seen.staleUntilMs(),
                0,
                false);
    }

    private NewValue value(Entry entry) {
        long left = Math.max(1, entry.expiresMs() - entries.time().millis());
        return new NewValue(entry.value(), entry.contentType(), left, entry.tags());
    }

    /** A decimal integer of 64 bits as it is written without blanks or a plus sign; null when it is none. */
    static @Nullable Long integer(byte[] text) {
        int digits = text.length > 0 && text[0] == '-' ? 1 : 0;
        if (text.length == digits || text.length > 20) {
            return null;
        }
        for (int i = digits; i < text.length; i++) {
            if (text[i] < '0' || text[i] > '9') {
                return null;
            }
        }
        try {
            return Long.valueOf(new String(text, StandardCharsets.US_ASCII));
        } catch (NumberFormatException tooLarge) {
            return null;
        }
    }
}
