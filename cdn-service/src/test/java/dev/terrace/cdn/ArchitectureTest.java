package dev.terrace.cdn;

import dev.terrace.kit.test.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private final HouseRules house = new HouseRules("dev.terrace.cdn");

    @Test
    void holdsTheRulesOfTheHouse() {
        house.check();
    }

    @Test
    void keepsRoomsPureAndLibrariesInTheirAdapters() {
        house.pure("asset");
        house.strangers("cdn");
        house.strangers("storage");
        house.library("software.amazon..", "storage.s3", "cdn.cloudfront");
        house.library("com.aayushatharva.brotli4j..", "pipeline.compress");
        house.library("com.github.luben.zstd..", "pipeline.compress");
    }
}
