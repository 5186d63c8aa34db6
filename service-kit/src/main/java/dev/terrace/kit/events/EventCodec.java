package dev.terrace.kit.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.terrace.events.Command;
import dev.terrace.events.CommandEvent;
import dev.terrace.events.TerraceEvent;
import dev.terrace.events.Topic;
import dev.terrace.kit.json.StrictJson;
import java.io.IOException;
import java.util.Locale;

/** Events as JSON bodies. Readers ignore unknown fields; absent lists are empty, absent flags false. */
public final class EventCodec {
    private static final ObjectMapper JSON =
            StrictJson.tolerant().disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

    private EventCodec() {}

    /** The event as a body. */
    public static byte[] encode(TerraceEvent event) {
        try {
            ObjectNode body = JSON.valueToTree(event);
            if (event instanceof CommandEvent) {
                body.put("command", event.getClass().getSimpleName().toLowerCase(Locale.ROOT));
            }
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An event must be writable: " + event.getClass(), e);
        }
    }

    /**
     * The event in a body.
     *
     * @throws BadEventException when it is none of that topic
     */
    public static TerraceEvent decode(Topic topic, byte[] body) throws BadEventException {
        try {
            JsonNode tree = JSON.readTree(body);
            if (tree == null || !tree.isObject()) {
                throw new BadEventException("The body is no JSON object.");
            }
            return JSON.treeToValue(EmptyLists.filled(tree, type(topic, tree)), type(topic, tree));
        } catch (IOException e) {
            throw new BadEventException("The body does not fit " + topic.topicName() + ": " + reason(e));
        }
    }

    private static Class<? extends TerraceEvent> type(Topic topic, JsonNode tree) throws BadEventException {
        if (topic != Topic.COMMAND) {
            return topic.types().getFirst();
        }
        return switch (tree.path("command").asText("")) {
            case "invalidate" -> Command.Invalidate.class;
            case "warm" -> Command.Warm.class;
            case "put" -> Command.Put.class;
            default -> throw new BadEventException("The field command is none of invalidate, warm, put.");
        };
    }

    private static String reason(IOException e) {
        return e instanceof JsonProcessingException json ? json.getOriginalMessage() : String.valueOf(e.getMessage());
    }
}
