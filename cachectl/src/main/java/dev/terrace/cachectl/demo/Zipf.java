package dev.terrace.cachectl.demo;

import java.util.Random;

/** Ranks by Zipf's law, by rejection-inversion (Hormann and Derflinger, 1996): exact, no table. */
final class Zipf {
    private final int n;
    private final double s;
    private final double hIntegralX1;
    private final double hIntegralN;
    private final double limit;

    /** Ranks 1 to n with exponent s, not 1. */
    Zipf(int n, double s) {
        this.n = n;
        this.s = s;
        this.hIntegralX1 = integral(1.5) - 1;
        this.hIntegralN = integral(n + 0.5);
        this.limit = 2 - inverse(integral(2.5) - density(2));
    }

    int next(Random random) {
        while (true) {
            double u = hIntegralN + random.nextDouble() * (hIntegralX1 - hIntegralN);
            double x = inverse(u);
            int k = (int) Math.max(1, Math.min(n, Math.round(x)));
            if (k - x <= limit || u >= integral(k + 0.5) - density(k)) {
                return k;
            }
        }
    }

    private double density(double x) {
        return Math.pow(x, -s);
    }

    private double integral(double x) {
        return Math.expm1((1 - s) * Math.log(x)) / (1 - s);
    }

    private double inverse(double y) {
        return Math.exp(Math.log1p(y * (1 - s)) / (1 - s));
    }
}
