package dev.terrace.optimizer.analysis.simulate;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * Miss ratios by size and policy.
 *
 * @param points by size, ascending; empty when nothing was read or every cache would have had room
 */
public record PolicyCurves(List<Point> points) {
    /** Nothing is known. */
    public static final PolicyCurves NONE = new PolicyCurves(List.of());

    /**
     * One size.
     *
     * @param objects that the cache would hold
     * @param simulated objects of the miniature, at least 200; its error falls with them
     * @param missRatio by policy, 0 to 1
     */
    public record Point(long objects, int simulated, Map<Policy, Double> missRatio) {}

    /**
     * The same with LRU's miss ratios of a curve, by objects, and the others as far from them as in the simulation: what the sample does to all
     * policies alike cancels out, since the curve has a larger one.
     */
    public PolicyCurves anchored(DoubleUnaryOperator lru) {
        return new PolicyCurves(
                points.stream().map(point -> anchored(point, lru)).toList());
    }

    private static Point anchored(Point point, DoubleUnaryOperator lru) {
        double shift = lru.applyAsDouble(point.objects()) - point.missRatio().getOrDefault(Policy.LRU, 0.0);
        Map<Policy, Double> moved = new EnumMap<>(Policy.class);
        point.missRatio().forEach((policy, ratio) -> moved.put(policy, Math.clamp(ratio + shift, 0, 1)));
        return new Point(point.objects(), point.simulated(), moved);
    }
}
