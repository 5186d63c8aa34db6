package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.Backlog;
import dev.terrace.gateway.cache.CacheHandle;
import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.CacheSpec.Strategy;
import dev.terrace.gateway.cache.CacheTier;
import dev.terrace.gateway.cache.Caches;
import dev.terrace.gateway.cache.NearTier;
import dev.terrace.gateway.cache.view.Mark;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The open caches of this node, on one log. */
public final class EngineCaches implements Caches {
    private static final long CLOSE_AFTER_MS = 5000;

    private final EngineParts parts;
    private final Coherence coherence;
    private final Floors floors;
    private final Assembler assembler;
    private final Sweeper sweeper;
    private final Waiters waiters = new Waiters();
    private final @Nullable WriteBack writeBack;
    private final ConcurrentHashMap<String, EngineCache> caches = new ConcurrentHashMap<>();

    /** An engine that follows the log from {@link #start} on. */
    public EngineCaches(EngineParts parts) {
        this.parts = parts;
        this.coherence = new Coherence(parts.log(), parts.time(), parts.bounds().pending());
        this.floors = new Floors(coherence, parts.time());
        this.writeBack = parts.journaling() == null ? null : new WriteBack(parts.journaling(), coherence, parts.time());
        this.assembler = new Assembler(parts, new Servers(parts.time(), floors::again), floors, waiters, writeBack);
        int pressure = parts.bounds().keyMarks() / 2;
        this.sweeper =
                new Sweeper(coherence, parts.time(), new Confirming(coherence, this::copies, pressure), pressure / 2);
    }

    /** Follows the log. */
    public void start() {
        parts.herd().lease().listen(waiters::heard);
        if (writeBack != null) {
            writeBack.start();
            new Flusher(writeBack, parts.time(), this::flushing).start();
        }
        coherence.start();
        floors.start();
        sweeper.start();
    }

    /** Lets go of everything. */
    public void stop() {
        sweeper.stop();
        floors.stop();
        if (writeBack != null) {
            writeBack.stop();
        }
        parts.log().close();
        parts.herd().lease().close();
        caches.values().forEach(cache -> release(cache, null));
        caches.clear();
    }

    private @Nullable Flushing flushing(String cache) {
        EngineCache open = caches.get(cache);
        return open == null ? null : open.parts().flushing();
    }

    private Backlog backlog(String cache) {
        return writeBack == null ? Backlog.NONE : new CacheBacklog(writeBack, cache);
    }

    private @Nullable Copies copies(String cache) {
        EngineCache open = caches.get(cache);
        return open == null ? null : open.parts().copies();
    }

    @Override
    public Optional<CacheHandle> find(String name) {
        return Optional.ofNullable(caches.get(name));
    }

    @Override
    public List<CacheHandle> all() {
        return caches.keySet().stream()
                .sorted()
                .map(caches::get)
                .filter(Objects::nonNull)
                .map(CacheHandle.class::cast)
                .toList();
    }

    /**
     * Copies are kept over a change, unless it changes what they are copies of or which tiers hold them: then a mark makes all of them
     * invalid, because a tier that was out of the cache was not told of marks. So does a change of encryption: what lies there in the clear
     * is not to be served from an encrypted cache.
     */
    @Override
    public Uni<Void> open(CacheSpec spec) {
        EngineCache before = caches.get(spec.name());
        NearTier near = before == null ? null : before.parts().copies().near();
        if (near != null) {
            near.resize(spec.memoryMaxBytes());
        }
        Scope scope = new Scope(spec, coherence, parts.observers().of(spec.name()), parts.time());
        EngineCache cache = new EngineCache(scope, assembler.assemble(scope, near), backlog(spec.name()));
        coherence.hear(spec.name(), cache.parts().hearer());
        caches.put(spec.name(), cache);
        if (cache.parts().local() != null) {
            cache.parts().local().start();
        }
        cache.parts().copies().shared().forEach(floors::keep);
        if (before == null || sameShape(before.spec(), spec)) {
            retire(before, cache);
            return Uni.createFrom().voidItem();
        }
        return coherence
                .mark(List.of(new Mark.All(spec.name())), false)
                .invoke(marked -> retire(before, cache))
                .replaceWithVoid();
    }

    private static boolean sameShape(CacheSpec before, CacheSpec now) {
        return before.tiers().equals(now.tiers())
                && before.encryption() == now.encryption()
                && Objects.equals(before.origin(), now.origin());
    }

    /** Requests that are on their way in the old one may end there. */
    private void retire(@Nullable EngineCache before, EngineCache now) {
        if (before != null) {
            parts.time()
                    .after(
                            CLOSE_AFTER_MS,
                            () -> release(before, now.parts().copies().near()));
        }
    }

    @Override
    public Uni<Void> close(String name) {
        EngineCache cache = caches.remove(name);
        if (cache != null) {
            coherence.forget(name);
            parts.time().after(CLOSE_AFTER_MS, () -> release(cache, null));
        }
        return Uni.createFrom().voidItem();
    }

    private void release(EngineCache cache, @Nullable NearTier kept) {
        if (cache.parts().local() != null) {
            cache.parts().local().stop();
        }
        cache.parts().copies().shared().forEach(floors::forget);
        for (CacheTier tier : cache.parts().tiers()) {
            if (tier != kept) {
                tier.close();
            }
        }
        if (cache.parts().origin() != null) {
            cache.parts().origin().close();
        }
    }

    @Override
    public LogState log() {
        long age = coherence.age();
        return new LogState(
                !coherence.away(), coherence.view().position(), age == Long.MAX_VALUE ? -1 : age / 1_000_000);
    }

    /** Whether what the journal held at the start is known; true where no open cache writes through it. */
    public boolean journalRead() {
        return writeBack == null
                || writeBack.index().isRebuilt()
                || caches.values().stream().noneMatch(c -> c.spec().strategy() == Strategy.WRITE_BACK);
    }

    /** What is journalled and not settled. */
    public Unflushed unflushed() {
        return writeBack == null
                ? new Unflushed(0, 0, 0)
                : new Unflushed(writeBack.index().dirtyKeys(), writeBack.index().deadLetters(), writeBack.bytes());
    }

    /**
     * What the write-back journal's index holds.
     *
     * @param records keys that wait to be flushed
     * @param deadLetters writes that were given up
     * @param bytes of both, and of what is on its way into the journal
     */
    public record Unflushed(long records, long deadLetters, long bytes) {}

    /** What the engine holds now, against its bounds. */
    public Held held() {
        return new Held(
                coherence.view().keyMarks(),
                coherence.view().tagMarks(),
                coherence.view().bans(),
                coherence.view().softMarks(),
                coherence.pending(),
                waiters.size());
    }

    /**
     * Sizes of what is bounded.
     *
     * @param keyMarks in the view
     * @param tagMarks in the view
     * @param bans in the view
     * @param softMarks in the view
     * @param pending marks that wait for the log
     * @param waitingLoads keys that wait for another node's load
     */
    public record Held(int keyMarks, int tagMarks, int bans, int softMarks, int pending, int waitingLoads) {}
}
