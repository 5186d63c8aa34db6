package dev.terrace.kit.security;

import java.util.Set;

/**
 * Who calls.
 *
 * @param subject name for logs and audit
 * @param role what they may do
 * @param caches caches they are limited to; empty means all
 */
public record Caller(String subject, Role role, Set<String> caches) {
    /** Whether this caller may touch that cache. */
    public boolean mayUse(String cache) {
        return caches.isEmpty() || caches.contains(cache);
    }
}
