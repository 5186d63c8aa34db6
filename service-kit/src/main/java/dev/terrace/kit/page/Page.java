package dev.terrace.kit.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of a list. {@code nextCursor} is null on the last one. */
public record Page<T>(List<T> items, @Nullable String nextCursor) {
    /** Everything on one page. */
    public static <T> Page<T> of(List<T> items) {
        return new Page<>(items, null);
    }

    /** Cuts a list that was asked for with {@code limit + 1} items, so that one more tells that there is more. */
    public static <T> Page<T> cut(List<T> oneMore, int limit, java.util.function.Function<T, String> cursorOf) {
        if (oneMore.size() <= limit) {
            return new Page<>(oneMore, null);
        }
        List<T> items = List.copyOf(oneMore.subList(0, limit));
        return new Page<>(items, Cursor.encode(cursorOf.apply(items.get(limit - 1))));
    }
}
