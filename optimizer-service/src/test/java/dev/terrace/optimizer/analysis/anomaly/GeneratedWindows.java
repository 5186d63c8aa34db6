package dev.terrace.optimizer.analysis.anomaly;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/** Weeks of a cache with daily habits, by a seed, in windows of five minutes; and what can happen to it. */
final class GeneratedWindows {
    static final int DAY = 288;
    static final int WEEK = 7 * DAY;
    static final Duration LENGTH = Duration.ofMinutes(5);
    static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

    /** What can happen, and in what it shows. */
    enum Fault {
        HIT_RATIO_DROP,
        LOAD_DOUBLED,
        LOAD_GONE,
        P99_TRIPLED,
        ERROR_BURST,
        EVICTION_STORM
    }

    private final double[][] values;

    private GeneratedWindows(int count) {
        values = new double[Feature.values().length][count];
    }

    /** Ordinary traffic: load with a daily wave and a wandering rest, a hit ratio that follows a little, few errors. */
    static GeneratedWindows ordinary(int count, long seed) {
        GeneratedWindows windows = new GeneratedWindows(count);
        Random random = new Random(seed);
        double wander = 0;
        double scale = 50 + 400 * random.nextDouble();
        double ratio = 0.8 + 0.15 * random.nextDouble();
        for (int at = 0; at < count; at++) {
            wander = 0.95 * wander + 0.03 * random.nextGaussian();
            double wave = Math.sin(2 * Math.PI * at / DAY - 2);
            double load = scale * (1 + 0.6 * wave) * Math.exp(wander + 0.05 * random.nextGaussian());
            double hits = Math.clamp(ratio + 0.02 * wave + 0.01 * random.nextGaussian(), 0, 1);
            windows.set(Feature.LOAD, at, load);
            windows.set(Feature.HIT_RATIO, at, hits);
            windows.set(Feature.P99_MS, at, 8 * (1 + 0.2 * wave) * Math.exp(0.12 * random.nextGaussian()));
            windows.set(Feature.ERRORS, at, count(load * 300 * 2e-5, random) / 300);
            windows.set(Feature.EVICTIONS, at, count(load * 300 * (1 - hits) * 0.5, random) / 300);
            windows.set(Feature.ORIGIN_CALLS, at, count(load * 300 * (1 - hits), random) / 300);
        }
        return windows;
    }

    private static double count(double mean, Random random) {
        return Math.max(0, Math.rint(mean + Math.sqrt(mean) * random.nextGaussian()));
    }

    /** From a window on for an hour. */
    GeneratedWindows with(Fault fault, int from) {
        for (int at = from; at < Math.min(from + 12, values[0].length); at++) {
            double load = get(Feature.LOAD, at);
            switch (fault) {
                case HIT_RATIO_DROP -> {
                    double hits = get(Feature.HIT_RATIO, at) - 0.2;
                    set(Feature.HIT_RATIO, at, hits);
                    set(Feature.ORIGIN_CALLS, at, load * (1 - hits));
                }
                case LOAD_DOUBLED -> {
                    for (Feature feature : new Feature[] {Feature.LOAD, Feature.ORIGIN_CALLS, Feature.EVICTIONS}) {
                        set(feature, at, 2 * get(feature, at));
                    }
                }
                case LOAD_GONE -> {
                    for (Feature feature : Feature.values()) {
                        set(feature, at, 0);
                    }
                    set(Feature.HIT_RATIO, at, Double.NaN);
                    set(Feature.P99_MS, at, Double.NaN);
                }
                case P99_TRIPLED -> set(Feature.P99_MS, at, 3 * get(Feature.P99_MS, at));
                case ERROR_BURST -> set(Feature.ERRORS, at, 0.05 * load);
                case EVICTION_STORM -> set(Feature.EVICTIONS, at, 10 * get(Feature.EVICTIONS, at) + 1);
            }
        }
        return this;
    }

    Windows windows() {
        return new Windows(START, LENGTH, values);
    }

    private double get(Feature feature, int at) {
        return values[feature.ordinal()][at];
    }

    private void set(Feature feature, int at, double value) {
        values[feature.ordinal()][at] = value;
    }
}
