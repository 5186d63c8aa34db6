package dev.terrace.events;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who did what to what.
 *
 * @param id unique
 * @param service the service that did it
 * @param actor subject of the caller, or the service itself
 * @param action for example {@code configuration.update}
 * @param resource for example {@code configuration/product_cache}
 * @param before fields before, secrets redacted; empty when there was nothing
 * @param after fields after, secrets redacted; empty when nothing is left
 * @param reason why, as given
 * @param at when, UTC
 */
public record Audited(
        String id,
        String service,
        String actor,
        String action,
        String resource,
        Map<String, Object> before,
        Map<String, Object> after,
        @Nullable String reason,
        Instant at)
        implements AuditEvent {
    @Override
    public String key() {
        return service;
    }
}
