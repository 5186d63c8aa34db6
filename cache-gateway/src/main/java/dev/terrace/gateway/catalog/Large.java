package dev.terrace.gateway.catalog;

import java.util.List;

/** Which caches may take values that are streamed: those whose record is a tier with a place for them. */
final class Large {
    private static final long ONE_GIB_IN_KB = 1_048_576L;
    private static final long MAX_GIB = 16;

    private Large() {}

    /** Whether large values can be had; a gateway that may hold no records in files has none there all the same. */
    static boolean possible(Settings s) {
        boolean record = s.tiers().stream().anyMatch(List.of("database", "file_system")::contains);
        return s.origin() == null
                && record
                && !s.encryptionEnabled()
                && !s.strategy().equals("write_back");
    }

    /** Largest {@code max_value_kb} of a cache with these settings. */
    static long maxValueKb(Settings s) {
        return possible(s) ? MAX_GIB * ONE_GIB_IN_KB : ONE_GIB_IN_KB;
    }
}
