package dev.terrace.gateway.api.admin;

import static dev.terrace.gateway.Admin.BASE;
import static dev.terrace.gateway.Admin.admin;
import static dev.terrace.gateway.Admin.freshName;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.terrace.gateway.Admin;
import dev.terrace.gateway.origin.database.Shop;
import dev.terrace.kit.test.LocalStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Caches in front of a table and of an HTTP origin, from outside: configured, written, counted, read. */
@QuarkusTest
@QuarkusTestResource(LocalStack.class)
@TestProfile(OriginsIT.WithShop.class)
class OriginsIT {
    private static final String PATH = BASE + "configurations/";
    private static Shop shop;

    /** A data source {@code shop}. */
    public static class WithShop implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> place = LocalStack.environment();
            return Map.of(
                    "terrace.datasources", "shop",
                    "terrace.datasource.shop.url", place.getOrDefault("TERRACE_POSTGRES_URL", ""),
                    "terrace.datasource.shop.user", place.getOrDefault("TERRACE_POSTGRES_USER", ""),
                    "terrace.datasource.shop.password", place.getOrDefault("TERRACE_POSTGRES_PASSWORD", ""));
        }
    }

    @BeforeAll
    static void open() {
        shop = new Shop();
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    private static Map<String, Object> table(String table, Map<String, Object> value) {
        Map<String, Object> origin = new HashMap<>();
        origin.put("type", "database");
        origin.put("datasource", "shop");
        origin.put("table", table);
        origin.put("key_column", "id");
        origin.put("value", value);
        origin.put("version_column", "v");
        origin.put("writable", true);
        return origin;
    }

    private static ValidatableResponse make(String name, String strategy, String ack, Object origin) {
        return admin().body(Map.of(
                        "name", name, "cache_type", "memory", "strategy", strategy, "ack", ack, "origin", origin))
                .post(PATH)
                .then();
    }

    private static RequestSpecification data() {
        return Admin.admin().contentType(ContentType.TEXT);
    }

    private static String at(String cache, String key) {
        return "/api/cache/" + cache + "/" + key;
    }

    @Test
    void keepsAConfigurationOnlyWhenTheTableFits() {
        String there = shop.table("id text PRIMARY KEY, doc jsonb, v bigint");
        make(freshName(), "write_through", "log", table("nowhere", Map.of("column", "doc")))
                .statusCode(422)
                .body("errors.pointer", contains("/origin/table"));
        Map<String, Object> elsewhere = table(there, Map.of("column", "doc"));
        elsewhere.put("datasource", "crm");
        make(freshName(), "write_through", "log", elsewhere)
                .statusCode(422)
                .body("errors.pointer", contains("/origin/datasource"))
                .body("errors[0].detail", containsString("shop"));
        String name = freshName();
        make(name, "write_through", "origin", table(there, Map.of("column", "doc")))
                .statusCode(201)
                .body("origin.table", equalTo(there))
                .body("origin.value.column", equalTo("doc"))
                .body("origin.value.columns", nullValue())
                .body("origin.url_template", nullValue());
        admin().header("If-Match", "*")
                .body(Map.of("origin", Map.of("value", Map.of("column", "none"))))
                .patch(PATH + name)
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/origin/value/column"));
        admin().post(PATH + name + "/test_connection/")
                .then()
                .statusCode(200)
                .body("ok", equalTo(true))
                .body("origin.detail", startsWith("PostgreSQL"));
    }

    @Test
    void writesThroughToATable() {
        String rows = shop.table("id text PRIMARY KEY, doc jsonb, v bigint");
        String name = freshName();
        make(name, "write_through", "log", table(rows, Map.of("column", "doc"))).statusCode(201);
        String etag = data().body("{\"b\":1,\"a\":2}")
                .put(at(name, "k"))
                .then()
                .statusCode(201)
                .header("Terrace-Ack", "origin")
                .header("Terrace-Position", notNullValue())
                .extract()
                .header("ETag");
        data().get(at(name, "k"))
                .then()
                .statusCode(200)
                .contentType("application/json")
                .header("ETag", etag)
                .header("Cache-Status", containsString("memory; hit"))
                .body(equalTo("{\"a\": 2, \"b\": 1}"));
        data().header("If-Match", "\"1-nothing\"")
                .body("{}")
                .put(at(name, "k"))
                .then()
                .statusCode(412);
        data().header("If-None-Match", "*").body("{}").put(at(name, "k")).then().statusCode(412);
        data().header("If-Match", etag).body("[]").put(at(name, "k")).then().statusCode(204);
        assertEquals("[]", shop.one("SELECT doc FROM \"" + rows + "\" WHERE id = 'k' AND v = 2"));
        data().body("no json").put(at(name, "k")).then().statusCode(422);
        data().delete(at(name, "k")).then().statusCode(204);
        assertEquals("0", shop.one("SELECT count(*) FROM \"" + rows + "\""));
        data().get(at(name, "k")).then().statusCode(404);
    }

    @Test
    void countsInATable() {
        String rows = shop.table("id text PRIMARY KEY, n bigint, v bigint");
        String name = freshName();
        make(name, "write_through", "log", table(rows, Map.of("column", "n"))).statusCode(201);
        String counter = at(name, "hits") + "/_increment";
        admin().header("Idempotency-Key", "a")
                .body("{\"by\": 5}")
                .post(counter)
                .then()
                .body("value", equalTo(5));
        admin().header("Idempotency-Key", "a")
                .body("{\"by\": 5}")
                .post(counter)
                .then()
                .body("value", equalTo(5));
        admin().header("Idempotency-Key", "a")
                .body("{\"by\": 6}")
                .post(counter)
                .then()
                .statusCode(422);
        admin().post(counter)
                .then()
                .statusCode(200)
                .header("Terrace-Ack", "origin")
                .body("value", equalTo(6));
        data().get(at(name, "hits")).then().body(equalTo("6"));
        shop.sql("UPDATE \"" + rows + "\" SET n = 9223372036854775807");
        admin().post(counter).then().statusCode(409);
    }

    @Test
    void countsInARecordOfPostgresAndOfRedis() {
        for (String type : new String[] {"database", "redis"}) {
            String name = freshName();
            admin().body(Map.of("name", name, "cache_type", type))
                    .post(PATH)
                    .then()
                    .statusCode(201);
            String counter = at(name, "hits") + "/_increment";
            admin().body("{\"by\": -2, \"ttl\": 60}")
                    .post(counter)
                    .then()
                    .statusCode(200)
                    .body("value", equalTo(-2));
            admin().header("Idempotency-Key", "a")
                    .body("{\"by\": 4}")
                    .post(counter)
                    .then()
                    .body("value", equalTo(2));
            admin().header("Idempotency-Key", "a")
                    .body("{\"by\": 4}")
                    .post(counter)
                    .then()
                    .body("value", equalTo(2));
            admin().header("Idempotency-Key", "a")
                    .body("{\"by\": 3}")
                    .post(counter)
                    .then()
                    .statusCode(422);
            admin().body("{\"by\": 0}")
                    .post(counter)
                    .then()
                    .statusCode(200)
                    .header("Terrace-Ack", type.equals("redis") ? "memory" : "fsync")
                    .header("Terrace-Position", notNullValue())
                    .body("value", equalTo(2));
            data().get(at(name, "hits")).then().body(equalTo("2")).contentType("text/plain");
            data().body("five").put(at(name, "hits")).then().statusCode(204);
            admin().post(counter).then().statusCode(409);
        }
    }

    @Test
    void refusesWhatCannotBeHad() {
        String copies = Admin.cache();
        admin().post(at(copies, "hits") + "/_increment").then().statusCode(422);
        admin().body(Map.of("name", freshName(), "cache_type", "redis", "ack", "fsync"))
                .post(PATH)
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/ack"));
    }

    @Test
    void writesAroundATable() {
        String rows = shop.table("id text PRIMARY KEY, doc text, v bigint");
        String name = freshName();
        make(name, "write_around", "origin", table(rows, Map.of("column", "doc")))
                .statusCode(201);
        around(name);
        assertEquals("3", shop.one("SELECT v FROM \"" + rows + "\" WHERE id = 'k'"));
    }

    /** After each write the copies are gone and the next read asks the origin. */
    private static void around(String cache) {
        for (String value : new String[] {"one", "two", "three"}) {
            data().body(value).put(at(cache, "k")).then().header("Terrace-Ack", "origin");
            data().get(at(cache, "k"))
                    .then()
                    .header("Cache-Status", containsString("fwd="))
                    .body(equalTo(value));
            data().get(at(cache, "k"))
                    .then()
                    .header("Cache-Status", containsString("memory; hit"))
                    .body(equalTo(value));
        }
    }

    @Test
    void writesAroundAnHttpOrigin() throws IOException {
        Map<String, byte[]> held = new ConcurrentHashMap<>();
        AtomicInteger reads = new AtomicInteger();
        HttpServer origin = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        origin.createContext("/", exchange -> serve(exchange, held, reads));
        origin.start();
        try {
            String name = freshName();
            String url = "http://127.0.0.1:" + origin.getAddress().getPort() + "/items/{key}";
            make(name, "write_around", "origin", Map.of("url_template", url, "writable", true))
                    .statusCode(201);
            around(name);
            assertEquals(3, reads.get());
            admin().post(at(name, "k") + "/_increment").then().statusCode(422);
        } finally {
            origin.stop(0);
        }
    }

    private static void serve(HttpExchange exchange, Map<String, byte[]> held, AtomicInteger reads) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (exchange.getRequestMethod().equals("PUT")) {
            held.put(path, exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(204, -1);
        } else {
            reads.incrementAndGet();
            byte[] body = held.getOrDefault(path, new byte[0]);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }
}
