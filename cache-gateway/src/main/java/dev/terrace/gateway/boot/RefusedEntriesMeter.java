package dev.terrace.gateway.boot;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.codec.Decoding.Reason;
import dev.terrace.gateway.tier.RefusedEntries;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Locale;
import org.jboss.logging.Logger;

/** Counts and names stored entries that were refused: never a wrong value, never in silence. */
@Singleton
public class RefusedEntriesMeter implements RefusedEntries {
    private static final Logger LOG = Logger.getLogger(RefusedEntriesMeter.class);
    private final MeterRegistry registry;

    /** Into that registry. */
    public RefusedEntriesMeter(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void refused(TierName tier, CacheKey key, Reason why) {
        String reason = why.name().toLowerCase(Locale.ROOT);
        registry.counter("terrace.tier.entries.refused", "tier", tier.wireName(), "reason", reason)
                .increment();
        if (why.onlyHere()) {
            return; // counted; said once by the health of encryption, not with every request
        }
        LOG.warnf(
                "entry refused cache=%s keyHash=%016x tier=%s reason=%s",
                key.cache(), key.hash(), tier.wireName(), reason);
    }
}
