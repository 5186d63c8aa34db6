package dev.terrace.cachectl.replay;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which tier answered, out of {@code Cache-Status: terrace; hit; ttl=9, memory; fwd=miss, redis; hit}. */
final class CacheStatus {
    private CacheStatus() {}

    /** The tier that had it, null when it was a miss or was loaded for this request. */
    static @Nullable String tier(@Nullable String header) {
        if (header == null) {
            return null;
        }
        String found = null;
        String[] members = header.split(",");
        for (int i = 0; i < members.length; i++) {
            String[] parts = members[i].strip().split(";");
            boolean hit = false;
            for (int p = 1; p < parts.length; p++) {
                hit |= parts[p].strip().toLowerCase(Locale.ROOT).equals("hit");
            }
            if (i == 0 && !hit) {
                return null;
            }
            if (hit) {
                found = parts[0].strip();
            }
        }
        return found;
    }
}
