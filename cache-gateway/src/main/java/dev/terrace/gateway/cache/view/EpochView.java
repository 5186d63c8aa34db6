package dev.terrace.gateway.cache.view;

import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.TierName;
import java.util.concurrent.ConcurrentHashMap;

/** A node's view of one epoch of the log. */
final class EpochView {
    final long epoch;
    final KeyMarks keys = new KeyMarks();
    private final ConcurrentHashMap<String, CacheMarks> caches = new ConcurrentHashMap<>();
    private volatile long base;
    private volatile Position position;

    EpochView(long epoch) {
        this.epoch = epoch;
        this.position = new Position(epoch, 0);
    }

    Position position() {
        return position;
    }

    CacheMarks marks(String cache) {
        CacheMarks known = caches.get(cache);
        return known != null ? known : caches.computeIfAbsent(cache, c -> fresh());
    }

    private CacheMarks fresh() {
        CacheMarks marks = new CacheMarks(keys);
        if (base > 0) {
            marks.apply(base, new Mark.Base(base));
        }
        return marks;
    }

    /** Applies a mark without moving the position; whether it made anything invalid that was not so before. */
    boolean apply(long offset, Mark mark) {
        switch (mark) {
            case Mark.Floor floor -> floor.caches().forEach(c -> marks(c).apply(offset, floor));
            case Mark.Base b -> {
                base = Math.max(base, b.upTo());
                caches.values().forEach(m -> m.apply(offset, b));
                return true;
            }
            case Mark.Key key -> {
                return marks(key.cache()).apply(offset, key.in(epoch));
            }
            default -> {
                return marks(mark.cache()).apply(offset, mark);
            }
        }
        return false;
    }

    /** All marks up to there have been applied. */
    synchronized void advance(long offset) {
        if (offset > position.offset()) {
            position = new Position(epoch, offset);
        }
    }

    /** Moves the position if only this offset was missing. */
    synchronized void advanceOver(long offset) {
        if (offset == position.offset() + 1) {
            position = new Position(epoch, offset);
        }
    }

    /** Applies the next entry of the log; by the follower alone. */
    boolean follow(Logged entry) {
        boolean changed = apply(entry.offset(), entry.mark());
        if (entry.mark() instanceof Mark.Key key) {
            keys.ordered(key.hash(), entry.offset());
        }
        advance(entry.offset());
        keys.drop(retired(entry.mark()));
        return changed;
    }

    /** Up to where key marks say nothing more once this one has been applied: a floor or a base covers them. */
    private static long retired(Mark mark) {
        return switch (mark) {
            case Mark.Floor floor -> floor.upTo();
            case Mark.Base raised -> raised.upTo();
            default -> 0;
        };
    }

    /** Applies all marks of a snapshot; by the follower alone. */
    void load(Snapshot snapshot) {
        long seen = position.offset();
        long retired = 0;
        for (Logged entry : snapshot.marks()) {
            apply(entry.offset(), entry.mark());
            retired = Math.max(retired, retired(entry.mark()));
        }
        snapshot.keys().newest().forEach((cache, offset) -> marks(cache).keyMarkedAt(offset));
        distrustMemory(seen);
        keys.restart(retired);
        snapshot.keys().drain((hash, offset) -> {
            keys.put(hash, offset);
            keys.ordered(hash, offset);
        });
        for (Logged entry : snapshot.marks()) {
            if (entry.mark() instanceof Mark.Key key) {
                keys.ordered(key.hash(), entry.offset());
            }
        }
        advance(snapshot.at().offset());
    }

    /** Memory entries that were not told of marks up to a floor are invalid. */
    private void distrustMemory(long before) {
        caches.values().forEach(m -> {
            if (m.floor() > before) {
                m.tierGeneration(TierName.MEMORY, m.floor());
            }
        });
    }

    int tags() {
        return caches.values().stream().mapToInt(CacheMarks::tagCount).sum();
    }

    int softMarks() {
        return caches.values().stream().mapToInt(CacheMarks::softCount).sum();
    }

    int bans() {
        return caches.values().stream().mapToInt(CacheMarks::banCount).sum();
    }
}
