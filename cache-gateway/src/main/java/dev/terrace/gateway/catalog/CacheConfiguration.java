package dev.terrace.gateway.catalog;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.Objects;

/**
 * A cache's configuration as it is kept and shown.
 *
 * @param id number of the configuration, never used again
 * @param settings what a caller may set
 * @param version 1 for a new one, one more with each change
 * @param createdAt UTC
 * @param updatedAt UTC
 */
public record CacheConfiguration(
        long id, @JsonUnwrapped Settings settings, long version, Instant createdAt, Instant updatedAt) {

    /** The cache. */
    public String name() {
        return Objects.requireNonNull(settings.name());
    }

    /** The strong validator of this version, with quotes. */
    public String etag() {
        return "\"" + version + "\"";
    }
}
