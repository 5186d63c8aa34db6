package dev.terrace.benchmarks.writeback;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The origin is away for a while under load: writes wait, within the bound, and drain by themselves. */
final class Outage {
    private static final Duration DRAIN = Duration.ofSeconds(300);
    private static final int WRITERS = 8;
    private static final int KEYS = 3000;

    private final Caches caches;

    Outage(Caches caches) {
        this.caches = caches;
    }

    /**
     * What was seen.
     *
     * @param seconds that the origin was away
     * @param acknowledged writes meanwhile and a few seconds after
     * @param refused writes (503)
     * @param mostRecords that waited, as a gateway's gauge says
     * @param mostBytes that waited
     * @param drainedMs after the load ended, from the origin's return at the earliest
     * @param wrong what must not be; empty when all is well
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record Outcome(
            long seconds,
            long acknowledged,
            long refused,
            long mostRecords,
            long mostBytes,
            long drainedMs,
            Map<String, Long> wrong) {}

    /** Values have that many bytes. */
    Outcome run(Duration away, int value) {
        Book book = new Book();
        double records = 0;
        double bytes = 0;
        long refused;
        caches.shelf().down();
        Writers.Plan plan = new Writers.Plan(List.of(Caches.ORIGIN), "away", WRITERS, KEYS, 5, value);
        try (Writers writing = new Writers(caches.gateways(), plan, book)) {
            long start = System.nanoTime();
            while (System.nanoTime() - start < away.toNanos()) {
                Gateways.pause(500);
                for (int gateway = 0; gateway < caches.gateways().count(); gateway++) {
                    records = Math.max(records, caches.gateways().gauge(gateway, "records"));
                    bytes = Math.max(bytes, caches.gateways().gauge(gateway, "bytes"));
                }
            }
            caches.shelf().up();
            Gateways.pause(2000);
            refused = writing.refused();
        }
        long drained = Gateways.await(DRAIN, 100, caches.gateways()::drained);
        if (drained < 0) {
            throw new IllegalStateException("Writes still wait.");
        }
        Map<String, Long> wrong = caches.check(book);
        long backwards = caches.shelf().takeBackwards();
        if (backwards > 0) {
            wrong.put("backwards", backwards);
        }
        return new Outcome(
                away.toSeconds(), book.acknowledged(), refused, (long) records, (long) bytes, drained, wrong);
    }
}
