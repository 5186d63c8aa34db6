package dev.terrace.gateway.api.admin;

import dev.terrace.gateway.access.ApiKeys;
import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;
import dev.terrace.kit.problem.Problem.FieldError;
import dev.terrace.kit.security.Caller;
import dev.terrace.kit.security.Role;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks of a key.
 *
 * @param name 1 to 100 characters
 * @param role viewer, auditor, operator or admin
 * @param caches caches it is limited to; empty or absent means all
 * @param expiresAt in the future; absent for never
 */
public record KeyRequest(
        @Nullable String name,
        @Nullable String role,
        @Nullable List<String> caches,
        @Nullable Instant expiresAt) {
    private static final int LONGEST = 100;
    private static final int MOST_CACHES = 500;

    /** What makes sense of it. */
    @Singleton
    public static class Rules {
        private final InstantSource clock;

        @Inject
        public Rules(InstantSource clock) {
            this.clock = clock;
        }

        /** 422 with pointers; 403 when it reaches further than who asks. */
        ApiKeys.Wanted checked(KeyRequest request, Caller caller) {
            List<FieldError> errors = new ArrayList<>();
            String name = request.name();
            if (name == null || name.isBlank() || name.length() > LONGEST) {
                errors.add(new FieldError("/name", "Needed: 1 to " + LONGEST + " characters."));
            }
            if (request.role() == null || Role.named(request.role()).isEmpty()) {
                errors.add(new FieldError("/role", "One of viewer, auditor, operator, admin."));
            }
            List<String> caches = request.caches() == null ? List.of() : request.caches();
            if (caches.size() > MOST_CACHES || caches.stream().anyMatch(Objects::isNull)) {
                errors.add(new FieldError("/caches", "At most " + MOST_CACHES + " names."));
            }
            if (request.expiresAt() != null && !request.expiresAt().isAfter(clock.instant())) {
                errors.add(new FieldError("/expires_at", "Must be in the future."));
            }
            if (!errors.isEmpty()) {
                throw Problem.fields(errors);
            }
            if (!caller.caches().isEmpty()
                    && (caches.isEmpty() || !caller.caches().containsAll(caches))) {
                throw Problem.of(Kind.FORBIDDEN, "Your credentials are limited to other caches.");
            }
            return new ApiKeys.Wanted(
                    Objects.requireNonNull(name), Objects.requireNonNull(request.role()), caches, request.expiresAt());
        }
    }
}
