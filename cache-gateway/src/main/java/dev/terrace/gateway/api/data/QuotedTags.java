package dev.terrace.gateway.api.data;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Entity tags in quotes, as the header has them. The last one of each of {@value #SLOTS} remainders of their hashes is kept, since few keys
 * are read most of the time. Safe for use by many threads.
 */
final class QuotedTags {
    private static final int SLOTS = 1024;

    private final AtomicReferenceArray<@Nullable Quoted> made = new AtomicReferenceArray<>(SLOTS);

    private record Quoted(String tag, String text) {}

    /** The tag in quotes. */
    String of(String tag) {
        int slot = tag.hashCode() & (SLOTS - 1);
        Quoted last = made.getPlain(slot);
        if (last == null || !last.tag.equals(tag)) {
            last = new Quoted(tag, '"' + tag + '"');
            made.setPlain(slot, last);
        }
        return last.text;
    }
}
