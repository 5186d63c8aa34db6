package dev.terrace.optimizer.analysis.forecast;

import java.util.function.ToDoubleFunction;

/** Finds gains by descending along one of them at a time on a grid, from two beginnings: at most {@value #EVALUATIONS} evaluations. */
final class Search {
    static final int EVALUATIONS = 120;

    private static final double[] FOLLOWING = {0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 0.9, 1};
    private static final double[] TREND = {0, 0.01, 0.03, 0.1, 0.2};
    private static final double[] DAMPING = {0.8, 0.9, 0.95, 0.98, 0.995, 0.999};
    private static final double[] SEASON = {0, 0.01, 0.03, 0.06, 0.1, 0.2, 0.4};
    private static final double[] MEMORY = {0, 0.2, 0.4, 0.6, 0.75, 0.85, 0.92, 0.97};
    private static final double[][] GRID = {FOLLOWING, TREND, DAMPING, SEASON, SEASON, MEMORY};
    private static final int DAY = 3;
    private static final int WEEK = 4;
    /** Slow with a memory, and fast without one. */
    private static final int[][] BEGINNINGS = {{2, 0, 2, 2, 2, 4}, {6, 1, 2, 2, 2, 0}};

    private final ToDoubleFunction<Gains> loss;
    private final boolean[] searched = {true, true, true, true, true, true};
    private int left = EVALUATIONS;

    private Search(ToDoubleFunction<Gains> loss, boolean day, boolean week) {
        this.loss = loss;
        searched[DAY] = day;
        searched[WEEK] = week;
    }

    /** Where both searches begin. */
    static Gains ordinary() {
        return gains(BEGINNINGS[0]);
    }

    /** The gains with the least loss that were found. */
    static Gains best(ToDoubleFunction<Gains> loss, boolean day, boolean week) {
        return new Search(loss, day, week).best();
    }

    private Gains best() {
        int[] best = BEGINNINGS[0];
        double least = Double.POSITIVE_INFINITY;
        for (int[] beginning : BEGINNINGS) {
            int[] at = beginning.clone();
            left = EVALUATIONS / BEGINNINGS.length;
            double found = descend(at);
            if (found < least) {
                least = found;
                best = at;
            }
        }
        return gains(best);
    }

    private double descend(int[] at) {
        double least = loss(at);
        double before;
        do {
            before = least;
            for (int axis = 0; axis < GRID.length; axis++) {
                if (searched[axis]) {
                    double up = along(at, axis, 1, least);
                    least = up < least ? up : along(at, axis, -1, least);
                }
            }
        } while (least < before && left > 0);
        return least;
    }

    private double along(int[] at, int axis, int direction, double least) {
        double best = least;
        while (left > 0 && at[axis] + direction >= 0 && at[axis] + direction < GRID[axis].length) {
            at[axis] += direction;
            double found = loss(at);
            if (!(found < best)) {
                at[axis] -= direction;
                return best;
            }
            best = found;
        }
        return best;
    }

    private double loss(int[] at) {
        left--;
        return loss.applyAsDouble(gains(at));
    }

    private static Gains gains(int[] at) {
        return new Gains(FOLLOWING[at[0]], TREND[at[1]], DAMPING[at[2]], SEASON[at[3]], SEASON[at[4]], MEMORY[at[5]]);
    }
}
