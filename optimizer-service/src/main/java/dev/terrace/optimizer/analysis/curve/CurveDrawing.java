package dev.terrace.optimizer.analysis.curve;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Draws the curve of a profile: points, bytes, band, cliffs. */
final class CurveDrawing {
    /** Gives 103 points. */
    private static final long LEAST_RANGE = 704;
    /** Student's t at 7 degrees of freedom, 97.5 %: eight slices. */
    private static final double T = 2.365;

    private final AccessProfile profile;

    CurveDrawing(AccessProfile profile) {
        this.profile = profile;
    }

    MissRatioCurve draw() {
        long[] sizes = sizes(Math.round(profile.distinct.estimate(1 / profile.rate()) * 1.1));
        double[] ratios = Spectrum.of(profile, -1).missRatios(sizes);
        double[] spread = spread(sizes, ratios);
        double[] low = new double[sizes.length];
        double[] high = new double[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            low[i] = Math.max(0, ratios[i] - spread[i]);
            high[i] = Math.min(1, ratios[i] + spread[i]);
        }
        return new MissRatioCurve(sizes, bytes(sizes), ratios, low, high, cliffs(sizes, ratios));
    }

    /** The edges of the bins, where the counts are exact: one by one up to 32, then evenly spaced in the logarithm. */
    static long[] sizes(long keys) {
        int last = LogBins.of(Math.max(LEAST_RANGE, keys));
        long[] sizes = new long[last + 1];
        for (int bin = 0; bin <= last; bin++) {
            sizes[bin] = LogBins.upper(bin);
        }
        return sizes;
    }

    /**
     * Half width of the band. Two things can be off: which keys are in the sample (jackknife over the slices) and how well the sampled
     * stack measures distance (binomial, so relative error {@code sqrt((1 - R) / (R d))}, times the slope). With every key in hand both
     * vanish, and a quarter of the drop over the neighbouring points is left for what lies between them.
     */
    private double[] spread(long[] sizes, double[] ratios) {
        double[] squares = new double[sizes.length];
        double[] sums = new double[sizes.length];
        for (int slice = 0; slice < Tally.SLICES; slice++) {
            double[] without = Spectrum.of(profile, slice).missRatios(sizes);
            for (int i = 0; i < sizes.length; i++) {
                double off = without[i] - ratios[i];
                sums[i] += off;
                squares[i] += off * off;
            }
        }
        double rate = profile.rate();
        double[] spread = new double[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            double mean = sums[i] / Tally.SLICES;
            double variance = (Tally.SLICES - 1.0) * Math.max(0, squares[i] / Tally.SLICES - mean * mean);
            double sampling = T * Math.sqrt(variance * (1 - rate));
            double scaling = 1.96 * Math.sqrt((1 - rate) / Math.max(1, rate * sizes[i])) * slope(sizes, ratios, i);
            double between = (ratios[Math.max(0, i - 1)] - ratios[Math.min(sizes.length - 1, i + 1)]) / 4;
            spread[i] = Math.hypot(Math.hypot(sampling, scaling), between);
        }
        return spread;
    }

    /** How much the ratio falls per relative change of size. */
    private static double slope(long[] sizes, double[] ratios, int i) {
        int a = Math.max(0, i - 2);
        int b = Math.min(sizes.length - 1, i + 2);
        return (ratios[a] - ratios[b]) / Math.log((double) sizes[b] / sizes[a]);
    }

    /** Mean bytes on top of the stack by distance; where nothing was seen, in proportion. */
    private double[] bytes(long[] sizes) {
        double[] weights = new double[LogBins.COUNT];
        double[] sums = new double[LogBins.COUNT];
        for (Tally tally : List.of(profile.complete, profile.rest)) {
            double[] hits = tally.hitsWithout(-1);
            for (int bin = 0; bin < weights.length; bin++) {
                weights[bin] += hits[bin];
                sums[bin] += tally.byteSums[bin];
            }
        }
        double[] bytes = new double[sizes.length];
        int bin = 0;
        double knownSize = 0;
        double knownBytes = 0;
        double perObject = profile.meanBytes();
        for (int i = 0; i < sizes.length; i++) {
            while (bin < weights.length && LogBins.upper(bin) <= sizes[i]) {
                if (weights[bin] > 0) {
                    knownSize = (LogBins.lower(bin) + 1 + LogBins.upper(bin)) / 2.0;
                    knownBytes = Math.max(knownBytes, sums[bin] / weights[bin]);
                }
                bin++;
            }
            double more = sizes[i] - knownSize;
            bytes[i] = Math.max(i == 0 ? 0 : bytes[i - 1], knownBytes + Math.max(0, more) * perObject);
        }
        return bytes;
    }

    /**
     * Stretches no wider than a tenth of their size that hold a twentieth of all references; and those no wider than half their size that
     * hold half of all hits there are to have, unless most of it lies on one of the former.
     */
    private static List<Cliff> cliffs(long[] sizes, double[] ratios) {
        List<Cliff> cliffs = new ArrayList<>(stretches(sizes, ratios, 32, 1.1, 0.05));
        double half = (1 - ratios[ratios.length - 1]) / 2;
        for (Cliff wide : stretches(sizes, ratios, 16, 1.5, Math.max(0.05, half))) {
            List<Cliff> within = cliffs.stream()
                    .filter(c -> c.sizeFrom() < wide.sizeTo() && wide.sizeFrom() < c.sizeTo())
                    .toList();
            if (within.stream().mapToDouble(Cliff::drop).sum() < 0.8 * wide.drop()) {
                cliffs.removeAll(within);
                cliffs.add(wide);
            }
        }
        cliffs.sort(Comparator.comparingLong(Cliff::sizeFrom));
        return cliffs;
    }

    private static List<Cliff> stretches(long[] sizes, double[] ratios, int least, double width, double drop) {
        List<Cliff> found = new ArrayList<>();
        for (int from = 0; from < sizes.length - 1; from++) {
            int to = from;
            while (to < sizes.length - 1 && sizes[to + 1] <= Math.max(sizes[from] * width, sizes[from] + 1)) {
                to++;
            }
            if (to > from && sizes[from] >= least && ratios[from] - ratios[to] >= drop) {
                found.add(new Cliff(sizes[from], sizes[to], ratios[from], ratios[to]));
                from = to;
            }
        }
        return found;
    }
}
