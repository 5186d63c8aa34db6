package dev.terrace.gateway.cache;

import java.util.Arrays;
import java.util.Optional;

/** The tiers there are, with their names on the wire. */
public enum TierName {
    MEMORY("memory"),
    REDIS("redis"),
    MEMCACHED("memcached"),
    DATABASE("database"),
    FILE_SYSTEM("file_system");

    private final String wireName;

    TierName(String wireName) {
        this.wireName = wireName;
    }

    /** As in JSON, metrics and Cache-Status. */
    public String wireName() {
        return wireName;
    }

    /** The tier of that wire name. */
    public static Optional<TierName> named(String name) {
        return Arrays.stream(values()).filter(t -> t.wireName.equals(name)).findFirst();
    }
}
