package dev.terrace.gateway.telemetry;

import dev.terrace.gateway.cache.TierAnswer;

/** What one tier of a cache did. */
final class TierMeter {
    final Counts<TierCount> counts = new Counts<>(TierCount.class);
    final LatencyRecorder latency = new LatencyRecorder();

    void found(TierAnswer.Outcome outcome, long micros) {
        switch (outcome) {
            case HIT, STALE -> counts.add(TierCount.HITS, 1);
            case MISS, INVALID, OPEN -> counts.add(TierCount.MISSES, 1);
            case ERROR, TIMEOUT -> {
                counts.add(TierCount.MISSES, 1);
                counts.add(TierCount.ERRORS, 1);
            }
        }
        if (outcome != TierAnswer.Outcome.OPEN) {
            latency.record(micros);
        }
    }

    void tooLarge() {
        counts.add(TierCount.TOO_LARGE, 1);
    }

    void filled(boolean accepted) {
        counts.add(accepted ? TierCount.STORES : TierCount.REFUSED, 1);
    }
}
