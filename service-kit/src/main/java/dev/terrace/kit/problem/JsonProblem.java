package dev.terrace.kit.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.stream.Collectors;

/** JSON that cannot be read is 400; JSON that can be read but does not fit is 422 with a pointer. */
public final class JsonProblem {
    private JsonProblem() {}

    /** The problem to tell. */
    public static Problem of(JsonProcessingException failure) {
        return switch (failure) {
            case UnrecognizedPropertyException unknown -> Problem.field(pointer(unknown), "There is no such field.");
            case InvalidFormatException format ->
                Problem.field(pointer(format), "Not a value of type " + typeName(format) + ".");
            case MismatchedInputException mismatch -> mismatched(mismatch);
            case JsonMappingException mapping when mapping.getCause() instanceof Problem problem -> problem;
            case JsonMappingException mapping
            when !mapping.getPath().isEmpty() -> Problem.field(pointer(mapping), "Cannot be read.");
            default -> Problem.of(Kind.MALFORMED, "The body is not well-formed JSON" + where(failure) + ".");
        };
    }

    private static Problem mismatched(MismatchedInputException failure) {
        if (failure.getPath().isEmpty() && String.valueOf(failure.getMessage()).startsWith("No content")) {
            return Problem.of(Kind.MALFORMED, "The body is empty; JSON is needed.");
        }
        return Problem.field(pointer(failure), "Expected " + typeName(failure) + ".");
    }

    private static String typeName(MismatchedInputException failure) {
        Class<?> type = failure.getTargetType();
        if (type == null || type.isRecord()) {
            return "an object";
        }
        if (Number.class.isAssignableFrom(type) || (type.isPrimitive() && type != boolean.class)) {
            return "a number";
        }
        if (Iterable.class.isAssignableFrom(type)) {
            return "an array";
        }
        return type == String.class ? "a string" : type.getSimpleName().toLowerCase(java.util.Locale.ROOT);
    }

    private static String where(JsonProcessingException failure) {
        var at = failure.getLocation();
        return at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    }

    private static String pointer(JsonMappingException failure) {
        return failure.getPath().stream()
                .map(r -> r.getFieldName() == null ? Integer.toString(r.getIndex()) : r.getFieldName())
                .map(s -> s.replace("~", "~0").replace("/", "~1"))
                .collect(Collectors.joining("/", "/", ""));
    }
}
