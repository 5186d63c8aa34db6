package dev.terrace.gateway.api.data;

import dev.terrace.gateway.cache.NewValue;
import dev.terrace.kit.problem.Problem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Bodies of batches. All of a body is checked before any of it is done; what is wrong is named by its pointer. */
final class BatchRequests {
    /** Keys or entries of one batch. */
    static final int MAX = 1000;

    private BatchRequests() {}

    /** {@code {"keys": []}}. */
    record Keys(@Nullable List<@Nullable String> keys) {
        List<String> checked() {
            List<String> checked = new ArrayList<>(bounded(keys, "/keys").size());
            for (String key : bounded(keys, "/keys")) {
                checked.add(checkedKey(key, "/keys/" + checked.size()));
            }
            return checked;
        }
    }

    /** {@code {"entries": [...]}}. */
    record Entries(@Nullable List<@Nullable EntryBody> entries) {
        List<Write> checked(int maxValue) {
            List<Write> writes = new ArrayList<>();
            Set<String> seen = new HashSet<>();
            for (EntryBody entry : bounded(entries, "/entries")) {
                String at = "/entries/" + writes.size();
                if (entry == null) {
                    throw Problem.field(at, "Expected an object.");
                }
                Write write = entry.checked(at, maxValue);
                if (!seen.add(write.key)) {
                    throw Problem.field(at + "/key", "The key is here twice.");
                }
                writes.add(write);
            }
            return writes;
        }
    }

    /** One entry; {@code value} is base64, {@code ttl} in seconds. */
    record EntryBody(
            @Nullable String key,
            @Nullable String value,
            @Nullable String contentType,
            @Nullable BigDecimal ttl,
            @Nullable List<@Nullable String> tags) {

        Write checked(String at, int maxValue) {
            byte[] bytes = value(at + "/value");
            if (bytes.length > maxValue) {
                throw Problem.field(at + "/value", "Larger than the " + maxValue + " bytes allowed here.");
            }
            Long ttlMs = WriteParameters.ttl(ttl, at + "/ttl");
            return new Write(
                    checkedKey(key, at + "/key"), new NewValue(bytes, contentType(at), ttlMs, tagList(at + "/tags")));
        }

        private byte[] value(String pointer) {
            if (value == null) {
                throw Problem.field(pointer, "Needed.");
            }
            try {
                return Base64.getDecoder().decode(value);
            } catch (IllegalArgumentException e) {
                throw Problem.field(pointer, "Not base64.");
            }
        }

        private @Nullable String contentType(String at) {
            if (contentType == null) {
                return null;
            }
            if (contentType.length() > 255 || !contentType.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
                throw Problem.field(at + "/content_type", "At most 255 printable ASCII characters.");
            }
            return contentType;
        }

        private List<String> tagList(String pointer) {
            List<String> given = new ArrayList<>();
            for (String tag : tags == null ? List.<@Nullable String>of() : tags) {
                given.add(tag == null ? "" : tag);
            }
            return WriteParameters.tags(given, pointer);
        }
    }

    /** A write that was checked. */
    record Write(String key, NewValue value) {}

    private static <T extends @Nullable Object> List<T> bounded(@Nullable List<T> items, String pointer) {
        if (items == null) {
            throw Problem.field(pointer, "Needed.");
        }
        if (items.size() > MAX) {
            throw Problem.field(pointer, "At most " + MAX + " at once.");
        }
        return items;
    }

    private static String checkedKey(@Nullable String key, String pointer) {
        if (key == null) {
            throw Problem.field(pointer, "Needed.");
        }
        String fault = DataPath.fault(key);
        if (fault != null) {
            throw Problem.field(pointer, fault);
        }
        return key;
    }
}
