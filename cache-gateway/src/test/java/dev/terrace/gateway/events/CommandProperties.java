package dev.terrace.gateway.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.events.Command;
import dev.terrace.events.CommandEvent;
import dev.terrace.events.Topic;
import dev.terrace.kit.events.BadEventException;
import dev.terrace.kit.events.EventCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** What other systems publish: a command that is checked, or a bad event with its reason; nothing else happens. */
class CommandProperties {
    @Property
    void anyBytesAreACommandOrABadEvent(@ForAll byte[] body) {
        checked(body);
    }

    @Property(tries = 2000)
    void anythingLikeACommandIsOneOrABadEvent(@ForAll("bodies") String body) {
        checked(body.getBytes(StandardCharsets.UTF_8));
    }

    private static void checked(byte[] body) {
        CommandEvent command;
        try {
            command = (CommandEvent) EventCodec.decode(Topic.COMMAND, body);
        } catch (BadEventException declared) {
            assertNotNull(declared.getMessage());
            return;
        }
        assertNotNull(CommandChecks.fault(command, 100));
    }

    @Property
    void goodCommandsHaveNoFault(@ForAll("keys") String key) {
        assertTrue(CommandChecks.fault(new Command.Warm("shop", List.of(key), "origin"), 1)
                .isEmpty());
    }

    @Property
    void anyHeadersNameAnEvent(@ForAll byte[] id, @ForAll byte[] source) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("ce_id", id);
        headers.add("ce_source", source);
        Envelope envelope = Envelope.of(headers, "topic/1/2");
        assertTrue(!envelope.id().isEmpty() && envelope.id().length() <= 200);
        assertEquals(id.length == 0, envelope.id().equals("topic/1/2"));
    }

    @Provide
    Arbitrary<String> keys() {
        return Arbitraries.strings()
                .withCharRange('\u0000', '\ud7ff')
                .ofMinLength(1)
                .ofMaxLength(40);
    }

    @Provide
    Arbitrary<String> bodies() {
        Arbitrary<String> values = Arbitraries.of(
                "null", "1", "-1", "1.5", "1e400", "true", "\"\"", "\"a\"", "[]", "[null]", "[1]", "[\"a\"]", "{}");
        Arbitrary<String> fields = Combinators.combine(
                        Arbitraries.of(
                                "cache_name",
                                "keys",
                                "tags",
                                "pattern",
                                "all",
                                "cdn",
                                "reason",
                                "source",
                                "key",
                                "value",
                                "content_type",
                                "ttl",
                                "else"),
                        values)
                .as((name, value) -> "\"" + name + "\":" + value);
        Arbitrary<String> kinds = Arbitraries.of("invalidate", "warm", "put", "boil");
        return Combinators.combine(kinds, fields.list().ofMaxSize(7))
                .as((kind, list) ->
                        "{\"command\":\"" + kind + "\"" + (list.isEmpty() ? "" : ",") + String.join(",", list) + "}");
    }
}
