package dev.terrace.gateway.api.data;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The field If-Match or If-None-Match (RFC 9110, 13.1): a star, or a list of entity tags.
 *
 * @param any it was a star
 * @param strong tags without the weak mark, for strong comparison
 * @param all all tags, for weak comparison
 */
record EntityTags(boolean any, Set<String> strong, Set<String> all) {

    /** Reads the field, null when it is not well-formed. */
    static @Nullable EntityTags parse(String field) {
        String text = field.strip();
        if (text.equals("*")) {
            return new EntityTags(true, Set.of(), Set.of());
        }
        Set<String> strong = new LinkedHashSet<>();
        Set<String> all = new LinkedHashSet<>();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == ',' || c == ' ' || c == '\t') {
                i++;
                continue;
            }
            boolean weak = text.startsWith("W/", i);
            int open = weak ? i + 2 : i;
            int close = open < text.length() && text.charAt(open) == '"' ? text.indexOf('"', open + 1) : -1;
            if (close < 0) {
                return null;
            }
            String tag = text.substring(open + 1, close);
            all.add(tag);
            if (!weak) {
                strong.add(tag);
            }
            i = close + 1;
        }
        return all.isEmpty() ? null : new EntityTags(false, strong, all);
    }

    /** Weak comparison against a value that exists. */
    boolean matches(String etag) {
        return any || all.contains(etag);
    }
}
