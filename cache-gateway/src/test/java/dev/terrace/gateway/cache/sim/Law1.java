package dev.terrace.gateway.cache.sim;

import dev.terrace.gateway.cache.Position;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may still be served. Each acknowledged invalidation or write forbids values: on the node that acknowledged it at once, on another
 * one as soon as its view has reached the position.
 */
final class Law1 {
    private final World world;
    private final List<Acknowledged> acknowledged = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private int reads;
    private int staleReads;

    /**
     * @param position null while it waits for the log
     * @param ceased values that had ceased to be the truth by then
     * @param older values whose writes had been acknowledged before then
     */
    private record Acknowledged(
            String what,
            int node,
            List<String> keys,
            @Nullable Position position,
            long ceased,
            long older,
            boolean soft) {}

    /** What a read that begins now may not answer, and why; what has softly ceased it may answer as stale. */
    record Bound(long ceased, String ceasedBy, long older, String olderBy, long softly, String softlyBy) {}

    Law1(World world) {
        this.world = world;
    }

    void acknowledged(String what, int node, List<String> keys, @Nullable Position position, long ceased, long older) {
        acknowledged.add(new Acknowledged(what, node, keys, position, ceased, older, false));
    }

    void softened(String what, int node, List<String> keys, @Nullable Position position, long ceased) {
        acknowledged.add(new Acknowledged(what, node, keys, position, ceased, -1, true));
    }

    Bound bound(int node, String key) {
        Position seen = world.nodes.get(node).caches().log().position();
        Bound bound = new Bound(-1, "", -1, "", -1, "");
        for (Acknowledged a : acknowledged) {
            boolean known = a.node == node || (a.position != null && !seen.before(a.position));
            if (known && a.keys.contains(key)) {
                bound = a.soft ? softer(bound, a) : harder(bound, a);
            }
        }
        return bound;
    }

    private static Bound harder(Bound bound, Acknowledged a) {
        return new Bound(
                Math.max(bound.ceased, a.ceased),
                a.ceased > bound.ceased ? a.what : bound.ceasedBy,
                Math.max(bound.older, a.older),
                a.older > bound.older ? a.what : bound.olderBy,
                bound.softly,
                bound.softlyBy);
    }

    private static Bound softer(Bound bound, Acknowledged a) {
        return new Bound(
                bound.ceased,
                bound.ceasedBy,
                bound.older,
                bound.olderBy,
                Math.max(bound.softly, a.ceased),
                a.ceased > bound.softly ? a.what : bound.softlyBy);
    }

    void answered(int node, String key, Bound bound, int value, boolean stale) {
        reads++;
        if (world.truth.ceased(value) <= bound.ceased) {
            violations.add("node " + node + " served " + value + " of " + key + " after " + bound.ceasedBy);
        } else if (world.truth.acknowledged(value) < bound.older) {
            violations.add("node " + node + " served " + value + " of " + key + " after " + bound.olderBy);
        } else if (world.truth.ceased(value) <= bound.softly && !stale) {
            violations.add("node " + node + " served " + value + " of " + key + " as fresh after " + bound.softlyBy);
        } else if (stale) {
            staleReads++;
        }
    }

    int staleReads() {
        return staleReads;
    }

    void violated(String what) {
        violations.add(what);
    }

    List<String> violations() {
        return violations;
    }

    int reads() {
        return reads;
    }
}
