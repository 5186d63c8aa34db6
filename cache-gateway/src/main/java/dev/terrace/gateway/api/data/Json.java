package dev.terrace.gateway.api.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.terrace.kit.json.StrictJson;
import dev.terrace.kit.problem.JsonProblem;
import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON bodies of raw routes: strict in, snake_case out. */
final class Json {
    private static final ObjectMapper STRICT = strict();

    private Json() {}

    private static ObjectMapper strict() {
        ObjectMapper mapper = new ObjectMapper();
        new StrictJson().customize(mapper);
        return mapper;
    }

    /** Reads a body; 400 or 422 as a Problem. */
    static <T> T read(byte[] body, Class<T> type) {
        try {
            T read = STRICT.readValue(body, type);
            if (read == null) {
                throw dev.terrace.kit.problem.Problem.field("/", "Expected an object.");
            }
            return read;
        } catch (JsonProcessingException e) {
            throw JsonProblem.of(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(Object value) {
        try {
            return STRICT.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer must be writable.", e);
        }
    }
}
