package dev.terrace.gateway.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.terrace.kit.json.StrictJson;
import dev.terrace.kit.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An empty text is no number, no list and no object, a null in a list is no item: refused, and not taken for nothing or for zero. */
class NothingTest {
    private final ObjectMapper json = new ObjectMapper();
    private final Draft draft;

    NothingTest() {
        new StrictJson().customize(json);
        draft = new Draft(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"max_size_mb", "ttl_seconds", "stale_if_error_seconds", "is_active", "tiers", "slo", "quotas"})
    void emptyTextIsRefused(String field) {
        refused("/" + field, json.createObjectNode().put(field, ""));
    }

    @Test
    void nullInAListIsRefused() {
        ObjectNode tiers = json.createObjectNode();
        tiers.putArray("tiers").add("memory").addNull();
        refused("/tiers/1", tiers);
    }

    private void refused(String pointer, ObjectNode body) {
        Problem refused = assertThrows(Problem.class, () -> draft.full(body.put("name", "shop"), null));
        assertEquals(422, refused.status());
        assertEquals(pointer, refused.errors().getFirst().pointer());
    }
}
