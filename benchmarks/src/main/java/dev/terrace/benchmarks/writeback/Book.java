package dev.terrace.benchmarks.writeback;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What was acknowledged of each key, and what may have happened to it besides. A key has one writer, which leaves it alone after a write
 * whose outcome it does not know.
 */
final class Book {
    /** A write: its number, and whether it deletes. */
    record Op(long number, boolean deletion) {}

    /** The last acknowledged write of a key and one after it of unknown outcome; either may be missing. */
    private static final class Line {
        private @Nullable Op acknowledged;
        private @Nullable Op unknown;
    }

    private final ConcurrentHashMap<String, Line> lines = new ConcurrentHashMap<>();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong unknown = new AtomicLong();

    void acknowledged(String key, Op op) {
        line(key).acknowledged = op;
        acknowledged.incrementAndGet();
    }

    void unknown(String key, Op op) {
        line(key).unknown = op;
        unknown.incrementAndGet();
    }

    private Line line(String key) {
        return lines.computeIfAbsent(key, k -> new Line());
    }

    /** Whether the key is not to be written any more. */
    boolean closed(String key) {
        Line line = lines.get(key);
        return line != null && line.unknown != null;
    }

    Iterable<String> keys() {
        return lines.keySet();
    }

    long acknowledged() {
        return acknowledged.get();
    }

    long unknown() {
        return unknown.get();
    }

    /** What is wrong with a key whose target has that value (null: nothing); null when nothing is. */
    @Nullable
    String wrong(String key, @Nullable String value) {
        Line line = line(key);
        Op last = line.acknowledged;
        if (fits(line.unknown, value) || (last == null ? value == null : fits(last, value))) {
            return null;
        }
        if (value == null) {
            return "lost";
        }
        return last != null && last.deletion ? "resurrected" : "reordered";
    }

    private static boolean fits(@Nullable Op op, @Nullable String value) {
        if (op == null) {
            return false;
        }
        return op.deletion ? value == null : value != null && Writers.number(value) == op.number;
    }

    /** How often each thing was wrong. */
    static final class Wrongs {
        private final Map<String, Long> counts = new TreeMap<>();

        void add(@Nullable String what) {
            if (what != null) {
                counts.merge(what, 1L, Long::sum);
            }
        }

        Map<String, Long> counts() {
            return counts;
        }
    }
}
