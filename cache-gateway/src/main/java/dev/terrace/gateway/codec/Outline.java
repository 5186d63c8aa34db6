package dev.terrace.gateway.codec;

import dev.terrace.gateway.cache.Entry;
import java.util.Optional;

/**
 * An entry as its header tells of it, read without the value.
 *
 * @param cache the cache
 * @param key the full key
 * @param deleted a mark in place of an entry
 * @param head the entry with an empty value
 */
public record Outline(String cache, String key, boolean deleted, Entry head) {
    /** First bytes of a stored entry that hold every header which the API can make: key, 50 tags, media type. */
    public static final int PREFIX_BYTES = 16 * 1024;

    private static final byte[] NOTHING = {};

    /** The outline in the first bytes of a stored entry; empty when they are cut or damaged. */
    public static Optional<Outline> of(byte[] prefix) {
        Head head = Head.fault(prefix) == null ? Head.read(prefix) : null;
        if (head == null) {
            return Optional.empty();
        }
        Entry entry = new Entry(
                NOTHING,
                head.contentType,
                head.tags,
                head.etag,
                Stamp.position(prefix, Layout.STAMP),
                head.time(Layout.CREATED),
                head.time(Layout.EXPIRES),
                head.time(Layout.STALE_UNTIL),
                head.time(Layout.LOAD_COST),
                head.flag(Layout.NEGATIVE),
                head.flag(Layout.LARGE));
        return Optional.of(new Outline(head.cache, head.key, head.flag(Layout.DELETED), entry));
    }
}
