package dev.terrace.gateway.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class LiveKeysProperties {
    @Property(tries = 100)
    void holdsEachKeyOnce(@ForAll @Size(max = 5000) List<Long> hashes) {
        LiveKeys keys = new LiveKeys();
        hashes.forEach(keys::add);
        assertEquals(new HashSet<>(hashes).size(), keys.size());
    }

    @Property(tries = 100)
    void findsTheThresholdThatLeavesSoMany(@ForAll @Size(min = 200, max = 3000) Set<Long> hashes) {
        LiveKeys keys = new LiveKeys();
        hashes.forEach(keys::add);
        int threshold = keys.thresholdFor(100);
        long below = hashes.stream()
                .filter(hash -> hash != 0 && AccessSampler.prefix(hash) < threshold)
                .count();
        assertTrue(below <= 100 || threshold == 1, below + " keys below " + threshold);
        keys.keepBelow(threshold);
        assertEquals(below + (hashes.contains(0L) ? 1 : 0), keys.size());
    }
}
