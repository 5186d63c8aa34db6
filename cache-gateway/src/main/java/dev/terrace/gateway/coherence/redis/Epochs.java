package dev.terrace.gateway.coherence.redis;

import dev.terrace.gateway.coherence.EpochStore;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the epoch of the log, or begins a new one: when Redis has none, or has one that was begun in another run of the server. The number
 * comes from outside, so that no epoch ever comes twice.
 */
final class Epochs {
    private static final int LOG = 0;

    private final LogLink link;
    private final EpochStore store;
    private final String names;

    /** An epoch and the run of the server it was begun in. */
    record Epoch(long number, String run) {}

    Epochs(LogLink link, EpochStore store, String names) {
        this.link = link;
        this.store = store;
        this.names = names;
    }

    /** The epoch that holds now. Fails when there is none and none can be begun. */
    Uni<Epoch> ensure() {
        return link.run().flatMap(run -> stored().flatMap(
                        there -> there != null && there.run().equals(run)
                                ? Uni.createFrom().item(there)
                                : begin(there == null ? 0 : there.number(), run)));
    }

    private Uni<@Nullable Epoch> stored() {
        return link.send(Request.cmd(Command.HMGET)
                        .arg(names + "meta")
                        .arg("epoch")
                        .arg("run"))
                .map(Epochs::read);
    }

    private static @Nullable Epoch read(@Nullable Response meta) {
        if (meta == null || meta.get(0) == null || meta.get(1) == null) {
            return null;
        }
        return new Epoch(meta.get(0).toLong(), meta.get(1).toString());
    }

    /** Of nodes that notice at once, one wins the number; a number that nobody used in the end does no harm. */
    private Uni<Epoch> begin(long atLeast, String run) {
        return store.current(LOG).flatMap(current -> {
            long next = Math.max(current, atLeast) + 1;
            return store.advance(LOG, current, next).flatMap(won -> won ? begin(next, run, names) : ensure());
        });
    }

    private Uni<Epoch> begin(long next, String run, String where) {
        return link.on(s -> LogScript.BEGIN.run(s.connection(), where, List.of(Long.toString(next), run)))
                .flatMap(begun -> ensure());
    }
}
