package dev.terrace.monitoring.live;

import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;
import dev.terrace.kit.security.BearerMechanism;
import dev.terrace.kit.security.Caller;
import dev.terrace.kit.security.Role;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.Set;
import org.jboss.resteasy.reactive.ResponseHeader;

/** {@code metrics/stream}: server-sent events, a snapshot a second and a comment every 15 s, so that a dead line is noticed. */
@Path("/api/admin/caching/metrics/stream")
@RolesAllowed(Role.VIEW)
public class StreamResource {
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final int COME_BACK_SECONDS = 5;

    private final Pulse pulse;
    private final SecurityIdentity identity;

    @Inject
    public StreamResource(Pulse pulse, SecurityIdentity identity) {
        this.pulse = pulse;
        this.identity = identity;
    }

    /** Follows the suite. */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    @ResponseHeader(name = "X-Accel-Buffering", value = "no")
    public Multi<OutboundSseEvent> follow(@Context Sse sse) {
        Caller caller = identity.getAttribute(BearerMechanism.CALLER);
        Multi<String> snapshots = pulse.follow(caller == null ? Set.of() : caller.caches())
                .orElseThrow(() -> Problem.of(Kind.UNAVAILABLE, "As many clients follow already as are allowed.")
                        .retryAfter(COME_BACK_SECONDS));
        Multi<OutboundSseEvent> heartbeats = Multi.createFrom()
                .ticks()
                .every(HEARTBEAT)
                .onOverflow()
                .drop()
                .map(tick -> sse.newEventBuilder().comment("heartbeat").build());
        return Multi.createBy()
                .merging()
                .withRequests(1)
                .streams(
                        snapshots.map(text -> sse.newEventBuilder()
                                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                                .data(String.class, text)
                                .build()),
                        heartbeats);
    }
}
