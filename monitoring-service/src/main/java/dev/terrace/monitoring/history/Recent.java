package dev.terrace.monitoring.history;

import dev.terrace.events.CacheWindow;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The last seconds of every cache in memory. A window counts once, however often and late it comes, as long as its second is kept. Bounded
 * by seconds and caches. Safe for use by several threads.
 */
public final class Recent {
    private static final int LONGEST_WINDOW = 60;

    private final Bounds bounds;
    private final InstantSource clock;
    private final Map<String, Series> series = new TreeMap<>();
    private final Set<String> gone = new LinkedHashSet<>();

    /**
     * What is kept.
     *
     * @param seconds how many seconds back
     * @param caches how many caches at most
     * @param aheadSeconds how far a node's clock may be ahead of ours
     */
    public record Bounds(int seconds, int caches, int aheadSeconds) {}

    /** What became of a window. */
    public enum Outcome {
        COUNTED,
        DUPLICATE,
        LATE,
        AHEAD,
        TOO_MANY_CACHES,
        GONE
    }

    public Recent(Bounds bounds, InstantSource clock) {
        this.bounds = bounds;
        this.clock = clock;
    }

    /** How many seconds back it reaches. */
    public int seconds() {
        return bounds.seconds;
    }

    /** Takes a window. */
    public synchronized Outcome add(CacheWindow window) {
        long second = window.start().getEpochSecond();
        long now = clock.instant().getEpochSecond();
        if (second <= now - bounds.seconds) {
            return Outcome.LATE;
        }
        if (second > now + bounds.aheadSeconds) {
            return Outcome.AHEAD;
        }
        if (gone.contains(window.cacheName())) {
            return Outcome.GONE;
        }
        if (!series.containsKey(window.cacheName()) && series.size() >= bounds.caches) {
            return Outcome.TOO_MANY_CACHES;
        }
        int length = Math.clamp(window.seconds(), 1, LONGEST_WINDOW);
        return series.computeIfAbsent(window.cacheName(), name -> new Series(ringSize(), second))
                        .add(window, second, length)
                ? Outcome.COUNTED
                : Outcome.DUPLICATE;
    }

    private int ringSize() {
        return bounds.seconds + bounds.aheadSeconds + LONGEST_WINDOW;
    }

    /** A cache from {@code from} (included) to {@code to} (excluded) in epoch seconds; empty when no window came: a gap. */
    public synchronized Optional<Aggregate> over(String cacheName, long from, long to) {
        Series of = series.get(cacheName);
        return of == null ? Optional.empty() : of.over(from, to);
    }

    /** The caches that have sent windows lately, by name. */
    public synchronized List<String> caches() {
        return List.copyOf(series.keySet());
    }

    /** The second since which that cache is known here, empty when it is not. */
    public synchronized Optional<Long> since(String cacheName) {
        return Optional.ofNullable(series.get(cacheName)).map(Series::since);
    }

    /** The first second from which on memory holds all there is: the earliest one seen, or the oldest kept. */
    public synchronized long horizon() {
        long oldest = clock.instant().getEpochSecond() - bounds.seconds + 1;
        long first = series.values().stream().mapToLong(Series::since).min().orElse(Long.MAX_VALUE);
        return Math.max(oldest, first);
    }

    /** Forgets a cache that was deleted, and takes no window of it that is still on its way. */
    public synchronized void forget(String cacheName) {
        series.remove(cacheName);
        gone.add(cacheName);
        if (gone.size() > bounds.caches) {
            gone.remove(gone.iterator().next());
        }
    }

    /** A cache is there (again). */
    public synchronized void welcome(String cacheName) {
        gone.remove(cacheName);
    }

    /** Whether that cache was deleted. */
    public synchronized boolean isGone(String cacheName) {
        return gone.contains(cacheName);
    }

    /** Forgets caches of which the last kept second is too old. */
    public synchronized void prune() {
        long oldest = clock.instant().getEpochSecond() - bounds.seconds;
        series.values().removeIf(of -> of.latest() <= oldest);
    }

    /** Takes the buckets that ended by {@code until} and have changed since they were last taken. */
    public synchronized List<Bucket> takeChanged(Resolution resolution, long until) {
        long oldest = clock.instant().getEpochSecond() - bounds.seconds;
        List<Bucket> taken = new ArrayList<>();
        series.forEach((name, of) -> of.takeChanged(resolution, oldest, until)
                .forEach(start -> of.over(start, start + resolution.seconds())
                        .ifPresent(figures -> taken.add(new Bucket(name, start, figures)))));
        return taken;
    }

    /** Marks buckets as changed again, after they could not be kept. */
    public synchronized void giveBack(Resolution resolution, List<Bucket> buckets) {
        for (Bucket bucket : buckets) {
            Series of = series.get(bucket.cacheName());
            if (of != null) {
                of.mark(resolution, bucket.start());
            }
        }
    }
}
