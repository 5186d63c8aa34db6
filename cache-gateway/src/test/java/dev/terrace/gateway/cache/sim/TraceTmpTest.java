package dev.terrace.gateway.cache.sim;

import dev.terrace.gateway.cache.CacheSpec.Strategy;
import dev.terrace.gateway.cache.TierName;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceTmpTest {
    @Test
    void one() {
        Scenario three = new Scenario(
                "m", List.of(TierName.MEMORY, TierName.REDIS, TierName.MEMCACHED), true, Strategy.WRITE_THROUGH);
        Scenario rec = new Scenario(
                "r",
                List.of(TierName.MEMORY, TierName.REDIS, TierName.MEMCACHED, TierName.DATABASE),
                false,
                Strategy.CACHE_ASIDE);
        for (int i = 0; i < 60; i++) {
            var l = new Simulation(i, three, w -> {}).run(Trouble.LOG_CUT);
            if (!l.violations().isEmpty()) System.out.println("THREE " + i + l.violations());
        }
        for (int i = 0; i < 60; i++) {
            var l = new Simulation(i, rec, w -> {}).run(Trouble.NONE);
            if (!l.violations().isEmpty()) System.out.println("REC NONE " + i + l.violations());
        }
        for (int i = 0; i < 60; i++) {
            var l = new Simulation(i, rec, w -> {}).run(Trouble.DEATH);
            if (!l.violations().isEmpty()) System.out.println("REC DEATH " + i + l.violations());
        }
        for (int i = 0; i < 60; i++) {
            var l = new Simulation(i, rec, w -> {}).run(Trouble.TIER);
            if (!l.violations().isEmpty()) System.out.println("REC TIER " + i + l.violations());
        }
    }
}
