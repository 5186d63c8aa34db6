package dev.terrace.optimizer.analysis.curve;

import dev.terrace.optimizer.analysis.AccessBatch;
import java.util.HashMap;
import java.util.Map;

/** How much of a cache's traffic is in hand: everything since the cache began, everything for now, or a sample. */
final class Coverage {
    /** What the present accesses are. */
    enum Mode {
        /** Every access since the cache's first. */
        COMPLETE,
        /** Every access, but not what came before. */
        RUN,
        /** A sample. */
        SAMPLE
    }

    private static final long NODE_FORGOTTEN_MILLIS = 60_000;

    private final Map<String, Seen> nodes = new HashMap<>();
    private Mode mode = Mode.COMPLETE;

    record Seen(int threshold, long atMillis) {}

    Mode mode() {
        return mode;
    }

    boolean oneNode() {
        return nodes.size() <= 1;
    }

    /** Takes note of a sample of a node. Returns true when a run begins here, so that nothing is known of what came before. */
    boolean note(String node, int threshold, long atMillis) {
        nodes.put(node, new Seen(threshold, atMillis));
        nodes.values().removeIf(seen -> seen.atMillis() < atMillis - NODE_FORGOTTEN_MILLIS);
        boolean everything = nodes.values().stream().allMatch(seen -> seen.threshold() >= AccessBatch.EVERYTHING);
        Mode before = mode;
        mode = !everything ? Mode.SAMPLE : before == Mode.SAMPLE ? Mode.RUN : before;
        return mode == Mode.RUN && before == Mode.SAMPLE;
    }

    /** Something was lost: what follows is a run of its own. */
    void gap() {
        if (mode == Mode.COMPLETE) {
            mode = Mode.RUN;
        }
    }

    Map<String, Seen> nodes() {
        return nodes;
    }

    void restore(Mode restored, Map<String, Seen> seen) {
        mode = restored;
        nodes.putAll(seen);
    }
}
