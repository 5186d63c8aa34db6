package dev.terrace.gateway.origin.database;

import dev.terrace.gateway.origin.database.Shape.ValueKind;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keys and values as parameters, or why they cannot be. */
final class Sent {
    private final Shape shape;

    Sent(Shape shape) {
        this.shape = shape;
    }

    /** The key as the column's type. Only its one usual spelling counts: else two keys of the cache would be one row. */
    @Nullable
    Object key(String key) {
        try {
            return switch (shape.key()) {
                case TEXT -> key.indexOf(0) < 0 ? key : null;
                case INTEGER -> Long.toString(Long.parseLong(key)).equals(key) ? Long.valueOf(key) : null;
                case UUID -> UUID.fromString(key).toString().equals(key) ? UUID.fromString(key) : null;
            };
        } catch (IllegalArgumentException none) {
            return null;
        }
    }

    /** A value as parameter. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Value(@Nullable Object parameter, String fault) {
        static Value of(Object parameter) {
            return new Value(parameter, "");
        }

        static Value wrong(String fault) {
            return new Value(null, fault);
        }
    }

    Value value(byte[] bytes) {
        if (shape.value() == ValueKind.BYTEA) {
            return Value.of(Buffer.buffer(bytes));
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return Value.wrong("the value is no UTF-8, which the column needs");
        }
        if (text.indexOf(0) >= 0) {
            return Value.wrong("the value has a NUL, which the column does not take");
        }
        return shape.value() == null ? object(text) : Value.of(text);
    }

    private Value object(String text) {
        TreeSet<String> wanted = new TreeSet<>(shape.spec().columns());
        try {
            TreeSet<String> given = new TreeSet<>(new JsonObject(text).fieldNames());
            return given.equals(wanted)
                    ? Value.of(text)
                    : Value.wrong("the value needs exactly the fields " + String.join(", ", wanted));
        } catch (DecodeException | ClassCastException e) {
            return Value.wrong("the value is no JSON object with the fields " + String.join(", ", wanted));
        }
    }
}
