package dev.terrace.cachectl.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class CacheStatusTest {
    @Test
    void namesTheTierThatHadIt() {
        assertEquals("memory", CacheStatus.tier("terrace; hit; ttl=3599, memory; hit"));
        assertEquals("redis", CacheStatus.tier("terrace; hit; ttl=3599, memory; fwd=miss, redis; hit"));
    }

    @Test
    void isNothingForAMissOrALoad() {
        assertNull(CacheStatus.tier("terrace; fwd=miss, memory; fwd=miss"));
        assertNull(CacheStatus.tier(null));
    }
}
