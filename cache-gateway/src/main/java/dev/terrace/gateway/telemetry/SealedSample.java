package dev.terrace.gateway.telemetry;

import dev.terrace.events.AccessSample;
import java.time.Instant;

/** A sample that nothing is added to any more, not yet encoded: that is done off the event loops. */
record SealedSample(SampleBuffer buffer, long endMs, long sequence, long epoch, int threshold, AccessTotals totals) {

    AccessSample event(String node, String cacheName) {
        return new AccessSample(
                node,
                cacheName,
                Instant.ofEpochMilli(buffer.startMs),
                (int) Math.max(1, Math.ceilDiv(endMs - buffer.startMs, 1000L)),
                sequence,
                epoch,
                threshold,
                false,
                buffer.count(),
                totals.reads(),
                totals.writes(),
                totals.readBytes(),
                buffer.keysColumn(),
                buffer.opsColumn(),
                buffer.sizesColumn(),
                buffer.ttlsColumn(),
                buffer.offsetsColumn());
    }
}
