package dev.terrace.benchmarks.accuracy;

import dev.terrace.optimizer.analysis.AccessBatch;
import dev.terrace.optimizer.analysis.curve.AccessProfile;
import dev.terrace.optimizer.analysis.curve.Cliff;
import dev.terrace.optimizer.analysis.curve.Knee;
import dev.terrace.optimizer.analysis.curve.MissRatioCurve;
import dev.terrace.optimizer.analysis.simulate.Policy;
import dev.terrace.optimizer.analysis.simulate.PolicyCurves;
import dev.terrace.optimizer.analysis.simulate.Simulations;
import dev.terrace.optimizer.analysis.simulate.WholeCache;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** Judges what the optimizer makes of a trace's sample by what the whole trace says. */
final class Judge {
    /** Sizes at which curves are compared, evenly spaced up to all keys. */
    private static final int SIZES = 100;

    private static final double SHARE = 0.9;

    private final Trace trace;
    private final ExactLru exact;

    Judge(Trace trace) {
        this.trace = trace;
        this.exact = new ExactLru(trace.keys());
    }

    Judged judge() {
        AccessProfile profile = new AccessProfile();
        double curveNanos = nanos(profile::accept);
        Simulations simulations = new Simulations();
        double simulationNanos = nanos(simulations::accept);
        MissRatioCurve curve = Objects.requireNonNull(profile.curve());
        Knee knee = curve.knee(SHARE);
        long size = exact.smallest(SHARE);
        double there = 1 - exact.missRatio(knee.objects());
        return new Judged(
                trace.name(),
                trace.source(),
                trace.licence(),
                exact.reads(),
                exact.unique(),
                exact.hasCliff(),
                error(curve),
                error(unadjusted()),
                worst(curve),
                covered(curve),
                size,
                knee.objects(),
                there - (1 - exact.missRatio(size)),
                knee.hitRatio() - there,
                curve.cliffs().stream().map(Cliff::sizeTo).toList(),
                choices(simulations.curves().anchored(curve::at)),
                curveNanos,
                simulationNanos);
    }

    private double nanos(Consumer<AccessBatch> to) {
        var threads = ManagementFactory.getThreadMXBean();
        long[] spent = new long[1];
        long sampled = new Sampling().run(trace.keys(), batch -> {
            long began = threads.getCurrentThreadCpuTime();
            to.accept(batch);
            spent[0] += threads.getCurrentThreadCpuTime() - began;
        });
        return (double) spent[0] / sampled;
    }

    /** Without the true number of reads: as if there had been as many as the sample stands for. */
    private MissRatioCurve unadjusted() {
        AccessProfile profile = new AccessProfile();
        new Sampling()
                .run(
                        trace.keys(),
                        batch -> profile.accept(new AccessBatch(
                                batch.node(),
                                batch.startMillis(),
                                batch.threshold(),
                                false,
                                Math.round(
                                        (double) batch.columns().count() * AccessBatch.EVERYTHING / batch.threshold()),
                                batch.columns())));
        return Objects.requireNonNull(profile.curve());
    }

    private long size(int step) {
        return Math.max(1, (long) exact.unique() * step / SIZES);
    }

    private double error(MissRatioCurve curve) {
        double sum = 0;
        for (int step = 1; step <= SIZES; step++) {
            sum += Math.abs(curve.at(size(step)) - exact.missRatio(size(step)));
        }
        return sum / SIZES;
    }

    private double worst(MissRatioCurve curve) {
        double worst = 0;
        for (int step = 1; step <= SIZES; step++) {
            worst = Math.max(worst, Math.abs(curve.at(size(step)) - exact.missRatio(size(step))));
        }
        return worst;
    }

    private double covered(MissRatioCurve curve) {
        int covered = 0;
        for (int step = 1; step <= SIZES; step++) {
            double[] band = curve.hitBand(size(step));
            double hits = 1 - exact.missRatio(size(step));
            covered += hits >= band[0] - 1e-9 && hits <= band[1] + 1e-9 ? 1 : 0;
        }
        return (double) covered / SIZES;
    }

    private List<Judged.Choice> choices(PolicyCurves curves) {
        List<Judged.Choice> choices = new ArrayList<>();
        for (PolicyCurves.Point point : curves.points()) {
            choices.add(choice(point));
        }
        return choices;
    }

    private Judged.Choice choice(PolicyCurves.Point point) {
        Policy[] policies = Policy.values();
        double[] whole = new double[policies.length];
        double[] said = new double[policies.length];
        int worst = 0;
        int picked = 0;
        int best = 0;
        double sum = 0;
        for (int i = 0; i < policies.length; i++) {
            whole[i] = missRatio(policies[i], (int) point.objects());
            said[i] = point.missRatio().getOrDefault(policies[i], Double.NaN);
            sum += Math.abs(said[i] - whole[i]);
            worst = Math.abs(said[i] - whole[i]) > Math.abs(said[worst] - whole[worst]) ? i : worst;
            picked = said[i] < said[picked] ? i : picked;
            best = whole[i] < whole[best] ? i : best;
        }
        return new Judged.Choice(
                point.objects(),
                point.simulated(),
                sum / policies.length,
                Math.abs(said[worst] - whole[worst]),
                policies[worst].wireName(),
                policies[picked].wireName(),
                whole[picked] - whole[best]);
    }

    private double missRatio(Policy policy, int objects) {
        WholeCache cache = new WholeCache(policy, objects);
        long missed = 0;
        for (long key : trace.keys()) {
            missed += cache.read(Trace.hash(key)) ? 0 : 1;
        }
        return (double) missed / trace.keys().length;
    }
}
