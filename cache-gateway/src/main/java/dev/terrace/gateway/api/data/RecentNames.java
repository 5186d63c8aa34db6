package dev.terrace.gateway.api.data;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Parts of paths as texts of their own: the last one of each of {@value #SLOTS} remainders of their hashes is kept, since the names of caches
 * come again and again. Safe for use by many threads.
 */
final class RecentNames {
    private static final int SLOTS = 256;

    private final AtomicReferenceArray<@Nullable String> made = new AtomicReferenceArray<>(SLOTS);

    /** The part from {@code from} until before {@code to}. */
    String of(String path, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + path.charAt(i);
        }
        int slot = (hash ^ hash >>> 16) & (SLOTS - 1);
        String last = made.getPlain(slot);
        if (last == null || last.length() != to - from || !path.startsWith(last, from)) {
            last = path.substring(from, to);
            made.setPlain(slot, last);
        }
        return last;
    }
}
