package dev.terrace.gateway.origin.database;

import static dev.terrace.gateway.tier.Trial.await;
import static dev.terrace.gateway.tier.Trial.failure;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.CacheSpec.DatabaseOriginSpec;
import dev.terrace.gateway.cache.Preflight.Fault;
import dev.terrace.gateway.cache.UnavailableException;
import dev.terrace.gateway.coherence.redis.WallTime;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is found out about a table before a configuration is kept. */
class InspectionIT {
    private static Shop shop;
    private static String table;

    @BeforeAll
    static void connect() {
        shop = new Shop();
        table = shop.table("id text PRIMARY KEY, two text, doc json, at timestamptz, v int, price numeric");
    }

    @AfterAll
    static void disconnect() {
        shop.close();
    }

    private static DatabaseOriginSpec spec(
            String table, String key, @Nullable String column, List<String> columns, @Nullable String version) {
        return new DatabaseOriginSpec("shop", table, key, column, columns, version, 200, 10_000, true);
    }

    private static List<String> faults(DatabaseOriginSpec origin) {
        CacheSpec cache = Shop.cache("c", CacheSpec.Strategy.WRITE_THROUGH, origin);
        return await(shop.origins.check(cache, "log")).stream()
                .map(Fault::pointer)
                .toList();
    }

    @Test
    void findsNothingWrongWithWhatIsThere() {
        assertEquals(List.of(), faults(spec(table, "id", "doc", List.of(), "v")));
        assertEquals(List.of(), faults(spec("public." + table, "id", null, List.of("price", "at"), null)));
    }

    @Test
    void pointsAtWhatIsNotThereOrDoesNotFit() {
        assertEquals(List.of("/origin/table"), faults(spec("nothing", "id", "doc", List.of(), null)));
        assertEquals(
                List.of("/origin/table"), faults(spec("pg_catalog.pg_class", "relname", "relkind", List.of(), null)));
        assertEquals(List.of("/origin/table"), faults(spec("x\"; DROP TABLE y; --", "id", "doc", List.of(), null)));
        assertEquals(List.of("/origin/key_column"), faults(spec(table, "none", "doc", List.of(), null)));
        assertEquals(List.of("/origin/key_column"), faults(spec(table, "at", "doc", List.of(), null)));
        assertEquals(List.of("/origin/key_column"), faults(spec(table, "two", "doc", List.of(), null)));
        assertEquals(List.of("/origin/value/column"), faults(spec(table, "id", "price", List.of(), null)));
        assertEquals(
                List.of("/origin/value/columns/1", "/origin/version_column"),
                faults(spec(table, "id", null, List.of("doc", "nope"), "two")));
        DatabaseOriginSpec elsewhere =
                new DatabaseOriginSpec("crm", table, "id", "doc", List.of(), null, 200, 10_000, true);
        assertEquals(List.of("/origin/datasource"), faults(elsewhere));
    }

    @Test
    void saysThatItCannotBeSaidWhenTheServerIsAway() {
        Vertx vertx = Vertx.vertx();
        DataSources away = new DataSources(
                vertx, Map.of("shop", new DataSources.Place("postgresql://127.0.0.1:9/x", "u", "", 1, 1)));
        DatabaseOriginSpec origin = spec(table, "id", "doc", List.of(), null);
        CacheSpec cache = Shop.cache("c", CacheSpec.Strategy.WRITE_THROUGH, origin);
        assertInstanceOf(
                UnavailableException.class,
                failure(new DatabaseOrigins(away, new WallTime(vertx)).check(cache, "log")));
        away.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
