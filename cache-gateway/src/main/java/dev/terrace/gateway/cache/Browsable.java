package dev.terrace.gateway.cache;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tier that can say what it holds, a page at a time. Each call does a bounded amount of work, whatever the tier holds, so a page may be
 * short or empty and still not be the last; a tier in memory may look through all of itself off the event loop. What is stored or removed
 * meanwhile may be missed or told twice, everything else is told once. Validity is the caller's to decide.
 */
public interface Browsable {
    /** The next page. */
    Uni<Listing> browse(Ask ask);

    /** What it holds of those keys; absent ones are left out. At most a page of them. */
    Uni<List<Listed>> held(boolean records, List<CacheKey> keys);

    /**
     * What to list.
     *
     * @param records the records, not the copies
     * @param prefix with which keys begin, may be empty
     * @param cursor of the page before, empty from the start
     * @param limit keys at most
     */
    record Ask(boolean records, String prefix, String cursor, int limit) {}

    /** A page; {@code next} is null on the last one. */
    record Listing(List<Listed> items, @Nullable String next) {}

    /**
     * One entry.
     *
     * @param head the entry without its value
     * @param bytes that it takes in the tier
     */
    record Listed(CacheKey key, Entry head, long bytes) {}
}
