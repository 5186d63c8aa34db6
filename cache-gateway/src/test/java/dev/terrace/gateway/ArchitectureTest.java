package dev.terrace.gateway;

import dev.terrace.kit.test.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private final HouseRules house = new HouseRules("dev.terrace.gateway");

    @Test
    void holdsTheRulesOfTheHouse() {
        house.check();
    }

    @Test
    void keepsRoomsPureAndLibrariesInTheirAdapters() {
        house.pure("cache", "io.smallrye.mutiny..");
        house.pure("rfc9111");
        house.strangers("tier");
        house.strangers("coherence");
        house.strangers("origin");
        house.library("net.spy..", "tier.memcached");
        house.library("com.github.benmanes.caffeine..", "tier.memory");
        house.library("com.github.luben.zstd..", "codec");
        house.library("io.vertx..redis..", "tier.redis", "coherence.redis");
        house.library("io.quarkus.redis..", "tier.redis", "coherence.redis");
    }
}
