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

    /**
     * @param chain the shared tiers over the source
     * @param truth what a strict cache still trusts when the view lags: the origin, or nothing
     * @param softMs after which a stale entry at hand is the answer, 0 for never
     */
    Reader(Scope scope, Copies copies, Coalescing chain, Source truth, long softMs) {
        this.scope = scope;
        this.copies = copies;
        this.chain = chain;
        this.truth = truth;
        this.answers = new Answers(scope);
        this.softMs = softMs;
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
        boolean valid = scope.view().check(key, entry, TierName.MEMORY, floor) == Verdict.VALID;
        return valid ? valid(near, key, entry, position, options, start) : null;
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
        return scope.spec().strict() && scope.coherence().lagging();
    }

    private Uni<ReadResult> afterToken(CacheKey key, ReadOptions options, Position wanted, long start) {
        return scope.coherence().reached(wanted, TOKEN_MS).flatMap(reached -> {
            if (reached) {
                return readNow(key, options, start);
            }
            return Uni.createFrom()
                    .item(answers.failed(
                            new Read(key, options, false), Refusal.POSITION_NOT_REACHED, "not seen here yet", start));
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
            return missed(key, options, start, Outcome.MISS, null);
        }
        Position position = scope.view().position();
        Verdict verdict = scope.view().check(key, entry, TierName.MEMORY, floor);
        if (verdict != Verdict.VALID) {
            near.drop(key.hash());
            boolean unknown = verdict == Verdict.OTHER_EPOCH && scope.spec().origin() != null;
            return missed(
                    key,
                    options,
                    start,
                    Outcome.INVALID,
                    unknown && !scope.spec().strict() ? entry : null);
        }
        ReadResult hit = valid(near, key, entry, position, options, start);
        return hit == null ? missed(key, options, start, Outcome.STALE, entry) : new Near(hit, null);
    }

    /** A valid entry as the answer, null when it is too stale for one. {@code position} was read before the entry was checked. */
    private @Nullable ReadResult valid(
            NearTier near, CacheKey key, Entry entry, Position position, ReadOptions options, long start) {
        if (entry.asOf().before(position)) {
            near.raise(key, entry, position);
        }
        long now = scope.time().millis();
        if (entry.fresh(now)) {
            return answers.memory(key, entry, false, start);
        }
        if (scope.whileRevalidating(entry, now) || now - entry.expiresMs() < options.maxStaleMs()) {
            refresh(key);
            return answers.memory(key, entry, true, start);
        }
        return null;
    }

    private Near missed(CacheKey key, ReadOptions options, long start, Outcome outcome, @Nullable Entry stale) {
        Read read = new Read(key, options, false);
        long micros = scope.micros(start);
        scope.observer().found(TierName.MEMORY, outcome, micros);
        read.note(TierName.MEMORY, outcome, micros, null);
        if (stale != null) {
            read.offer(stale, TierName.MEMORY);
        }
        return new Near(null, read);
    }

    private Uni<ReadResult> load(Read read, long start) {
        Uni<ReadResult> loaded = chain.load(read).map(result -> {
            if (result instanceof Loaded.Value value && value.stale()) {
                refresh(read.key);
            }
            return answers.of(read, result, start);
        });
        return softMs > 0 ? new SoftLimit(scope, answers, softMs).of(read, loaded, start) : loaded;
    }

    /** Loads anew in the background, unless someone does already. */
    private void refresh(CacheKey key) {
        if (!chain.loading(key)) {
            chain.load(new Read(key, ReadOptions.PLAIN, true)).subscribe().with(loaded -> {}, failure -> {});
        }
    }

    Uni<List<ReadResult>> readAll(List<CacheKey> keys) {
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
