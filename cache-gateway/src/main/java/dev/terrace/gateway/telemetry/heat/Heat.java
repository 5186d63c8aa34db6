package dev.terrace.gateway.telemetry.heat;

import dev.terrace.gateway.cache.CacheKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Which keys of one cache are hot on this node. A read costs one look at a field and, for one read in 2^n, a slot of a fixed array; n
 * follows the load so that at most {@value Touches#SLOTS} of a tick's reads are looked at, each for 2^n. {@link #tick} counts them off the
 * path of reads in two decayed {@link TopKeys}: one of {@value #WINDOW_SECONDS} seconds with {@value #LISTED} counters (error at most a
 * thousandth of all reads of the window), and one of half a second with {@value #WATCHED}, in which a key that has become hot shows
 * after two ticks.
 *
 * <p>Memory, at most: two arrays of {@value Touches#SLOTS} references, {@value #LISTED} + {@value #WATCHED} counters of about 120 bytes and
 * {@value #REMEMBERED} keys read last, with the keys themselves (1,024 bytes each at most): 1.5 MB a cache at keys of 40 bytes, 25 MB at
 * the longest.
 */
public final class Heat {
    /** Time constant of the decay behind rates and shares. */
    public static final int WINDOW_SECONDS = 60;

    /** At most so many keys of a cache are hot at once. */
    public static final int MOST_HOT = 16;

    /** Keys counted at most, in the longer window. */
    public static final int COUNTERS = 1000;

    static final int LISTED = COUNTERS;
    static final int WATCHED = 128;
    static final int REMEMBERED = 8192;
    private static final double WATCH_SECONDS = 0.5;
    private static final double HOT_RATE = 50;
    private static final double HOT_SHARE = 0.01;
    private static final int MOST_MASK = (1 << 16) - 1;

    private volatile Touches filling = new Touches();
    private Touches resting = new Touches();
    private final TopKeys<CacheKey> listed = new TopKeys<>(LISTED);
    private final TopKeys<CacheKey> watched = new TopKeys<>(WATCHED);
    private final Map<String, Boolean> recent = new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.@Nullable Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };
    private final List<CacheKey> drained = new ArrayList<>(Touches.SLOTS);
    private long tickedNanos;
    private double age;
    private volatile long looked;

    /** Ticks begin at that time. */
    public Heat(long nowNanos) {
        tickedNanos = nowNanos;
    }

    /** A key was read. */
    public void touch(CacheKey key) {
        Touches now = filling;
        if (now.mask == 0 || (ThreadLocalRandom.current().nextInt() & now.mask) == 0) {
            now.offer(key);
        }
    }

    /** Counts what was read since the last tick; to be called a few times a second. */
    public synchronized void tick(long nowNanos) {
        double seconds = (nowNanos - tickedNanos) / 1e9;
        tickedNanos = nowNanos;
        age += seconds;
        listed.decay(Math.exp(-seconds / WINDOW_SECONDS));
        watched.decay(Math.exp(-seconds / WATCH_SECONDS));
        Touches full = filling;
        drained.clear();
        filling = resting;
        int offered = full.drain(drained::add);
        looked += drained.size();
        resting = full;
        if (!drained.isEmpty()) {
            double weight = (full.mask + 1.0) * offered / drained.size();
            for (CacheKey key : drained) {
                listed.add(key, weight);
                watched.add(key, weight);
                recent.put(key.key(), Boolean.TRUE);
            }
        }
        full.mask = next(full.mask, offered);
    }

    /** Sampled so that about half of the slots are used; the other buffer follows one tick later. */
    private static int next(int mask, int offered) {
        int next = mask;
        double expected = offered;
        while (expected > Touches.SLOTS / 2.0 && next < MOST_MASK) {
            next = next * 2 + 1;
            expected /= 2;
        }
        while (next > 0 && expected < Touches.SLOTS / 8.0) {
            next /= 2;
            expected *= 2;
        }
        return next;
    }

    /** Reads that were looked at since the start: each stands for {@link #every} of them. */
    public long looked() {
        return looked;
    }

    /** One read in so many is looked at now. */
    public int every() {
        return filling.mask + 1;
    }

    /** Keys that have a counter in the longer window. */
    public synchronized int counted() {
        return listed.size();
    }

    /** Reads of this cache a second, over the window. */
    public synchronized double rate() {
        return listed.total() / seconds(WINDOW_SECONDS);
    }

    /** The hottest keys of the window, hottest first; what may be there by error alone is left out. */
    public synchronized List<HotKey> top(int most) {
        return keys(listed, WINDOW_SECONDS, most);
    }

    /** Keys that are hot right now: so many reads a second, and such a share of all; hottest first. */
    public synchronized List<HotKey> hot() {
        return keys(watched, WATCH_SECONDS, MOST_HOT).stream()
                .filter(key -> key.rate() >= HOT_RATE && key.share() >= HOT_SHARE)
                .toList();
    }

    /** Keys read lately, latest first, as far as they were sampled. */
    public synchronized List<String> recent(int most) {
        List<String> keys = new ArrayList<>(recent.keySet());
        return List.copyOf(keys.reversed().subList(0, Math.min(most, keys.size())));
    }

    private List<HotKey> keys(TopKeys<CacheKey> from, double window, int most) {
        double seconds = seconds(window);
        double total = from.total();
        return from.top(most).stream()
                .filter(e -> e.error() <= e.count() / 2)
                .map(e -> new HotKey(e.key().key(), e.count() / seconds, total == 0 ? 0 : e.count() / total))
                .toList();
    }

    /** What a decayed count is to be divided by: a window that has only begun holds less. */
    private double seconds(double window) {
        return Math.max(1e-3, window * (1 - Math.exp(-age / window)));
    }
}
