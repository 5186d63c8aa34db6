package dev.terrace.gateway.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.terrace.kit.json.StrictJson;
import dev.terrace.kit.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Whatever is sent as a configuration: settings that make sense, or a problem that names the fields; nothing else happens. */
class SettingsProperties {
    private static final List<String> VALUES = List.of(
            "null",
            "0",
            "1",
            "-1",
            "60",
            "1.5",
            "1e30",
            "9223372036854775808",
            "true",
            "\"\"",
            "\"redis\"",
            "\"memory\"",
            "\"strict\"",
            "\"write_through\"",
            "[]",
            "[null]",
            "[\"memory\",\"redis\"]",
            "[1]",
            "{}",
            "{\"x\":1}",
            "{\"url_template\":\"http://shop/{key}\"}",
            "{\"url_template\":null}",
            "{\"type\":\"database\",\"table\":\"t\"}",
            "{\"type\":1}",
            "{\"hit_ratio\":null}",
            "{\"p99_ms\":[]}",
            "{\"operations_per_second\":null}");

    private final ObjectMapper json = mapper();
    private final Draft draft = new Draft(json);

    @Property(tries = 2000)
    void anyBodyIsSettingsOrAProblem(@ForAll("bodies") String body) {
        checked(body);
    }

    @Property(tries = 1000)
    void settingsComeBackAsTheyWere(@ForAll("bodies") String body) {
        Settings settings = checked(body);
        if (settings != null) {
            Settings stored = Validation.check(draft.stored("shop", draft.fields(settings)));
            assertEquals(draft.fields(settings), draft.fields(stored), body);
            assertEquals(draft.fields(settings), draft.fields(draft.changed(settings, json.createObjectNode())), body);
        }
    }

    private @Nullable Settings checked(String body) {
        ObjectNode tree;
        try {
            tree = (ObjectNode) json.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(body, e);
        }
        try {
            return Validation.check(draft.full(tree, null));
        } catch (Problem refused) {
            assertEquals(422, refused.status(), body);
            assertFalse(refused.errors().isEmpty(), body);
            return null;
        }
    }

    @Provide
    Arbitrary<String> bodies() {
        List<String> names = new ArrayList<>(List.of("else", "slo.hit_ratio", "origin.url_template", "origin.type"));
        json.valueToTree(Settings.DEFAULTS).fieldNames().forEachRemaining(names::add);
        Arbitrary<String> values = Arbitraries.of(VALUES);
        Arbitrary<String> fields =
                Combinators.combine(Arbitraries.of(names), values).as((name, value) -> "\"" + name + "\":" + value);
        return fields.list()
                .uniqueElements(field -> field.substring(0, field.indexOf(':')))
                .ofMaxSize(4)
                .map(list -> "{\"name\":\"shop\""
                        + String.join(
                                "",
                                list.stream()
                                        .filter(f -> !f.startsWith("\"name\""))
                                        .map(f -> "," + f)
                                        .toList())
                        + "}");
    }

    private static ObjectMapper mapper() {
        ObjectMapper mapper = new ObjectMapper();
        new StrictJson().customize(mapper);
        return mapper;
    }
}
