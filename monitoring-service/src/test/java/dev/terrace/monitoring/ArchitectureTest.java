package dev.terrace.monitoring;

import dev.terrace.kit.test.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private final HouseRules house = new HouseRules("dev.terrace.monitoring");

    @Test
    void holdsTheRulesOfTheHouse() {
        house.check();
    }

    @Test
    void keepsRoomsPureAndLibrariesInTheirAdapters() {
        house.pure("health");
        house.pure("alert", "io.smallrye.mutiny..");
        house.library("io.vertx.mutiny.sqlclient..", "store", "audit");
        house.library("org.HdrHistogram..", "history");
        house.library("org.apache.kafka..", "ingest");
    }
}
