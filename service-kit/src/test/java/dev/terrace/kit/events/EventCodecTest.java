package dev.terrace.kit.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.events.Command;
import dev.terrace.events.Invalidated;
import dev.terrace.events.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {
    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void comesBackAsItWent() throws BadEventException {
        Invalidated event = new Invalidated(
                "i1",
                "shop",
                List.of("a"),
                List.of(),
                null,
                List.of(),
                List.of(),
                false,
                true,
                true,
                "1-2",
                "bot",
                null,
                Instant.EPOCH);
        byte[] body = EventCodec.encode(event);
        assertEquals(event, EventCodec.decode(Topic.INVALIDATION, body));
        String json = new String(body, StandardCharsets.UTF_8);
        assertTrue(json.contains("\"cache_name\":\"shop\"") && json.contains("1970-01-01T00:00:00Z"), json);
    }

    @Test
    void commandsAreToldApartByTheirField() throws BadEventException {
        assertEquals(
                new Command.Invalidate("shop", List.of("a"), List.of(), null, false, false, null),
                EventCodec.decode(
                        Topic.COMMAND, bytes("{\"command\":\"invalidate\",\"cache_name\":\"shop\",\"keys\":[\"a\"]}")));
        assertEquals(
                new Command.Put("shop", "k", "dg==", null, 60L, List.of()),
                EventCodec.decode(
                        Topic.COMMAND,
                        bytes(
                                "{\"command\":\"put\",\"cache_name\":\"shop\",\"key\":\"k\",\"value\":\"dg==\",\"ttl\":60}")));
        Command.Warm warm = new Command.Warm("shop", List.of("a"), "origin");
        assertEquals(warm, EventCodec.decode(Topic.COMMAND, EventCodec.encode(warm)));
    }

    @Test
    void unknownFieldsAreIgnored() throws BadEventException {
        EventCodec.decode(
                Topic.COMMAND,
                bytes("{\"command\":\"warm\",\"cache_name\":\"c\",\"keys\":[],\"source\":\"origin\",\"new\":1}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{\"command\":\"explode\"}",
                "{\"command\":\"invalidate\",\"keys\":5}",
                "{}"
            })
    void whatDoesNotFitSaysWhy(String body) {
        BadEventException bad =
                assertThrows(BadEventException.class, () -> EventCodec.decode(Topic.COMMAND, bytes(body)));
        assertTrue(String.valueOf(bad.getMessage()).length() > 10);
    }
}
