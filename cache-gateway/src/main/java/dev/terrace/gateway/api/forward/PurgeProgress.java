package dev.terrace.gateway.api.forward;

import dev.terrace.gateway.access.SignedTokens;
import dev.terrace.kit.security.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;

/**
 * How far the CDNs are with an invalidation. The event is what purges; this only looks for a moment, so that who asked for the CDN learns in
 * the same answer whether it is done. A CDN service that is away costs the answer nothing but that knowledge.
 */
@Singleton
public class PurgeProgress {
    private static final String PATH = "/api/admin/caching/cdn/invalidations/";
    private static final Set<String> ENDS = Set.of("completed", "failed");
    private static final long PATIENCE_NANOS = Duration.ofSeconds(2).toNanos();
    private static final long EVERY_MS = 25;

    private final Vertx vertx;
    private final Relay relay;
    private final Upstreams upstreams;
    private final SignedTokens tokens;

    @Inject
    public PurgeProgress(Vertx vertx, Relay relay, Upstreams upstreams, SignedTokens tokens) {
        this.vertx = vertx;
        this.relay = relay;
        this.upstreams = upstreams;
        this.tokens = tokens;
    }

    /** completed or failed; queued, in_progress or requested when it was not at its end within two seconds. */
    public Uni<String> of(String id, Caller caller) {
        Promise<String> found = Promise.promise();
        look(PATH + id, tokens.forward(caller), System.nanoTime() + PATIENCE_NANOS, found);
        return Uni.createFrom().completionStage(found.future().toCompletionStage());
    }

    private void look(String uri, String token, long deadline, Promise<String> found) {
        Future<Buffer> answer = relay.fetch(upstreams.assets(), uri, token);
        answer.map(body -> body.toJsonObject().getString("status", "requested"))
                .otherwise("requested")
                .onComplete(done -> {
                    String status = done.result();
                    if (ENDS.contains(status) || System.nanoTime() > deadline) {
                        found.complete(status);
                    } else {
                        vertx.setTimer(EVERY_MS, timer -> look(uri, token, deadline, found));
                    }
                });
    }
}
