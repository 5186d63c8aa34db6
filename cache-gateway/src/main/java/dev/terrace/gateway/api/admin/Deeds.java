package dev.terrace.gateway.api.admin;

import dev.terrace.gateway.access.Audit;
import dev.terrace.gateway.api.forward.PurgeProgress;
import dev.terrace.gateway.invalidation.InvalidationOutcome.Acknowledged;
import dev.terrace.gateway.invalidation.PastInvalidation;
import dev.terrace.kit.security.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;

/** What follows an acknowledged invalidation: it is written down, and the CDNs are looked after. */
@Singleton
class Deeds {
    private final Audit audit;
    private final PurgeProgress purges;

    @Inject
    Deeds(Audit audit, PurgeProgress purges) {
        this.audit = audit;
        this.purges = purges;
    }

    /** How far the CDNs are: not_requested, or a state of a purge. */
    Uni<String> purged(Caller caller, Acknowledged done) {
        return done.event().cdn()
                ? purges.of(done.event().id(), caller)
                : Uni.createFrom().item("not_requested");
    }

    void scheduled(PastInvalidation past, Caller caller) {
        settled("cache.invalidate.schedule", past, caller);
    }

    void cancelled(PastInvalidation past, Caller caller) {
        settled("cache.invalidate.cancel", past, caller);
    }

    private void settled(String action, PastInvalidation past, Caller caller) {
        Map<String, Object> what =
                Map.of("id", past.event().id(), "keys", past.keys(), "at", String.valueOf(past.runAt()));
        String resource = "configuration/" + past.event().cacheName();
        audit.record(new Audit.Deed(
                caller.subject(), action, resource, Map.of(), what, past.event().reason()));
    }

    void invalidated(InvalidateRequest request, Caller caller, Acknowledged done) {
        Map<String, Object> what = new HashMap<>();
        what.put("id", done.event().id());
        what.put("keys", done.keys());
        what.put("tags", done.event().tags());
        what.put("pattern", String.valueOf(done.event().pattern()));
        what.put("all", done.event().all());
        what.put("cdn", done.event().cdn());
        audit.record(new Audit.Deed(
                caller.subject(),
                "cache.invalidate",
                "configuration/" + request.cache(),
                Map.of(),
                what,
                request.reason()));
    }
}
