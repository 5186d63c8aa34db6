package dev.terrace.gateway.api.admin;

import dev.terrace.kit.page.Cursor;
import dev.terrace.kit.problem.Problem;
import org.jspecify.annotations.Nullable;

/** Cursors of lists that are ordered by a number. */
final class Cursors {
    private Cursors() {}

    /** The number after which to go on; {@code start} without a cursor; 422 when it is none of ours. */
    static long number(@Nullable String cursor, long start) {
        String sortKey = Cursor.decode(cursor);
        try {
            return sortKey == null ? start : Long.parseLong(sortKey);
        } catch (NumberFormatException e) {
            throw Problem.field("/cursor", "Not a cursor of this list.");
        }
    }
}
