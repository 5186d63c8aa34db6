package dev.terrace.optimizer.analysis.curve;

/**
 * References by stack distance, split over eight disjoint slices of the keys so that leaving one out shows how far the sample can be
 * trusted. Weights are in true references: one sampled at rate R counts 1/R.
 */
final class Tally {
    static final int SLICES = 8;

    final double[][] hits = new double[SLICES][LogBins.COUNT];
    final double[] cold = new double[SLICES];
    final double[] byteSums = new double[LogBins.COUNT];
    /** True references that this tally stands for. */
    double references;

    void hit(int slice, int bin, double weight, double bytes) {
        hits[slice][bin] += weight;
        byteSums[bin] += weight * bytes;
    }

    void cold(int slice, double weight) {
        cold[slice] += weight;
    }

    /** Sum over all slices but one; -1 leaves none out. */
    double[] hitsWithout(int slice) {
        double[] sum = new double[LogBins.COUNT];
        double scale = slice < 0 ? 1 : SLICES / (SLICES - 1.0);
        for (int s = 0; s < SLICES; s++) {
            for (int bin = 0; s != slice && bin < sum.length; bin++) {
                sum[bin] += hits[s][bin] * scale;
            }
        }
        return sum;
    }

    double coldWithout(int slice) {
        double sum = 0;
        for (int s = 0; s < SLICES; s++) {
            sum += s == slice ? 0 : cold[s];
        }
        return slice < 0 ? sum : sum * SLICES / (SLICES - 1.0);
    }
}
