package dev.terrace.gateway.events;

import dev.terrace.events.Command;
import dev.terrace.events.CommandEvent;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is wrong with a command whoever asks and whenever: the same bounds as on the data plane. */
final class CommandChecks {
    private static final int MAX_KEY_BYTES = 1024;
    private static final int MAX_TAGS = 50;
    private static final int MAX_TAG_BYTES = 128;
    private static final long MAX_TTL_SECONDS = 315_360_000L;

    private CommandChecks() {}

    static Optional<Done.Bad> fault(CommandEvent command, int maxKeys) {
        if (missing(command.cacheName())) {
            return bad("cache_name is missing.");
        }
        return switch (command) {
            case Command.Invalidate invalidate -> invalidate(invalidate, maxKeys);
            case Command.Warm warm -> warm(warm, maxKeys);
            case Command.Put put -> put(put);
        };
    }

    private static Optional<Done.Bad> invalidate(Command.Invalidate command, int maxKeys) {
        boolean nothing =
                !command.all() && command.keys().isEmpty() && command.tags().isEmpty() && missing(command.pattern());
        return nothing ? bad("There is no selector: keys, tags, pattern or all.") : keys(command.keys(), maxKeys);
    }

    private static Optional<Done.Bad> warm(Command.Warm command, int maxKeys) {
        if (command.source() != null && !command.source().equals("origin")) {
            return bad("The source is none of: origin.");
        }
        return command.keys().isEmpty() ? bad("There are no keys.") : keys(command.keys(), maxKeys);
    }

    private static Optional<Done.Bad> put(Command.Put command) {
        if (command.value() == null || !base64(command.value())) {
            return bad("value is no base64.");
        }
        Long ttl = command.ttl();
        if (ttl != null && (ttl <= 0 || ttl > MAX_TTL_SECONDS)) {
            return bad("ttl is not between 1 and " + MAX_TTL_SECONDS + " seconds.");
        }
        boolean tags =
                command.tags().size() <= MAX_TAGS && command.tags().stream().allMatch(CommandChecks::isTag);
        return tags
                ? keys(List.of(String.valueOf(command.key())), 1)
                : bad("tags are too many, too long or malformed.");
    }

    private static Optional<Done.Bad> keys(List<String> keys, int max) {
        if (keys.size() > max) {
            return bad("There are more than " + max + " keys.");
        }
        return keys.stream().allMatch(key -> length(key) > 0 && length(key) <= MAX_KEY_BYTES)
                ? Optional.empty()
                : bad("A key has 1 to " + MAX_KEY_BYTES + " bytes of UTF-8.");
    }

    private static boolean isTag(String tag) {
        return length(tag) > 0
                && length(tag) <= MAX_TAG_BYTES
                && tag.chars().noneMatch(c -> c == ',' || Character.isISOControl(c));
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static boolean base64(String text) {
        try {
            return Base64.getDecoder().decode(text) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean missing(@Nullable String text) {
        return text == null || text.isEmpty();
    }

    private static Optional<Done.Bad> bad(String reason) {
        return Optional.of(new Done.Bad(reason));
    }
}
