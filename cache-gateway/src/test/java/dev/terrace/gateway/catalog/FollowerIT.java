package dev.terrace.gateway.catalog;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.gateway.Admin;
import dev.terrace.gateway.Neighbours;
import dev.terrace.gateway.cache.Caches;
import dev.terrace.gateway.cache.InactiveCaches;
import dev.terrace.kit.test.LocalStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What another node writes is seen here. */
@QuarkusTest
@QuarkusTestResource(LocalStack.class)
@QuarkusTestResource(Neighbours.class)
class FollowerIT {
    private static final Duration WITHIN = Duration.ofSeconds(2);

    @Inject
    Pool pool;

    @Inject
    Caches caches;

    @Inject
    InactiveCaches inactive;

    @Test
    void aGatewayIsReadyWhenItsCachesAreOpen() {
        Admin.admin()
                .get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'catalog' }.status", equalTo("UP"));
        assertTrue(caches.find("default").isPresent());
    }

    @Test
    void opensChangesAndClosesWhatAnotherNodeKeeps() {
        String name = Admin.freshName();
        sql("INSERT INTO gateway.cache_configuration (name, version, settings, created_at, updated_at) VALUES ('" + name
                + "', 1, '{\"cache_type\": \"memory\", \"tiers\": [\"memory\"]}', now(), now())");
        Awaitility.await().atMost(WITHIN).until(() -> caches.find(name).isPresent());
        sql("UPDATE gateway.cache_configuration SET version = 2, settings = settings || '{\"ttl_seconds\": 7}' WHERE"
                + " name = '" + name + "'");
        Awaitility.await()
                .atMost(WITHIN)
                .untilAsserted(() -> assertEquals(
                        7000, caches.find(name).orElseThrow().spec().ttlMs()));
        sql("UPDATE gateway.cache_configuration SET version = 3, settings = settings || '{\"is_active\": false}' WHERE"
                + " name = '" + name + "'");
        Awaitility.await().atMost(WITHIN).until(() -> caches.find(name).isEmpty() && inactive.contains(name));
        sql("DELETE FROM gateway.cache_configuration WHERE name = '" + name + "'");
        Awaitility.await().atMost(WITHIN).until(() -> !inactive.contains(name));
    }

    @Test
    void seesAChangeWhoseNoticeWasLost() {
        String name = Admin.freshName();
        pool.withTransaction(connection -> connection
                        .query("ALTER TABLE gateway.cache_configuration DISABLE TRIGGER cache_configuration_changed")
                        .execute()
                        .chain(() -> connection
                                .query("INSERT INTO gateway.cache_configuration (name, version, settings, created_at,"
                                        + " updated_at) VALUES ('" + name + "', 1, '{}', now(), now())")
                                .execute())
                        .chain(() -> connection
                                .query("UPDATE gateway.catalog_stamp SET stamp = stamp + 1")
                                .execute())
                        .chain(() -> connection
                                .query("ALTER TABLE gateway.cache_configuration ENABLE TRIGGER"
                                        + " cache_configuration_changed")
                                .execute()))
                .await()
                .indefinitely();
        Awaitility.await().atMost(Duration.ofSeconds(4)).until(() -> caches.find(name)
                .isPresent());
    }

    @Test
    void staysAsItIsBesideARowThatCannotBeRead() {
        String broken = Admin.freshName();
        sql("INSERT INTO gateway.cache_configuration (name, version, settings, created_at, updated_at) VALUES ('"
                + broken + "', 1, '{\"ttl_seconds\": \"often\"}', now(), now())");
        String name = Admin.cache();
        assertTrue(caches.find(name).isPresent());
        assertTrue(caches.find(broken).isEmpty());
        sql("DELETE FROM gateway.cache_configuration WHERE name = '" + broken + "'");
    }

    private void sql(String statement) {
        pool.query(statement).execute().await().indefinitely();
    }
}
