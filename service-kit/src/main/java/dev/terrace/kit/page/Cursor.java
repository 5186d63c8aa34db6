package dev.terrace.kit.page;

import dev.terrace.kit.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Cursors are opaque to callers: the last item's sort key in base64url. */
public final class Cursor {
    /** Items a page when nothing is asked. */
    public static final int DEFAULT_LIMIT = 50;

    /** Most items a page. */
    public static final int MAX_LIMIT = 500;

    private Cursor() {}

    /** What a caller gets for a sort key. */
    public static String encode(String sortKey) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sortKey.getBytes(StandardCharsets.UTF_8));
    }

    /** The sort key after which to go on, null from the start; 422 when it is none of ours. */
    public static @Nullable String decode(@Nullable String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return null;
        }
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Problem.field("/cursor", "Not a cursor of this list.");
        }
    }

    /** The limit asked for, 1 to 500, 50 when absent; 422 outside. */
    public static int limit(@Nullable Integer asked) {
        if (asked == null) {
            return DEFAULT_LIMIT;
        }
        if (asked < 1 || asked > MAX_LIMIT) {
            throw Problem.field("/limit", "1 to " + MAX_LIMIT + ".");
        }
        return asked;
    }
}
