package dev.terrace.optimizer.analysis.anomaly;

import java.time.Instant;
import java.util.List;

/**
 * A time in which a cache did not behave as usual.
 *
 * @param at begin of the first window of the change, UTC
 * @param foundAt end of the window in which it was noticed, UTC
 * @param until end of the last window that was noticed, UTC
 * @param metric what changed most, a {@link Feature}'s name
 * @param direction up or down
 * @param magnitude how far from what is usual at that time of the day, in robust standard deviations
 * @param observed its median during that time
 * @param expected the median of what was usual
 * @param also other metrics that changed much
 */
public record Anomaly(
        Instant at,
        Instant foundAt,
        Instant until,
        String metric,
        String direction,
        double magnitude,
        double observed,
        double expected,
        List<String> also) {}
