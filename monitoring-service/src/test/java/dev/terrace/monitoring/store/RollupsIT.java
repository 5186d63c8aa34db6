package dev.terrace.monitoring.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.kit.test.LocalStack;
import dev.terrace.monitoring.MovedClock;
import dev.terrace.monitoring.Traffic;
import dev.terrace.monitoring.history.Bucket;
import dev.terrace.monitoring.history.Recent;
import dev.terrace.monitoring.history.Resolution;
import dev.terrace.monitoring.history.Span;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStack.class)
class RollupsIT {
    private static final Instant OLD = Instant.parse("2020-05-05T04:00:00Z");

    @Inject
    Rollups rollups;

    @Inject
    Partitions partitions;

    @Inject
    Pool pool;

    private final String cache = "r-" + UUID.randomUUID();

    private static <T> T done(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(30));
    }

    private List<Bucket> buckets(Instant start, String... nodes) {
        Recent recent = new Recent(new Recent.Bounds(900, 3, 60), new MovedClock(start));
        for (String node : nodes) {
            for (int i = 0; i < 20; i++) {
                recent.add(new Traffic(node, cache).second(start.plusSeconds(i), 3, i));
            }
        }
        return recent.takeChanged(Resolution.TEN_SECONDS, start.getEpochSecond() + 20);
    }

    private List<Bucket> read(Instant start) {
        long from = start.getEpochSecond();
        return done(rollups.read(Resolution.TEN_SECONDS, new Span(from, from + 60, 10), from + 60, cache, true));
    }

    @Test
    void givesBackWhatWasKeptHistogramsIncluded() {
        List<Bucket> kept = buckets(OLD, "n1");
        done(rollups.write(Resolution.TEN_SECONDS, kept));
        assertEquals(kept, read(OLD));
    }

    @Test
    void aRicherBucketReplacesAPoorerOneAndNeverTheOtherWayRound() {
        List<Bucket> rich = buckets(OLD, "n1", "n2");
        done(rollups.write(Resolution.TEN_SECONDS, buckets(OLD, "n1")));
        done(rollups.write(Resolution.TEN_SECONDS, rich));
        assertEquals(rich, read(OLD));
        done(rollups.write(Resolution.TEN_SECONDS, buckets(OLD, "n2")));
        assertEquals(rich, read(OLD));
    }

    @Test
    void dropsOldPartitionsWholeAndOnlyThose() {
        Instant before = Instant.parse("2019-01-02T00:00:00Z");
        done(rollups.write(Resolution.TEN_SECONDS, buckets(before.minusSeconds(3600), "n1")));
        done(rollups.write(Resolution.TEN_SECONDS, buckets(before.plusSeconds(3600), "n1")));
        List<Partitions.Dropped> told = done(partitions.drop(Resolution.TEN_SECONDS, before, true));
        assertEquals(
                List.of("metric_10s_2019010118"),
                told.stream().map(Partitions.Dropped::partition).toList());
        assertEquals(4, told.getFirst().rows());
        assertTrue(told.getFirst().bytes() > 0);
        assertFalse(read(before.minusSeconds(3600)).isEmpty());
        assertEquals(told, done(partitions.drop(Resolution.TEN_SECONDS, before, false)));
        assertTrue(read(before.minusSeconds(3600)).isEmpty());
        assertFalse(read(before.plusSeconds(3600)).isEmpty());
        done(rollups.write(Resolution.TEN_SECONDS, buckets(before.minusSeconds(3600), "n1")));
        assertFalse(read(before.minusSeconds(3600)).isEmpty());
    }

    @Test
    void oneNodeLeadsUntilItLetsGo() {
        AdvisoryLock first = new AdvisoryLock(pool, 4711);
        AdvisoryLock second = new AdvisoryLock(pool, 4711);
        assertTrue(done(first.held()));
        assertTrue(done(first.held()));
        assertFalse(done(second.held()));
        done(first.release());
        assertTrue(done(second.held()));
        assertFalse(done(first.held()));
        done(second.release());
    }
}
