package dev.terrace.optimizer.analysis.anomaly;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds anomalies in a cache's windows, each by those before it: what {@link Deviations} leave of daily habits is scored by a random cut
 * {@link Forest}, which sees what is odd in any combination, and by the greatest {@link Drift}, which sees what stays. Each of the two has a
 * {@link Threshold} of its own that scores independent of each other would cross about once in two weeks; those of traffic that wanders are not,
 * and cross it more often. So of three windows two must be odd, by a feature that is at least {@value #MUCH} robust standard deviations to one
 * side: what is rare but small is nothing to tell people of. A pure function of its arguments.
 */
public final class Detection {
    private static final int LOOK = 3;
    private static final int CALM = 6;
    private static final int FAR_BACK = 12;
    private static final double FAR = 10;
    private static final double MUCH = 4;
    private static final Feature[] FEATURES = Feature.values();

    private final Windows windows;
    private final Deviations[] deviations = new Deviations[FEATURES.length];
    private final Drift[] drifts = new Drift[FEATURES.length];
    private final Forest forest;
    private final Threshold oddness;
    private final Threshold change;
    private final double[] scores = new double[LOOK];
    private final List<Anomaly> found = new ArrayList<>();
    private int foundAt = -1;
    private int lastOdd;
    private int begin;

    private Detection(Windows windows, long seed) {
        this.windows = windows;
        forest = new Forest(FEATURES.length, seed);
        oddness = new Threshold(7 * windows.day());
        change = new Threshold(7 * windows.day());
        for (Feature feature : FEATURES) {
            deviations[feature.ordinal()] = Deviations.of(feature, windows.values()[feature.ordinal()], windows.day());
            drifts[feature.ordinal()] = new Drift();
        }
    }

    /**
     * All anomalies in order of time.
     *
     * @param windows at least a day to learn what is usual, better a week, and those to be judged
     * @param seed of the forest: the same gives the same
     */
    public static List<Anomaly> in(Windows windows, long seed) {
        Detection detection = new Detection(windows, seed);
        for (int at = 0; at < windows.count(); at++) {
            detection.judge(at);
        }
        detection.close();
        return List.copyOf(detection.found);
    }

    private void judge(int at) {
        double[] point = new double[FEATURES.length];
        for (int f = 0; f < point.length; f++) {
            double deviation = deviations[f].telling(at);
            point[f] = Math.clamp(deviation, -FAR, FAR);
            drifts[f].take(deviation);
        }
        scores[at % LOOK] = forest.score(point);
        if (at < windows.day()) {
            return;
        }
        boolean odd = oddness.exceeded(second(scores)) | change.exceeded(drift());
        if (odd && far(at)) {
            if (foundAt < 0) {
                foundAt = at;
                begin = onset(at);
            }
            lastOdd = at;
        } else if (foundAt >= 0 && at - lastOdd >= CALM) {
            close();
        }
    }

    /** Whether a feature was far to one side in two of the last windows. */
    private boolean far(int at) {
        for (Deviations deviation : deviations) {
            int above = 0;
            int below = 0;
            for (int i = at - LOOK + 1; i <= at; i++) {
                above += deviation.telling(i) >= MUCH ? 1 : 0;
                below += deviation.telling(i) <= -MUCH ? 1 : 0;
            }
            if (above >= 2 || below >= 2) {
                return true;
            }
        }
        return false;
    }

    private static double second(double[] of) {
        double[] sorted = of.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length - 2];
    }

    private double drift() {
        double most = 0;
        for (Drift drift : drifts) {
            most = Math.max(most, drift.size());
        }
        return most;
    }

    /**
     * The most likely first window of a change that was noticed in this one: from there on the sum of deviations, each less half of the least
     * that counts as much, is greatest; by the feature that was farthest of late.
     */
    private int onset(int at) {
        Deviations farthest = deviations[0];
        for (Deviations deviation : deviations) {
            farthest = Math.abs(lately(deviation, at)) > Math.abs(lately(farthest, at)) ? deviation : farthest;
        }
        double side = Math.signum(lately(farthest, at));
        double sum = 0;
        double most = Double.NEGATIVE_INFINITY;
        int since = at;
        for (int i = at; i >= Math.max(0, at - FAR_BACK); i--) {
            sum += Math.clamp(side * farthest.telling(i), -FAR, FAR) - MUCH / 2;
            if (sum > most) {
                most = sum;
                since = i;
            }
        }
        return since;
    }

    private static double lately(Deviations deviation, int at) {
        double sum = 0;
        for (int i = at - LOOK + 1; i <= at; i++) {
            sum += deviation.telling(i);
        }
        return sum;
    }

    private void close() {
        if (foundAt >= 0) {
            found.add(anomaly());
            foundAt = -1;
            for (Drift drift : drifts) {
                drift.reset();
            }
        }
    }

    private Anomaly anomaly() {
        double[] by = new double[FEATURES.length];
        Feature most = FEATURES[0];
        for (Feature feature : FEATURES) {
            by[feature.ordinal()] = middle(feature, Of.DEVIATION);
            most = Math.abs(by[feature.ordinal()]) > Math.abs(by[most.ordinal()]) ? feature : most;
        }
        List<String> also = new ArrayList<>();
        for (Feature feature : FEATURES) {
            if (feature != most && Math.abs(by[feature.ordinal()]) >= MUCH) {
                also.add(feature.wireName());
            }
        }
        double size = by[most.ordinal()];
        return new Anomaly(
                windows.at(begin),
                windows.at(foundAt + 1),
                windows.at(lastOdd + 1),
                most.wireName(),
                size < 0 ? "down" : "up",
                Math.abs(size),
                middle(most, Of.OBSERVED),
                middle(most, Of.USUAL),
                List.copyOf(also));
    }

    private enum Of {
        DEVIATION,
        OBSERVED,
        USUAL
    }

    /** Median over the windows of the present anomaly. */
    private double middle(Feature feature, Of of) {
        double[] values = new double[lastOdd + 1 - begin];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (of) {
                case DEVIATION -> deviations[feature.ordinal()].scaled(begin + i);
                case OBSERVED -> windows.values()[feature.ordinal()][begin + i];
                case USUAL -> deviations[feature.ordinal()].usual(begin + i);
            };
        }
        return Medians.of(values);
    }
}
