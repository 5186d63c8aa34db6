package dev.terrace.gateway.api.admin;

import static dev.terrace.gateway.Admin.BASE;
import static dev.terrace.gateway.Admin.admin;
import static dev.terrace.gateway.Admin.as;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.gateway.Admin;
import dev.terrace.gateway.Neighbours;
import dev.terrace.kit.security.Role;
import dev.terrace.kit.test.LocalStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Walks over every endpoint with every role: allowed means anything but 401 and 403. */
@QuarkusTest
@QuarkusTestResource(LocalStack.class)
@QuarkusTestResource(Neighbours.class)
class RolesIT {
    private static final Set<Role> VIEW = Set.of(Role.values());
    private static final Set<Role> OPERATE = Set.of(Role.OPERATOR, Role.ADMIN);
    private static final Set<Role> ADMINISTER = Set.of(Role.ADMIN);

    /** Names that do not exist, so that what is allowed changes nothing. */
    private static final Map<String, Set<Role>> RULES = Map.ofEntries(
            Map.entry("GET configurations", VIEW),
            Map.entry("POST configurations", OPERATE),
            Map.entry("GET configurations/{id}", VIEW),
            Map.entry("PUT configurations/{id}", OPERATE),
            Map.entry("PATCH configurations/{id}", OPERATE),
            Map.entry("DELETE configurations/{id}", ADMINISTER),
            Map.entry("GET configurations/{id}/stats", VIEW),
            Map.entry("GET configurations/{id}/history", VIEW),
            Map.entry("POST configurations/{id}/history/{version}/restore", OPERATE),
            Map.entry("GET configurations/{id}/keys", VIEW),
            Map.entry("GET configurations/{id}/dead_letters", VIEW),
            Map.entry("POST configurations/{id}/dead_letters/{letter}/discard", OPERATE),
            Map.entry("POST configurations/{id}/dead_letters/{letter}/replay", OPERATE),
            Map.entry("GET config/export", VIEW),
            Map.entry("POST config/import", OPERATE),
            Map.entry("POST configurations/{id}/test_connection", OPERATE),
            Map.entry("GET invalidations", VIEW),
            Map.entry("POST invalidations/invalidate_keys", OPERATE),
            Map.entry("GET invalidations/{id}", VIEW),
            Map.entry("DELETE invalidations/{id}", OPERATE),
            Map.entry("GET warming", VIEW),
            Map.entry("POST warming", OPERATE),
            Map.entry("POST warming/warm_keys", OPERATE),
            Map.entry("GET warming/{id}", VIEW),
            Map.entry("PUT warming/{id}", OPERATE),
            Map.entry("PATCH warming/{id}", OPERATE),
            Map.entry("DELETE warming/{id}", OPERATE),
            Map.entry("POST warming/{id}/execute", OPERATE),
            Map.entry("GET configurations/{id}/hot_keys", VIEW),
            Map.entry("GET routes", VIEW),
            Map.entry("POST routes", OPERATE),
            Map.entry("GET jobs", VIEW),
            Map.entry("GET jobs/{id}", VIEW),
            Map.entry("DELETE jobs/{id}", OPERATE),
            Map.entry("GET jobs/{id}/events", VIEW),
            Map.entry("GET api_keys", ADMINISTER),
            Map.entry("POST api_keys", ADMINISTER),
            Map.entry("GET api_keys/{id}", ADMINISTER),
            Map.entry("PUT api_keys/{id}", ADMINISTER),
            Map.entry("DELETE api_keys/{id}", ADMINISTER),
            Map.entry("POST api_keys/{id}/rotate", ADMINISTER),
            Map.entry("GET encryption/keys", VIEW),
            Map.entry("POST encryption/keys/rotate", ADMINISTER),
            Map.entry("GET session", VIEW));

    @Test
    void allowsEachRoleWhatItMayAndNothingElse() {
        Map<Role, String> tokens = tokens();
        List<String> wrong = new ArrayList<>();
        RULES.forEach((endpoint, allowed) -> {
            for (Role role : Role.values()) {
                int status = call(endpoint, tokens.get(role));
                boolean admitted = status != 401 && status != 403;
                if (admitted != allowed.contains(role) || status >= 500) {
                    wrong.add(endpoint + " as " + role.wireName() + ": " + status);
                }
            }
            if (call(endpoint, "no-such-token-no-such-token") != 401) {
                wrong.add(endpoint + " with a wrong token");
            }
        });
        assertEquals(List.of(), wrong);
    }

    @Test
    void hasARuleForEveryEndpoint() {
        JsonPath document = admin().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        Map<String, Map<String, Object>> paths = document.getMap("paths");
        List<String> missing = new ArrayList<>();
        paths.forEach((path, operations) -> operations.keySet().stream()
                .map(String::toUpperCase)
                .filter(List.of("GET", "POST", "PUT", "PATCH", "DELETE")::contains)
                .filter(method -> path.startsWith(BASE) && !path.contains("/metrics/"))
                .map(method -> method + " " + path.substring(BASE.length()))
                .filter(endpoint -> !RULES.containsKey(endpoint))
                .filter(endpoint -> !List.of("POST session", "DELETE session").contains(endpoint))
                .forEach(missing::add));
        assertEquals(List.of(), missing);
        assertTrue(paths.size() > 10);
    }

    private static int call(String endpoint, String token) {
        String[] parts = endpoint.split(" ");
        String path = parts[1].replace("{id}", parts[1].startsWith("api_keys") ? "999999" : "nobody")
                .replace("{version}", "1")
                .replace("{letter}", "0-1");
        var request = as(token).header("If-Match", "*").header("Accept", "application/json, text/event-stream");
        if (!parts[0].equals("GET") && !parts[0].equals("DELETE")) {
            request.body("{}");
        }
        return request.request(parts[0], BASE + path + "/").statusCode();
    }

    private static Map<Role, String> tokens() {
        Map<Role, String> tokens = new EnumMap<>(Role.class);
        Arrays.stream(Role.values())
                .forEach(role -> tokens.put(
                        role,
                        admin().body(Map.of("name", Admin.freshName(), "role", role.wireName()))
                                .post(BASE + "api_keys/")
                                .then()
                                .statusCode(201)
                                .extract()
                                .path("secret")));
        return tokens;
    }
}
