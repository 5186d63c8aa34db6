package dev.terrace.optimizer.analysis.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;

/** Series as caches have them, by a law and a seed. Steps of five minutes from a Monday on. */
enum GeneratedSeries {
    DAILY_LITTLE_NOISE(Range.COUNTS) {
        @Override
        void fill(double[] values, Random random) {
            each(values, at -> 1_000 + 400 * wave(at) + 20 * random.nextGaussian());
        }
    },
    DAILY_MUCH_NOISE(Range.COUNTS) {
        @Override
        void fill(double[] values, Random random) {
            each(values, at -> 1_000 + 400 * wave(at) + 250 * random.nextGaussian());
        }
    },
    TWO_PEAKS(Range.COUNTS) {
        @Override
        void fill(double[] values, Random random) {
            each(values, at -> 300 * peaks(at) * Math.exp(0.1 * random.nextGaussian()));
        }
    },
    WEEKENDS(Range.COUNTS) {
        @Override
        void fill(double[] values, Random random) {
            each(values, at -> 300 * peaks(at) * weekday(at) * Math.exp(0.1 * random.nextGaussian()));
        }
    },
    WEEKENDS_WITH_MEMORY(Range.COUNTS) {
        @Override
        void fill(double[] values, Random random) {
            double[] rest = autoregressive(values.length, 0.9, 0.05, random);
            each(values, at -> 300 * peaks(at) * weekday(at) * Math.exp(rest[at] + 0.05 * random.nextGaussian()));
        }
    },
    GROWING(Range.COUNTS) {
        @Override
        void fill(double[] values, Random random) {
            each(values, at -> (500 + 0.2 * at) * (1 + 0.4 * wave(at)) + 60 * random.nextGaussian());
        }
    },
    LEVEL_SHIFT(Range.COUNTS) {
        @Override
        void fill(double[] values, Random random) {
            int when = values.length / 2 + random.nextInt(Math.max(1, values.length / 4));
            each(values, at -> (at < when ? 500 : 900) + 200 * wave(at) + 50 * random.nextGaussian());
        }
    },
    LATE_LEVEL_SHIFT(Range.COUNTS) {
        @Override
        void fill(double[] values, Random random) {
            int when = values.length - 2 * DAY - random.nextInt(DAY);
            each(values, at -> (at < when ? 900 : 500) + 200 * wave(at) + 50 * random.nextGaussian());
        }
    },
    BURSTS(Range.COUNTS) {
        @Override
        void fill(double[] values, Random random) {
            double[] burst = bursts(values.length, random);
            each(values, at -> 400 * peaks(at) * (1 + burst[at]) * Math.exp(0.08 * random.nextGaussian()));
        }
    },
    GAPS(Range.COUNTS) {
        @Override
        void fill(double[] values, Random random) {
            each(values, at -> 1_000 + 400 * wave(at) + 100 * random.nextGaussian());
            gaps(values, random);
        }
    },
    FEW_COUNTS(Range.COUNTS) {
        @Override
        void fill(double[] values, Random random) {
            each(values, at -> poisson(6 + 5 * wave(at), random));
        }
    },
    HIT_RATIO(Range.SHARES) {
        @Override
        void fill(double[] values, Random random) {
            double[] rest = autoregressive(values.length, 0.95, 0.05, random);
            each(values, at -> 1 / (1 + Math.exp(-2 - 0.4 * wave(at) - rest[at] - 0.1 * random.nextGaussian())));
        }
    },
    FILLING_MEMORY(new Range(0, 64e6)) {
        @Override
        void fill(double[] values, Random random) {
            double bytes = 0;
            for (int at = 0; at < values.length; at++) {
                bytes = random.nextInt(10 * DAY) == 0 ? 0 : bytes + 6_000 * (1.2 + wave(at)) * random.nextDouble();
                values[at] = Math.min(64e6, bytes);
            }
        }
    },
    WANDERING(Range.COUNTS) {
        @Override
        void fill(double[] values, Random random) {
            double[] level = autoregressive(values.length, 0.999, 8, random);
            each(values, at -> 900 + level[at] + 200 * wave(at) + 10 * random.nextGaussian());
        }
    },
    NO_SEASON(Range.COUNTS) {
        @Override
        void fill(double[] values, Random random) {
            double[] rest = autoregressive(values.length, 0.9, 40, random);
            each(values, at -> 800 + rest[at]);
        }
    },
    LIKE_A_SHOP(Range.COUNTS) {
        @Override
        void fill(double[] values, Random random) {
            double[] rest = autoregressive(values.length, 0.95, 0.03, random);
            double[] burst = bursts(values.length, random);
            each(
                    values,
                    at -> poisson(
                            (200 + 0.01 * at) * peaks(at) * weekday(at) * (1 + burst[at]) * Math.exp(rest[at]),
                            random));
            gaps(values, random);
        }
    };

    static final int DAY = 288;
    static final int WEEK = 7 * DAY;
    static final Instant MONDAY = Instant.parse("2026-01-05T00:00:00Z");
    static final Duration STEP = Duration.ofMinutes(5);

    final Range range;

    GeneratedSeries(Range range) {
        this.range = range;
    }

    abstract void fill(double[] values, Random random);

    /** So many steps; the same seed gives the same. */
    double[] values(int steps, long seed) {
        double[] values = new double[steps];
        fill(values, new Random(seed * 31 + ordinal()));
        for (int i = 0; i < steps; i++) {
            values[i] = Double.isNaN(values[i]) ? values[i] : range.nearest(values[i]);
        }
        return values;
    }

    static Series series(double[] values, int from, int to) {
        return new Series(MONDAY.plus(STEP.multipliedBy(from)), STEP, Arrays.copyOfRange(values, from, to));
    }

    interface Law {
        double at(int step);
    }

    static void each(double[] values, Law law) {
        for (int i = 0; i < values.length; i++) {
            values[i] = law.at(i);
        }
    }

    static double wave(int at) {
        return Math.sin(2 * Math.PI * at / DAY - 2);
    }

    /** A day with two peaks and a quiet night, 0.2 to about 2. */
    static double peaks(int at) {
        double hour = 24.0 * (at % DAY) / DAY;
        return 0.2 + Math.exp(-Math.pow((hour - 11) / 2.5, 2)) + 1.6 * Math.exp(-Math.pow((hour - 20) / 2, 2));
    }

    static double weekday(int at) {
        return at % WEEK >= 5 * DAY ? 0.55 : 1;
    }

    static double[] autoregressive(int steps, double memory, double noise, Random random) {
        double[] values = new double[steps];
        for (int i = 1; i < steps; i++) {
            values[i] = memory * values[i - 1] + noise * random.nextGaussian();
        }
        return values;
    }

    /** About one a day that dies away within half an hour. */
    static double[] bursts(int steps, Random random) {
        double[] values = new double[steps];
        for (int i = 1; i < steps; i++) {
            values[i] = 0.5 * values[i - 1] + (random.nextInt(DAY) == 0 ? 1 + 2 * random.nextDouble() : 0);
        }
        return values;
    }

    /** Twice a week nothing is measured for up to six hours, and here and there for a step. */
    static void gaps(double[] values, Random random) {
        for (int i = 0; i < values.length; i++) {
            if (random.nextInt(WEEK / 2) == 0) {
                int end = Math.min(values.length, i + 1 + random.nextInt(DAY / 4));
                Arrays.fill(values, i, end, Double.NaN);
            } else if (random.nextInt(50) == 0) {
                values[i] = Double.NaN;
            }
        }
    }

    static double poisson(double mean, Random random) {
        if (mean > 50) {
            return Math.max(0, Math.rint(mean + Math.sqrt(mean) * random.nextGaussian()));
        }
        double limit = Math.exp(-mean);
        double product = random.nextDouble();
        int count = 0;
        while (product > limit) {
            product *= random.nextDouble();
            count++;
        }
        return count;
    }
}
