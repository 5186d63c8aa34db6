package dev.terrace.gateway.coherence.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.lease.Announcement;
import dev.terrace.gateway.cache.lease.Announcement.Outcome;
import dev.terrace.gateway.cache.lease.Lease;
import dev.terrace.gateway.cache.lease.LeaseContract;
import dev.terrace.gateway.cache.lease.Taken;
import dev.terrace.gateway.cache.sim.SimTime;
import dev.terrace.gateway.cache.view.Mark;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LocalLeaseTest extends LeaseContract {
    private final SimTime time = new SimTime(1);
    private final LocalLog log = new LocalLog(100, 100);
    private final LocalLeases leases = new LocalLeases(log);
    private final LocalLease one = new LocalLease(leases, time, time);
    private final LocalLease two = new LocalLease(leases, time, time);

    @BeforeEach
    void listen() {
        one.listen(heardByOne::add);
        two.listen(heardByTwo::add);
    }

    @Override
    protected Lease one() {
        return one;
    }

    @Override
    protected Lease two() {
        return two;
    }

    @Override
    protected Position append(Mark mark) {
        return log.append(List.of(mark), time.nanos()).get(0).position();
    }

    @Override
    protected void pass(long ms) {
        time.advance(ms);
    }

    @Override
    protected void arrive(List<Announcement> heard, int count) {
        time.advance(1);
        assertTrue(heard.size() >= count);
    }

    @Override
    protected void cutOne() {
        one.cut(true);
    }

    @Test
    void anEpochEndsAllLeases() {
        CacheKey key = CacheKey.of("c", "k");
        Taken.Won old = assertInstanceOf(Taken.Won.class, one.takeNow(key, 10_000));
        log.lose();
        Taken.Won next = assertInstanceOf(Taken.Won.class, two.takeNow(key, 10_000));
        assertEquals(1, next.number());
        one.releaseNow(old, Outcome.FILLED);
        assertInstanceOf(Taken.Held.class, one.takeNow(key, 10_000), "its number is another's by now");
    }
}
