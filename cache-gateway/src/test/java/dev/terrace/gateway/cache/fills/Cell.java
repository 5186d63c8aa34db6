package dev.terrace.gateway.cache.fills;

import dev.terrace.gateway.cache.TierName;
import java.util.ArrayList;
import java.util.List;

/**
 * A cell of the matrix.
 *
 * @param pair two tiers; which is asked first is drawn, except that memory always is
 */
record Cell(Pair pair, Invalidation invalidation, Fill fill) {
    /** Two tiers of a cache. */
    record Pair(TierName one, TierName other) {
        static List<Pair> all() {
            List<Pair> pairs = new ArrayList<>();
            TierName[] names = TierName.values();
            for (int i = 0; i < names.length; i++) {
                for (int j = i + 1; j < names.length; j++) {
                    pairs.add(new Pair(names[i], names[j]));
                }
            }
            return pairs;
        }

        @Override
        public String toString() {
            return one.wireName() + "+" + other.wireName();
        }
    }

    static List<Cell> of(Pair pair) {
        List<Cell> cells = new ArrayList<>();
        for (Invalidation invalidation : Invalidation.values()) {
            for (Fill fill : Fill.values()) {
                cells.add(new Cell(pair, invalidation, fill));
            }
        }
        return cells;
    }

    @Override
    public String toString() {
        return pair + "/" + invalidation + "/" + fill;
    }
}
