package dev.terrace.gateway.tier.memory;

import com.github.benmanes.caffeine.cache.Expiry;
import dev.terrace.gateway.cache.Time;
import java.util.concurrent.TimeUnit;

/** Each entry goes when it may no longer be served, not even stale. */
record SlotExpiry(Time time) implements Expiry<Long, Slot> {
    @Override
    public long expireAfterCreate(Long hash, Slot slot, long now) {
        return TimeUnit.MILLISECONDS.toNanos(Math.max(0, slot.entry().staleUntilMs() - time.millis()));
    }

    @Override
    public long expireAfterUpdate(Long hash, Slot slot, long now, long left) {
        return expireAfterCreate(hash, slot, now);
    }

    @Override
    public long expireAfterRead(Long hash, Slot slot, long now, long left) {
        return left;
    }
}
