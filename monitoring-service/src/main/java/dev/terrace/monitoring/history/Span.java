package dev.terrace.monitoring.history;

import java.time.Duration;

/**
 * A stretch of time cut into steps. {@code from} and {@code to} are epoch seconds and multiples of {@code step}; {@code to} is excluded.
 */
public record Span(long from, long to, long step) {
    private static final long[] LADDER = {1, 10, 60, 300, 900, 3600, 10_800, 86_400};
    private static final int POINTS_AIMED_AT = 1000;

    /** Cut with that step, {@code 0} for the finest kept one that gives no more than about a thousand points. */
    public static Span of(long from, long to, long askedStep, long now, int memorySeconds) {
        long step = askedStep == 0 ? fitting(to - from) : askedStep;
        step = Math.max(step, finest(from, now, memorySeconds, askedStep));
        long grain = step >= 60 ? 60 : step >= 10 ? 10 : 1;
        step = Math.ceilDiv(step, grain) * grain;
        return new Span(Math.floorDiv(from, step) * step, Math.floorDiv(to, step) * step, step);
    }

    private static long fitting(long length) {
        for (long step : LADDER) {
            if (length / step <= POINTS_AIMED_AT) {
                return step;
            }
        }
        return LADDER[LADDER.length - 1];
    }

    /** An asked step stands as it is while memory can still serve a part of the span; what is older has no points then. */
    private static long finest(long from, long now, int memorySeconds, long asked) {
        if (now - from > Resolution.TEN_SECONDS.keep().toSeconds()) {
            return Resolution.MINUTE.seconds();
        }
        return asked == 0 && now - from > memorySeconds ? Resolution.TEN_SECONDS.seconds() : 1;
    }

    /** How many steps. */
    public long steps() {
        return (to - from) / step;
    }

    /** Begin of the step that holds that second. */
    public long stepOf(long second) {
        return Math.floorDiv(second, step) * step;
    }

    /** Which rollup can serve it, if any: seconds are in memory only. */
    public boolean isFinerThan(Resolution resolution) {
        return step < resolution.seconds();
    }

    /** Length of the span. */
    public Duration length() {
        return Duration.ofSeconds(to - from);
    }
}
