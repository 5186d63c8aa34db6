package dev.terrace.optimizer.advice;

import dev.terrace.optimizer.analysis.vitals.Bottleneck;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an analysis of a cache came to.
 *
 * @param facts what it rests on
 * @param bottlenecks what holds the cache back
 * @param recommendations what is proposed now
 * @param note why there is no recommendation yet, null when there was enough to go by
 */
public record Analysis(
        CacheFacts facts,
        List<Bottleneck> bottlenecks,
        List<Advice> recommendations,
        @Nullable String note) {}
