package dev.terrace.gateway.telemetry;

import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/**
 * Latencies recorded without waiting, read in intervals by one reader at a time. The 54 KB of a recorder are taken at its first value, so
 * that an idle cache costs nothing.
 */
final class LatencyRecorder {
    private final AtomicReference<@Nullable Recorder> recorder = new AtomicReference<>();
    private @Nullable Histogram recycled;

    void record(long micros) {
        Recorder present = recorder.get();
        if (present == null) {
            recorder.compareAndSet(null, new Recorder(1, Latencies.MAX_MICROS, Latencies.DIGITS));
            record(micros);
            return;
        }
        present.recordValue(Latencies.clamp(micros));
    }

    /** What was recorded since the last call; valid until the next one. Null when nothing ever was. */
    @Nullable
    Histogram interval() {
        Recorder present = recorder.get();
        if (present == null) {
            return null;
        }
        recycled = present.getIntervalHistogram(recycled);
        return recycled;
    }
}
