package dev.terrace.gateway.telemetry;

import dev.terrace.events.Latency;
import org.HdrHistogram.Histogram;

/** What a recorder gave since the last window and since the last bucket of the history. Takes no room until something was recorded. */
final class LatencyInterval {
    private final LatencyRecorder recorder;
    private final Histogram window = new Histogram(Latencies.DIGITS);
    private final Histogram bucket = new Histogram(Latencies.DIGITS);

    LatencyInterval(LatencyRecorder recorder) {
        this.recorder = recorder;
    }

    private void drain() {
        Histogram fresh = recorder.interval();
        if (fresh != null && fresh.getTotalCount() > 0) {
            window.add(fresh);
            bucket.add(fresh);
        }
    }

    /** Ends the window. */
    Latency takeWindow() {
        drain();
        Latency taken = Latencies.encode(window);
        window.reset();
        return taken;
    }

    /** Ends the bucket. */
    Latency takeBucket() {
        drain();
        Latency taken = Latencies.encode(bucket);
        bucket.reset();
        return taken;
    }

    /** Adds what the bucket holds so far. */
    void addBucketTo(Histogram sum) {
        drain();
        sum.add(bucket);
    }
}
