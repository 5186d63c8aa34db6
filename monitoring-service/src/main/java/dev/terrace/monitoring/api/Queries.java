package dev.terrace.monitoring.api;

import dev.terrace.kit.problem.Problem;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Query parameters that are more than text; 422 when they make no sense. */
final class Queries {
    private static final int MAX_NAME = 200;

    private Queries() {}

    static @Nullable Instant time(String name, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            // A plus that was not encoded arrives as a blank.
            return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeParseException e) {
            throw Problem.field("/" + name, "A time like 2026-01-01T00:00:00Z.");
        }
    }

    /** Whole seconds, or with a unit: 10, 10s, 5m, 1h, 1d; 0 when absent. */
    static long seconds(String name, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            return 0;
        }
        if (!text.matches("[0-9]{1,8}[smhd]?")) {
            throw Problem.field("/" + name, "Seconds, or a number with s, m, h or d.");
        }
        char last = text.charAt(text.length() - 1);
        long number = Long.parseLong(Character.isDigit(last) ? text : text.substring(0, text.length() - 1));
        long seconds =
                switch (last) {
                    case 'm' -> number * 60;
                    case 'h' -> number * 3600;
                    case 'd' -> number * 86_400;
                    default -> number;
                };
        if (seconds < 1) {
            throw Problem.field("/" + name, "At least one second.");
        }
        return seconds;
    }

    /** One of a set of words, several with commas; empty when absent. */
    static Set<String> words(String name, @Nullable String text, Set<String> allowed) {
        if (text == null || text.isEmpty()) {
            return Set.of();
        }
        Set<String> words = Arrays.stream(text.split(",", -1)).collect(Collectors.toSet());
        if (!allowed.containsAll(words)) {
            throw Problem.field(
                    "/" + name,
                    "One of " + String.join(", ", allowed.stream().sorted().toList()) + ".");
        }
        return words;
    }

    /** Something by its name, null when absent. */
    static <T> @Nullable T named(String name, @Nullable String text, Function<String, Optional<T>> find) {
        return text == null || text.isEmpty()
                ? null
                : find.apply(text).orElseThrow(() -> Problem.field("/" + name, "There is no such " + name + "."));
    }

    /** A name, null when absent. */
    static @Nullable String name(String name, @Nullable String text) {
        if (text != null && (text.isEmpty() || text.length() > MAX_NAME)) {
            throw Problem.field("/" + name, "1 to " + MAX_NAME + " characters.");
        }
        return text;
    }
}
