package dev.terrace.gateway.warming.hot;

import dev.terrace.gateway.cache.CacheHandle;
import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.Caches;
import dev.terrace.gateway.cache.Kept;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.cache.Time;
import dev.terrace.gateway.cache.hot.HotChannel;
import dev.terrace.gateway.cache.hot.HotNews;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Tells the other nodes which keys are hot here, and has those that are hot anywhere in this node's memory, where they are kept. Looked at
 * five times a second: a key that has become hot shows in the sketch after two looks, is told, loaded elsewhere like by a reader (so
 * under the lease, fenced by the log), and kept: within a second. A hot key that is invalidated leaves memory like any other; it comes back
 * with its next reader, or when it is told again.
 */
public final class HotKeys {
    /** Time between looks, milliseconds. */
    public static final long EVERY_MS = 200;

    /** Loads of told keys at once at most. */
    public static final int MOST_LOADS = 64;

    private static final Logger LOG = Logger.getLogger(HotKeys.class);
    private static final int KEEP_EVERY = 5;

    private final String run;
    private final Caches caches;
    private final Function<String, List<HotNews.Key>> sketch;
    private final HotChannel channel;
    private final Copies copies;
    private final Time time;
    private final Telling telling;
    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();
    private final AtomicInteger loads = new AtomicInteger();
    private final LongAdder told = new LongAdder();
    private final LongAdder heard = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private int ticks;
    private volatile boolean stopped;

    /** Takes entries from another node's memory, for caches that have them nowhere else. */
    @FunctionalInterface
    public interface Copies {
        /** Into this node's memory, if that node is known and has it. Never fails. */
        Uni<Void> take(String run, CacheHandle cache, String key);
    }

    /** Of that process; {@code sketch}: what is hot here now, of a cache, hottest first. */
    public HotKeys(
            String run,
            Caches caches,
            Function<String, List<HotNews.Key>> sketch,
            HotChannel channel,
            Copies copies,
            Time time) {
        this.run = run;
        this.caches = caches;
        this.sketch = sketch;
        this.channel = channel;
        this.copies = copies;
        this.time = time;
        this.telling = new Telling(time.nanos());
    }

    /** Looks and listens from now on. */
    public void start() {
        channel.listen(this::hear);
        again();
    }

    /** No more. */
    public void stop() {
        stopped = true;
        channel.close();
    }

    private void again() {
        time.after(EVERY_MS, () -> time.background(this::tick));
    }

    private void tick() {
        if (stopped) {
            return;
        }
        try {
            caches.all().forEach(this::look);
            if (ticks++ % KEEP_EVERY == 0) {
                keepAll();
            }
        } catch (RuntimeException e) {
            LOG.errorf(e, "hot keys not looked at");
        }
        again();
    }

    private void look(CacheHandle cache) {
        String name = cache.spec().name();
        if (!inMemory(cache.spec())) {
            return;
        }
        List<HotNews.Key> due = telling.due(name, sketch.apply(name), time.nanos());
        if (!due.isEmpty()) {
            told.add(due.size());
            channel.tell(new HotNews(run, name, due));
            known(name).hear(due, time.nanos());
        }
    }

    /** On whichever thread heard it: what takes long is done elsewhere. */
    private void hear(HotNews news) {
        Optional<CacheHandle> cache = caches.find(news.cache());
        if (stopped
                || news.run().equals(run)
                || cache.isEmpty()
                || !inMemory(cache.get().spec())) {
            return;
        }
        heard.add(news.keys().size());
        known(news.cache()).hear(news.keys(), time.nanos());
        news.keys().forEach(key -> bring(news.run(), cache.get(), key.key()));
    }

    private void bring(String from, CacheHandle cache, String key) {
        if (cache.filling().holds(key)) {
            return;
        }
        if (loads.incrementAndGet() > MOST_LOADS) {
            loads.decrementAndGet();
            dropped.increment();
            return;
        }
        load(from, cache, key)
                .eventually(loads::decrementAndGet)
                .subscribe()
                .with(
                        done -> time.background(() -> keep(cache)),
                        failure -> LOG.debugf("hot key not loaded reason=%s", failure.getMessage()));
    }

    /** Where nobody else has the value, from the node that told; an origin is asked only when that has nothing. */
    private Uni<Void> load(String from, CacheHandle cache, String key) {
        CacheSpec spec = cache.spec();
        boolean below = spec.tiers().stream().anyMatch(tier -> tier != TierName.MEMORY);
        if (below) {
            return cache.filling().load(key, null).replaceWithVoid();
        }
        return copies.take(from, cache, key)
                .chain(() -> spec.origin() == null || cache.filling().holds(key)
                        ? Uni.createFrom().voidItem()
                        : cache.filling().load(key, null).replaceWithVoid());
    }

    private void keepAll() {
        for (String name : known.keySet()) {
            Optional<CacheHandle> cache = caches.find(name);
            if (cache.isPresent()) {
                keep(cache.get());
            } else {
                known.remove(name);
                kept.remove(name);
            }
        }
    }

    private void keep(CacheHandle cache) {
        String name = cache.spec().name();
        List<String> keys = known(name).hottest(time.nanos());
        kept.put(name, cache.filling().keep(keys));
        if (keys.isEmpty()) {
            known.remove(name);
            kept.remove(name);
        }
    }

    private Known known(String cache) {
        return known.computeIfAbsent(cache, name -> new Known());
    }

    private static boolean inMemory(CacheSpec spec) {
        return spec.tiers().contains(TierName.MEMORY);
    }

    /** What it holds and has done. */
    public Figures figures() {
        return new Figures(
                known.values().stream().mapToInt(Known::size).sum(),
                kept.values().stream().mapToInt(Kept::keys).sum(),
                kept.values().stream().mapToLong(Kept::bytes).sum(),
                loads.get(),
                told.sum(),
                heard.sum(),
                dropped.sum(),
                telling.putOff());
    }

    /**
     * Figures of this node.
     *
     * @param known keys that are hot on some node, all caches
     * @param kept those that memory keeps
     * @param keptBytes what these take
     * @param loads under way
     * @param told keys that were told, since the start
     * @param heard keys that were heard of
     * @param dropped keys that were not loaded because so many loads were under way
     * @param putOff keys that were not told at once because so many were
     */
    public record Figures(
            int known, int kept, long keptBytes, int loads, long told, long heard, long dropped, long putOff) {}
}
