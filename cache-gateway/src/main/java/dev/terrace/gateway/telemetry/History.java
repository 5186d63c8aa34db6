package dev.terrace.gateway.telemetry;

import dev.terrace.gateway.cache.TierName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** The last 15 minutes of a cache in buckets of ten seconds: what the counters were at their start, and the latencies within. */
final class History {
    static final Duration BUCKET = Duration.ofSeconds(10);
    static final int BUCKETS = 90;

    private final LatencyIntervals latencies;
    private final ArrayDeque<Closed> closed = new ArrayDeque<>(BUCKETS);
    private Start open;

    History(LatencyIntervals latencies, Instant now, Tally tally) {
        this.latencies = latencies;
        this.open = new Start(now, tally);
    }

    /** Closes the bucket when it is ten seconds old. */
    void tick(Instant now, Tally tally) {
        if (Duration.between(open.at, now).compareTo(BUCKET) < 0) {
            return;
        }
        if (closed.size() == BUCKETS) {
            closed.removeFirst();
        }
        closed.addLast(new Closed(open, latencies.take()));
        open = new Start(now, tally);
    }

    /** The start of the bucket in which that instant lies, or the oldest there is. */
    Start startAt(Instant since) {
        Start found = closed.isEmpty() ? open : closed.peekFirst().start;
        for (Closed bucket : closed) {
            found = bucket.start.at.isAfter(since) ? found : bucket.start;
        }
        return open.at.isAfter(since) ? found : open;
    }

    /** Latencies from a start on, up to this moment: of the requests ({@code tier} null) or of a tier. */
    Histogram latency(Start from, @Nullable TierName tier) {
        Histogram sum = Latencies.empty();
        for (Closed bucket : closed) {
            if (!bucket.start.at.isBefore(from.at)) {
                bucket.latencies.addTo(sum, tier);
            }
        }
        latencies.of(tier).addBucketTo(sum);
        return sum;
    }

    /** When a bucket began, and the counters then. */
    record Start(Instant at, Tally tally) {}

    private record Closed(Start start, LatencyIntervals.Bucket latencies) {}
}
