package dev.terrace.gateway.api.site;

import static dev.terrace.gateway.Admin.BASE;
import static dev.terrace.gateway.Admin.admin;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.gateway.Neighbours;
import dev.terrace.kit.test.LocalStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(LocalStack.class)
@QuarkusTestResource(Neighbours.class)
class SiteIT {
    @ParameterizedTest
    @ValueSource(strings = {"/", "/dashboard"})
    void leadsToTheDashboard(String path) {
        given().redirects().follow(false).get(path).then().statusCode(302).header("Location", endsWith("/dashboard/"));
        given().get(path).then().statusCode(200).contentType(containsString("text/html"));
    }

    @Test
    void servesTheDashboardWithoutCredentialsAndItsFilesForever() {
        String page = given().get("/dashboard/")
                .then()
                .statusCode(200)
                .contentType(containsString("text/html"))
                .header("Cache-Control", "no-cache")
                .header("X-Frame-Options", "DENY")
                .header("Content-Security-Policy", containsString("script-src 'self'"))
                .extract()
                .asString();
        Matcher script = Pattern.compile("src=\"\\./(assets/[^\"]+\\.js)\"").matcher(page);
        assertTrue(script.find(), page);
        given().get("/dashboard/" + script.group(1))
                .then()
                .statusCode(200)
                .header("Cache-Control", "public, max-age=31536000, immutable");
        given().get("/dashboard/assets/gone.js").then().statusCode(404).header("Cache-Control", "no-cache");
    }

    @Test
    void keepsBrowsersFromGuessingFramingAndKeeping() {
        admin().get(BASE + "configurations/")
                .then()
                .statusCode(200)
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header("Referrer-Policy", "no-referrer")
                .header("Cache-Control", equalTo("no-store"))
                .header("Content-Security-Policy", containsString("default-src 'none'"));
        given().get(BASE + "configurations/").then().statusCode(401).header("X-Content-Type-Options", "nosniff");
        given().get("/assets/evil.html").then().header("Content-Security-Policy", containsString("sandbox"));
        admin().get("/api/cache/default/evil").then().header("Content-Security-Policy", containsString("sandbox"));
    }
}
