package dev.terrace.gateway.catalog;

import dev.terrace.gateway.cache.OperationLimits;
import dev.terrace.gateway.cache.Time;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** {@code quotas.operations_per_second} of each cache, on this node alone: n nodes together take n times as many. */
@Singleton
public class QuotaLimits implements OperationLimits {
    private static final long SECOND = 1_000_000_000L;

    private final Follower follower;
    private final Time time;
    private final ConcurrentHashMap<String, Rate> rates = new ConcurrentHashMap<>();
    private final LongAdder refused = new LongAdder();

    @Inject
    public QuotaLimits(Follower follower, Time time) {
        this.follower = follower;
        this.time = time;
    }

    @Override
    public int take(String cache, int operations) {
        Settings settings = follower.settings(cache);
        Long quota = settings == null ? null : settings.quotas().operationsPerSecond();
        if (quota == null) {
            return 0;
        }
        long now = time.nanos();
        Rate rate = rates.get(cache);
        if (rate == null || rate.perSecond() != quota) {
            rate = new Rate(quota, now);
            rates.put(cache, rate);
        }
        long wait = rate.take(operations, now);
        if (wait == 0) {
            return 0;
        }
        refused.increment();
        return (int) Math.max(1, (wait + SECOND - 1) / SECOND);
    }

    /** Requests refused since the start. */
    public long refused() {
        return refused.sum();
    }

    /** Caches that have had a quota since the start; bounded by the configurations there were. */
    public int limited() {
        return rates.size();
    }
}
