package dev.terrace.gateway;

import static io.restassured.RestAssured.given;

import dev.terrace.kit.test.LocalStack;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** The admin API as its admin calls it. */
public final class Admin {
    public static final String BASE = "/api/admin/caching/";

    private Admin() {}

    /** A request with the admin token. */
    public static RequestSpecification admin() {
        return as(token());
    }

    /** A request with that token. */
    public static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token).contentType(ContentType.JSON);
    }

    /** The admin token of this run. */
    public static String token() {
        try {
            return Files.readString(Path.of(
                            Objects.requireNonNull(LocalStack.environment().get("TERRACE_ADMIN_TOKEN_FILE"))))
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A name that no cache has yet. */
    public static String freshName() {
        return "c" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    }

    /** Makes a cache in memory and returns its name. */
    public static String cache() {
        String name = freshName();
        admin().body(Map.of("name", name, "cache_type", "memory"))
                .post(BASE + "configurations/")
                .then()
                .statusCode(201);
        return name;
    }
}
