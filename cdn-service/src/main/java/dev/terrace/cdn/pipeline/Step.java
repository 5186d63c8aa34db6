package dev.terrace.cdn.pipeline;

import dev.terrace.cdn.asset.Asset;

/** One thing that is done to an asset before it is published. Pure: the same asset gives the same result. May take long; never on an event loop. */
@FunctionalInterface
public interface Step {
    /** The asset after the step. */
    Asset apply(Asset asset);
}
