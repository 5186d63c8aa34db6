package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.NearTier;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.ReadOptions;
import dev.terrace.gateway.cache.ReadResult;
import dev.terrace.gateway.cache.Refusal;
import dev.terrace.gateway.cache.TierAnswer.Outcome;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.cache.view.Verdict;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads of one cache: memory at once, everything else through the chain of tiers, loads shared. */
final class Reader {
    private static final long TOKEN_MS = 500;

    private final Scope scope;
    private final Copies copies;
    private final Coalescing chain;
    private final Source truth;
    private final Answers answers;
    private final long softMs;
    private final EarlyRefresh early;

    /**
     * @param chain the shared tiers over the source
     * @param truth what a strict cache still trusts when the view lags: the origin, or nothing
     * @param early when a fresh entry is loaded anew
     * @param softMs after which a stale entry at hand is the answer, 0 for never
     */
    Reader(Scope scope, Copies copies, Coalescing chain, Source truth, long softMs, EarlyRefresh early) {
        this.scope = scope;
        this.copies = copies;
        this.chain = chain;
        this.truth = truth;
        this.answers = new Answers(scope);
        this.softMs = softMs;
        this.early = early;
    }

    /** A valid entry of memory as the answer; null when there is none, or when the view has to be waited for or is not trusted. */
    @Nullable
    ReadResult atHand(CacheKey key, ReadOptions options) {
        NearTier near = copies.near();
        if (near == null || options.noCache() || tooEarly(options) || distrusted()) {
            return null;
        }
        long start = scope.time().nanos();
        long floor = scope.view().floor(key.cache());
        Entry entry = near.peek(key);
        if (entry == null) {
            return null;
        }
        Position position = scope.view().position();
        return switch (scope.view().check(key, entry, TierName.MEMORY, floor)) {
            case VALID -> valid(near, key, entry, position, options, start);
            case STALE -> valid(near, key, softened(near, key, entry), position, options, start);
            case INVALID, OTHER_EPOCH -> null;
        };
    }

    Uni<ReadResult> read(CacheKey key, ReadOptions options) {
        long start = scope.time().nanos();
        Position wanted = options.noEarlierThan();
        if (wanted != null && scope.view().position().before(wanted)) {
            return afterToken(key, options, wanted, start);
        }
        return readNow(key, options, start);
    }

    private boolean tooEarly(ReadOptions options) {
        Position wanted = options.noEarlierThan();
        return wanted != null && scope.view().position().before(wanted);
    }

    private boolean distrusted() {
        return scope.distrusted();
    }

    private Uni<ReadResult> afterToken(CacheKey key, ReadOptions options, Position wanted, long start) {
        return scope.coherence().reached(wanted, TOKEN_MS).flatMap(reached -> {
            if (reached) {
                return readNow(key, options, start);
            }
            return Uni.createFrom().item(notReached(key, options, start));
        });
    }

    private Uni<ReadResult> readNow(CacheKey key, ReadOptions options, long start) {
        if (distrusted()) {
            Read read = new Read(key, options, true);
            return truth.load(read).map(loaded -> answers.of(read, loaded, start));
        }
        Read read = null;
        NearTier near = copies.near();
        if (near != null && !options.noCache()) {
            Near found = near(near, key, options, start);
            if (found.hit != null) {
                return Uni.createFrom().item(found.hit);
            }
            read = found.missed;
        }
        return load(read == null ? new Read(key, options, false) : read, start);
    }

    /** What memory said: an answer, or the read that goes on. */
    private record Near(@Nullable ReadResult hit, @Nullable Read missed) {}

    private Near near(NearTier near, CacheKey key, ReadOptions options, long start) {
        long floor = scope.view().floor(key.cache());
        Entry entry = near.peek(key);
        if (entry == null) {
            return missed(key, options, start, Outcome.MISS, null, floor);
        }
        Position position = scope.view().position();
        Verdict verdict = scope.view().check(key, entry, TierName.MEMORY, floor);
        if (verdict == Verdict.INVALID || verdict == Verdict.OTHER_EPOCH) {
            near.drop(key.hash());
            boolean unknown = verdict == Verdict.OTHER_EPOCH && scope.spec().origin() != null;
            return missed(
                    key,
                    options,
                    start,
                    Outcome.INVALID,
                    unknown && !scope.spec().strict() ? entry : null,
                    floor);
        }
        Entry left = verdict == Verdict.STALE ? softened(near, key, entry) : entry;
        ReadResult hit = valid(near, key, left, position, options, start);
        return hit == null ? missed(key, options, start, Outcome.STALE, left, floor) : new Near(hit, null);
    }

    /** What soft marks have left of an entry, put in its place: once its asOf is raised they cannot be seen in it any more. */
    private Entry softened(NearTier near, CacheKey key, Entry entry) {
        Entry softened = scope.view().softened(key, entry, scope.time().millis());
        near.replace(key, entry, softened);
        return softened;
    }

    /** A valid entry as the answer, null when it is too stale for one. {@code position} was read before the entry was checked. */
    private @Nullable ReadResult valid(
            NearTier near, CacheKey key, Entry entry, Position position, ReadOptions options, long start) {
        if (entry.asOf().before(position)) {
            near.raise(key, entry, position);
        }
        long now = scope.time().millis();
        if (entry.fresh(now)) {
            if (early.due(entry, now)) {
                renew(key, entry.checkedAt(position), true);
            }
            return answers.memory(key, entry, false, start);
        }
        if (scope.whileRevalidating(entry, now) || now - entry.expiresMs() < options.maxStaleMs()) {
            renew(key, entry.checkedAt(position), false);
            return answers.memory(key, entry, true, start);
        }
        return null;
    }

    private Near missed(
            CacheKey key, ReadOptions options, long start, Outcome outcome, @Nullable Entry stale, long floor) {
        Read read = new Read(key, options, false);
        long micros = scope.micros(start);
        scope.observer().found(TierName.MEMORY, outcome, micros);
        read.note(TierName.MEMORY, outcome, micros, null);
        if (stale != null) {
            read.offer(stale, TierName.MEMORY, floor);
        }
        return new Near(null, read);
    }

    private Uni<ReadResult> load(Read read, long start) {
        Uni<ReadResult> loaded = chain.load(read).map(result -> {
            if (result instanceof Loaded.Value value && value.stale()) {
                renew(read.key, value.entry(), false);
            }
            return answers.of(read, result, start);
        });
        return softMs > 0 ? new SoftLimit(scope, answers, softMs).of(read, loaded, start) : loaded;
    }

    /** Loads anew in the background, unless someone does already or just tried. Ahead of time only something younger will do. */
    private void renew(CacheKey key, Entry entry, boolean ahead) {
        if (!chain.loading(key) && early.first(key, entry)) {
            Read read = new Read(key, ReadOptions.PLAIN, true, ahead ? entry.createdMs() : 0);
            read.offer(entry, TierName.MEMORY, scope.noFloor());
            chain.load(read).subscribe().with(loaded -> {}, failure -> {});
        }
    }

    Uni<List<ReadResult>> readAll(List<CacheKey> keys, @Nullable Position wanted) {
        if (wanted == null || !scope.view().position().before(wanted)) {
            return readAll(keys);
        }
        long start = scope.time().nanos();
        return scope.coherence()
                .reached(wanted, TOKEN_MS)
                .flatMap(reached -> reached
                        ? readAll(keys)
                        : Uni.createFrom()
                                .item(keys.stream()
                                        .map(key -> notReached(key, ReadOptions.PLAIN, start))
                                        .toList()));
    }

    private ReadResult notReached(CacheKey key, ReadOptions options, long start) {
        return answers.failed(new Read(key, options, false), Refusal.POSITION_NOT_REACHED, "not seen here yet", start);
    }

    private Uni<List<ReadResult>> readAll(List<CacheKey> keys) {
        long start = scope.time().nanos();
        List<@Nullable ReadResult> results = new ArrayList<>();
        List<Read> missing = new ArrayList<>();
        NearTier near = copies.near();
        boolean trusted = !distrusted();
        for (CacheKey key : keys) {
            Near found = near == null || !trusted
                    ? new Near(null, new Read(key, ReadOptions.PLAIN, false))
                    : near(near, key, ReadOptions.PLAIN, start);
            results.add(found.hit);
            if (found.missed != null) {
                missing.add(found.missed);
            }
        }
        Source source = trusted ? chain : truth;
        return source.loadAll(missing).map(loaded -> merge(results, missing, loaded, start));
    }

    private List<ReadResult> merge(
            List<@Nullable ReadResult> results, List<Read> missing, List<Loaded> loaded, long start) {
        List<ReadResult> all = new ArrayList<>();
        int at = 0;
        for (ReadResult result : results) {
            if (result == null) {
                all.add(answers.of(missing.get(at), loaded.get(at), start));
                at++;
            } else {
                all.add(result);
            }
        }
        return all;
    }
}
