package dev.terrace.gateway.warming.kept;

import dev.terrace.gateway.warming.WarmPlan;
import dev.terrace.gateway.warming.WarmSource;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/** What a checked definition means. */
public final class Plans {
    private static final BigDecimal SECOND = BigDecimal.valueOf(1000);
    private static final int TOP = 1000;

    private Plans() {}

    /** The source; origin when absent. */
    public static WarmSource source(Definition definition) {
        return WarmSource.named(Objects.requireNonNullElse(definition.source(), "origin"))
                .orElse(WarmSource.ORIGIN);
    }

    /** The plan. */
    public static WarmPlan of(Definition d) {
        BigDecimal ttl = d.ttl();
        Integer rate = d.ratePerSecond();
        Integer concurrency = d.concurrency();
        return new WarmPlan(
                source(d),
                Objects.requireNonNullElse(d.keys(), List.of()),
                d.pattern(),
                List.of(),
                most(d),
                ttl == null ? null : ttl.multiply(SECOND).longValue(),
                rate == null ? WarmPlan.RATE : rate,
                concurrency == null ? WarmPlan.CONCURRENCY : concurrency);
    }

    private static int most(Definition d) {
        Integer top = d.topN();
        if (top != null) {
            return top;
        }
        return source(d) == WarmSource.ORIGIN || source(d) == WarmSource.PEER ? WarmPlan.MOST : TOP;
    }
}
