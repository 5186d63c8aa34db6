package dev.terrace.monitoring.history;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be drawn over time. {@code response_ms} is the mean, as the thresholds mean it; the quantiles have names of their own. */
public enum Metric {
    HIT_RATIO("ratio"),
    RESPONSE_MS("ms"),
    P50_MS("ms"),
    P95_MS("ms"),
    P99_MS("ms"),
    P999_MS("ms"),
    MEMORY_USED_PERCENT("percent"),
    ERROR_RATE("ratio"),
    THROUGHPUT("per_second"),
    REQUESTS("count"),
    EVICTIONS("count"),
    ENTRIES("count"),
    BYTES("bytes");

    private final String unit;

    Metric(String unit) {
        this.unit = unit;
    }

    /** Name on the wire. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Unit on the wire. */
    public String unit() {
        return unit;
    }

    /** Whether it needs the histograms. */
    public boolean ofLatencies() {
        return unit.equals("ms");
    }

    /** The metric of that name. */
    public static Optional<Metric> named(String name) {
        return Arrays.stream(values()).filter(m -> m.wireName().equals(name)).findFirst();
    }

    /** Its value in a span of so many seconds, null when nothing was measured. */
    public @Nullable Double of(Figures figures, long seconds) {
        return switch (this) {
            case HIT_RATIO -> figures.hitRatio();
            case RESPONSE_MS -> figures.meanMs();
            case P50_MS -> figures.quantileMs(0.5);
            case P95_MS -> figures.quantileMs(0.95);
            case P99_MS -> figures.quantileMs(0.99);
            case P999_MS -> figures.quantileMs(0.999);
            case MEMORY_USED_PERCENT -> figures.gauge().usedPercent();
            case ERROR_RATE -> figures.errorRate();
            case THROUGHPUT -> (double) figures.requests() / seconds;
            case REQUESTS -> (double) figures.requests();
            case EVICTIONS -> (double) figures.evictions();
            case ENTRIES -> known(figures.gauge().entries());
            case BYTES -> known(figures.gauge().bytes());
        };
    }

    private static @Nullable Double known(long value) {
        return value < 0 ? null : Double.valueOf((double) value);
    }
}
