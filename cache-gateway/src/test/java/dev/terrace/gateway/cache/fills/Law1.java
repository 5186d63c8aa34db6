package dev.terrace.gateway.cache.fills;

import dev.terrace.gateway.cache.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Of one schedule: which versions may still be served, by what was acknowledged. */
final class Law1 {
    private final History history;
    private final Map<String, List<Acknowledged>> acknowledged = new HashMap<>();
    private final List<String> violations = new ArrayList<>();
    private int judged;

    /** On that node at once, on another one from that position on: nothing below that version. */
    private record Acknowledged(int node, Position position, int lowest) {}

    Law1(History history) {
        this.history = history;
    }

    synchronized void acknowledged(String key, int node, Position position, int lowest) {
        acknowledged.computeIfAbsent(key, k -> new ArrayList<>()).add(new Acknowledged(node, position, lowest));
    }

    /** The lowest version that a read may answer which begins now on a node that has seen that position. */
    synchronized int lowest(String key, int node, Position seen) {
        return acknowledged.getOrDefault(key, List.of()).stream()
                .filter(a -> a.node == node || !seen.before(a.position))
                .mapToInt(Acknowledged::lowest)
                .max()
                .orElse(-1);
    }

    /** The position of the newest mark that was acknowledged, NONE before the first. */
    synchronized Position newest(String key) {
        return acknowledged.getOrDefault(key, List.of()).stream()
                .map(Acknowledged::position)
                .max(Position::compareTo)
                .orElse(Position.NONE);
    }

    synchronized void served(String where, String key, int value, int lowest) {
        judged++;
        int version = history.version(key, value);
        if (version < lowest) {
            violations.add(
                    where + " gave version " + version + " of " + key + ", " + lowest + " is the oldest allowed");
        }
    }

    synchronized List<String> violations() {
        return List.copyOf(violations);
    }

    synchronized int judged() {
        return judged;
    }
}
