package dev.terrace.gateway.access;

import dev.terrace.kit.security.Caller;
import dev.terrace.kit.security.Role;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An API key without its secret.
 *
 * @param id number, never used again
 * @param name unique; the subject in logs and audit is {@code key:name}
 * @param role what its bearer may do
 * @param caches caches it is limited to; empty means all
 * @param hint the secret's first characters, to tell keys apart
 * @param createdBy subject who made it
 * @param createdAt UTC
 * @param expiresAt from then on it is not valid; null for never
 * @param lastUsedAt about when it was last used, to the minute; null for never
 */
public record ApiKey(
        long id,
        String name,
        String role,
        List<String> caches,
        String hint,
        String createdBy,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt) {

    /** The caller its bearer is. */
    Caller caller() {
        return new Caller("key:" + name, Role.named(role).orElse(Role.VIEWER), Set.copyOf(caches));
    }

    boolean valid(Instant now) {
        return expiresAt == null || now.isBefore(expiresAt);
    }
}
