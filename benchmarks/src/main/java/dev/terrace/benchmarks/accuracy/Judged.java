package dev.terrace.benchmarks.accuracy;

import java.util.List;

/**
 * What came out for one trace.
 *
 * @param cliff whether its exact curve has one
 * @param curveError mean of the absolute errors of the miss ratio over a hundred sizes up to all keys
 * @param rawError the same without the adjustment by the true number of reads
 * @param worstError the largest of the former
 * @param covered share of those sizes at which the exact ratio lies in the band
 * @param size smallest size with nine tenths of all hits that can be had, exactly
 * @param recommended the optimizer's
 * @param hitsThere exact hit ratio at the recommended size less that at the exact one
 * @param promise hit ratio promised at the recommended size less the exact one there
 * @param cliffs named
 * @param policies for each size that was simulated
 * @param curveNanos processor time of one sampled access through the curve's profile
 * @param simulationNanos the same through all simulations
 */
record Judged(
        String trace,
        String source,
        String licence,
        int reads,
        int unique,
        boolean cliff,
        double curveError,
        double rawError,
        double worstError,
        double covered,
        long size,
        long recommended,
        double hitsThere,
        double promise,
        List<Long> cliffs,
        List<Choice> policies,
        double curveNanos,
        double simulationNanos) {

    /**
     * One size.
     *
     * @param error mean of the absolute errors of all policies
     * @param worst the largest, and whose it is
     * @param picked the policy with the smallest predicted miss ratio
     * @param regret exact miss ratio of the picked one less that of the best
     */
    record Choice(
            long objects,
            int simulated,
            double error,
            double worst,
            String worstPolicy,
            String picked,
            double regret) {}

    double policyError() {
        return policies.stream().mapToDouble(Choice::error).average().orElse(0);
    }

    double regret() {
        return policies.stream().mapToDouble(Choice::regret).average().orElse(0);
    }

    double sizeError() {
        return Math.abs((double) recommended / size - 1);
    }
}
