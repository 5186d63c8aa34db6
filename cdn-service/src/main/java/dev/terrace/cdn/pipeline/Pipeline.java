package dev.terrace.cdn.pipeline;

import dev.terrace.cdn.asset.Asset;
import java.util.List;

/** Steps in their order. */
public final class Pipeline {
    private final List<Step> steps;

    public Pipeline(List<Step> steps) {
        this.steps = List.copyOf(steps);
    }

    /** The asset after all steps. */
    public Asset run(Asset asset) {
        Asset now = asset;
        for (Step step : steps) {
            now = step.apply(now);
        }
        return now;
    }
}
