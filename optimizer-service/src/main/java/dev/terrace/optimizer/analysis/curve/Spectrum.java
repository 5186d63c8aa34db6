package dev.terrace.optimizer.analysis.curve;

import java.util.Arrays;

/**
 * References by distance, put together from exact short distances and sampled long ones, and made to add up to the true total: what the
 * sample misses or has too much of belongs to the few hot keys, whose distances are short (SHARDS-adj of Waldspurger et al.).
 */
final class Spectrum {
    private static final int HEAD_BINS = LogBins.of(HeadStack.DEPTH) + 1;
    private static final int ENOUGH_IN_RUNS = 20_000;
    /** Below so many sampled keys a scaled distance says too little, and the exact head of another time says more; above, less. */
    private static final double COARSE = 48;

    final double[] hits = new double[LogBins.COUNT];
    double references;

    /** The spectrum of all slices but one; -1 leaves none out. */
    static Spectrum of(AccessProfile profile, int without) {
        Spectrum spectrum = new Spectrum();
        if (profile.complete.references > 0) {
            spectrum.addComplete(profile, without);
        }
        if (profile.rest.references > 0) {
            spectrum.addRest(profile, without);
        }
        return spectrum;
    }

    /** Every access was in hand: the head is exact, and so is what does not belong to it; the sample only spreads the latter. */
    private void addComplete(AccessProfile profile, int without) {
        double[] tail = profile.complete.hitsWithout(without);
        Arrays.fill(tail, 0, HEAD_BINS, 0);
        double seen = Math.max(1, profile.completeHead.total());
        double total = profile.complete.references;
        double headMass = 0;
        for (int bin = 0; bin < HEAD_BINS; bin++) {
            double mass = total * profile.completeHead.hits[bin] / seen;
            hits[bin] += mass;
            headMass += mass;
        }
        double sampled = sum(tail) + profile.complete.coldWithout(without);
        add(tail, sampled > 0 ? (total - headMass) / sampled : 0);
        references += total;
    }

    private void addRest(AccessProfile profile, int without) {
        double[] sampled = profile.rest.hitsWithout(without);
        double cold = profile.rest.coldWithout(without);
        double[] shape = shape(profile, sampled);
        int headBins = shape.length;
        double[] tail = sampled.clone();
        Arrays.fill(tail, 0, headBins, 0);
        double total = profile.rest.references;
        double far = sum(tail) + cold;
        add(tail, Math.min(1, total / Math.max(far, 1e-9)));
        double headMass = Math.max(0, total - far);
        double shapeMass = sum(shape);
        for (int bin = 0; bin < headBins; bin++) {
            hits[bin] += headMass * (shapeMass > 0 ? shape[bin] / shapeMass : bin == 0 ? 1 : 0);
        }
        references += total;
    }

    /** How the references at short distances are spread: by runs of the same time, else by what was seen whole, else by the sample. */
    private static double[] shape(AccessProfile profile, double[] sampled) {
        boolean runs = profile.runHead.total() >= ENOUGH_IN_RUNS;
        if (!runs && profile.completeHead.total() < ENOUGH_IN_RUNS) {
            return Arrays.copyOf(sampled, HEAD_BINS);
        }
        double[] shares = runs ? profile.runHead.shares() : profile.completeHead.shares();
        return Arrays.copyOf(shares, Math.min(HEAD_BINS, LogBins.of((long) Math.ceil(COARSE / profile.rate())) + 1));
    }

    private void add(double[] more, double factor) {
        for (int bin = 0; bin < more.length; bin++) {
            hits[bin] += more[bin] * factor;
        }
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    /** Miss ratio at each size, which must ascend; linear within a bin. */
    double[] missRatios(long[] sizes) {
        double[] ratios = new double[sizes.length];
        double cumulative = 0;
        int bin = 0;
        for (int i = 0; i < sizes.length; i++) {
            while (bin < hits.length && LogBins.upper(bin) <= sizes[i]) {
                cumulative += hits[bin++];
            }
            double part = 0;
            if (bin < hits.length) {
                double width = LogBins.upper(bin) - LogBins.lower(bin);
                part = hits[bin] * (sizes[i] - LogBins.lower(bin)) / width;
            }
            ratios[i] = Math.clamp(1 - (cumulative + part) / references, 0, 1);
        }
        return ratios;
    }
}
