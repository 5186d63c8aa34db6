package dev.terrace.optimizer.advice;

import dev.terrace.optimizer.analysis.anomaly.Windows;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;

/** Where windows come from. */
public interface WindowSource {
    /**
     * The windows of a cache in the last span before a time; both ends are rounded down to whole windows. Where less than half of a window
     * was measured its values are NaN.
     */
    Uni<Windows> windows(String cacheName, Instant until, Duration span, Duration length);
}
