package dev.terrace.gateway.tier.memory;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Bytes that are granted to single keys beside the bound of the others. An entry weighs what exceeds its grant: with a grant of its size it
 * weighs nothing; when a larger value comes in its place, it counts and may go until it is granted more. So grants bound what is kept exactly,
 * whatever is stored meanwhile.
 */
final class Grants {
    /** One part in so many of a tier may be granted. */
    static final int SHARE = 100;

    private volatile Map<Long, Integer> granted = Map.of();
    private volatile long bytes;

    /** What an entry of that hash and size counts. */
    int weigh(long hash, int weight) {
        Map<Long, Integer> now = granted;
        Integer grant = now.isEmpty() ? null : now.get(hash);
        return grant == null ? weight : Math.max(0, weight - grant);
    }

    /** Grants these instead; whose grant is another now. Not safe for several threads at once. */
    Set<Long> become(Map<Long, Integer> next) {
        Map<Long, Integer> before = granted;
        granted = Map.copyOf(next);
        bytes = next.values().stream().mapToLong(Integer::intValue).sum();
        Set<Long> changed = new HashSet<>();
        before.forEach((hash, grant) -> addIf(!grant.equals(next.get(hash)), changed, hash));
        next.forEach((hash, grant) -> addIf(!grant.equals(before.get(hash)), changed, hash));
        return changed;
    }

    private static void addIf(boolean other, Set<Long> changed, Long hash) {
        if (other) {
            changed.add(hash);
        }
    }

    /** The sum of all grants. */
    long bytes() {
        return bytes;
    }
}
