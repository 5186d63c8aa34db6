package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.CacheSpec.Strategy;
import dev.terrace.gateway.cache.CacheTier;
import dev.terrace.gateway.cache.LocalTier;
import dev.terrace.gateway.cache.NearTier;
import dev.terrace.gateway.cache.Origin;
import dev.terrace.gateway.cache.RecordTier;
import dev.terrace.gateway.cache.Refusal;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.cache.guard.Breaker;
import dev.terrace.gateway.cache.guard.Guarded;
import dev.terrace.gateway.cache.guard.GuardedOrigin;
import dev.terrace.gateway.cache.guard.GuardedRecord;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts a cache together from its configuration: which tier is the record, who is the source of whom. */
final class Assembler {
    /** Which tier is the record of a cache without origin: the first of these that it has and that can. */
    private static final List<TierName> RECORD_ORDER = List.of(TierName.DATABASE, TierName.FILE_SYSTEM, TierName.REDIS);

    /** Who has the last word: an origin, a record tier, or nobody. */
    private record Truth(
            @Nullable RecordTier record, @Nullable Origin origin) {}

    private final EngineParts engine;
    private final Servers servers;
    private final Floors floors;
    private final Leased.Herding herding;
    private final @Nullable WriteBack writeBack;

    Assembler(EngineParts engine, Servers servers, Floors floors, Waiters waiters, @Nullable WriteBack writeBack) {
        this.engine = engine;
        this.servers = servers;
        this.floors = floors;
        this.herding = new Leased.Herding(engine.herd().lease(), waiters);
        this.writeBack = writeBack;
    }

    /** The tiers of a cache, opened; {@code near} is a memory tier to be taken over, if any. */
    Assembly assemble(Scope scope, @Nullable NearTier near) {
        CacheSpec spec = scope.spec();
        Origin origin = spec.origin() == null
                ? null
                : new GuardedOrigin(engine.origins().open(spec, spec.origin()), engine.time());
        TierName recordName = origin == null ? recordOf(spec) : null;
        NearTier memory = null;
        RecordTier record = null;
        LocalKeeping local = null;
        List<CacheTier> shared = new ArrayList<>();
        List<CacheTier> all = new ArrayList<>();
        for (TierName name : spec.tiers()) {
            CacheTier tier = name == TierName.MEMORY && near != null ? near : engine.open(name, spec);
            if (tier instanceof NearTier n) {
                memory = n;
                all.add(n);
            } else if (name == recordName && tier instanceof RecordTier r) {
                record = new GuardedRecord(r, servers.breaker(name), engine.time());
                all.add(record);
            } else {
                CacheTier guarded = new Guarded(tier, servers.breaker(name), Guarded.Limits.COPY, engine.time());
                local = tier instanceof LocalTier l ? new LocalKeeping(l, guarded, scope) : local;
                shared.add(guarded);
                all.add(guarded);
            }
        }
        Copies copies = new Copies(memory, List.copyOf(shared), scope);
        return connect(scope, List.copyOf(all), copies, local, new Truth(record, origin));
    }

    private Optional<TierName> can(CacheSpec spec, TierName name) {
        return spec.tiers().contains(name) && engine.records().contains(name) ? Optional.of(name) : Optional.empty();
    }

    private @Nullable TierName recordOf(CacheSpec spec) {
        return RECORD_ORDER.stream()
                .flatMap(name -> can(spec, name).stream())
                .min(Comparator.comparingInt(RECORD_ORDER::indexOf))
                .orElse(null);
    }

    private Assembly connect(
            Scope scope, List<CacheTier> all, Copies copies, @Nullable LocalKeeping local, Truth truth) {
        RecordTier record = truth.record();
        Origin origin = truth.origin();
        Entries entries = new Entries(scope.spec(), engine.time());
        Source bare = truth(scope, record, origin, entries, copies);
        Journalling journalling =
                new Journalling(writeBack, scope, copies, entries, flushTarget(scope, truth, entries));
        Coalescing source =
                new Coalescing(journalling.truth(bare, false), engine.bounds().loads(), record != null);
        Source chain = over(source, scope, copies);
        Coalescing loads = new Coalescing(
                journalling.first(new NearFill(chain, copies)), engine.bounds().loads(), true);
        long softMs = origin != null && scope.spec().staleIfErrorMs() > 0 ? origin.softTimeoutMs() : 0;
        Source authority = origin == null
                ? Assembler::away
                : handed(journalling.writes() ? journalling.truth(bare, true) : source);
        Writes writes = journalling.over(writes(scope, copies, record, origin, entries));
        Writes copyWrites = new CopyWrites(copies, scope, entries);
        Invalidations invalidations = new Invalidations(scope, copies, record);
        return new Assembly(
                all,
                copies,
                record,
                origin,
                local,
                new Forgetting(scope, copies, loads, source, invalidations, local),
                new Reader(scope, copies, loads, authority, softMs, new EarlyRefresh(engine.time(), seed(scope))),
                writes,
                journalling.over(deletes(scope, copies, record, origin, entries)),
                copyWrites,
                invalidations,
                new Fillings(scope, copies, loads, entries, record == null ? null : writes),
                journalling.flushing());
    }

    private static @Nullable FlushTarget flushTarget(Scope scope, Truth truth, Entries entries) {
        if (truth.origin() != null) {
            return truth.origin().writable() ? new OriginTarget(truth.origin(), scope) : null;
        }
        return truth.record() == null ? null : new RecordTarget(new RecordKeeper(truth.record(), entries), scope);
    }

    /** Past the tiers: nothing more is handed to them, which ends a leased load. */
    private static Source handed(Source source) {
        return read -> source.load(read).eventually(read::handed);
    }

    private static Uni<Loaded> away(Read read) {
        return Uni.createFrom().item(new Loaded.Failed(Refusal.UNAVAILABLE, "the coherence log cannot be reached"));
    }

    private long seed(Scope scope) {
        return engine.herd().seed() ^ scope.key("").hash();
    }

    /** The shared tiers over a source. */
    private Source over(Source source, Scope scope, Copies copies) {
        Source chain = source;
        for (CacheTier tier : copies.shared().reversed()) {
            chain = new Tiered(tier, chain, scope, floors);
        }
        return chain;
    }

    /** The origin, under leases where other nodes can see what was loaded. */
    private Source leased(OriginSource origin, Scope scope, Copies copies) {
        List<Breaker> seen = copies.shared().stream()
                .filter(tier -> tier.capabilities().shared())
                .map(tier -> servers.breaker(tier.name()))
                .toList();
        Source look = over(read -> Uni.createFrom().item(Loaded.NOTHING), scope, copies);
        return new Leased(origin, look, scope, herding, () -> seen.stream()
                .anyMatch(breaker -> breaker.state() == Breaker.State.CLOSED));
    }

    private Source truth(
            Scope scope, @Nullable RecordTier record, @Nullable Origin origin, Entries entries, Copies copies) {
        if (origin != null) {
            return leased(new OriginSource(origin, scope, entries), scope, copies);
        }
        if (record != null) {
            return new RecordSource(record, scope);
        }
        return read -> Uni.createFrom().item(Loaded.NOTHING);
    }

    private Writes writes(
            Scope scope, Copies copies, @Nullable RecordTier record, @Nullable Origin origin, Entries entries) {
        Strategy strategy = scope.spec().strategy();
        if (strategy == Strategy.WRITE_BACK && writeBack == null) {
            return new NoWrites("there is no journal for write_back");
        }
        boolean around = strategy == Strategy.WRITE_AROUND;
        if (origin != null && strategy != Strategy.CACHE_ASIDE) {
            return origin.writable()
                    ? new RecordWrites(new OriginKeeper(origin, scope), copies, scope, entries, !around)
                    : new NoWrites("the origin is read-only");
        }
        if (record != null) {
            Keeper keeper = new RecordKeeper(record, entries);
            return new RecordWrites(keeper, copies, scope, entries, !around);
        }
        return new CopyWrites(copies, scope, entries);
    }

    private Writes deletes(
            Scope scope, Copies copies, @Nullable RecordTier record, @Nullable Origin origin, Entries entries) {
        if (origin != null && origin.writable()) {
            return new RecordWrites(new OriginKeeper(origin, scope), copies, scope, entries, false);
        }
        return origin != null ? new CopyWrites(copies, scope, entries) : writes(scope, copies, record, null, entries);
    }
}
