package dev.terrace.gateway.warming.peer;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Which gateways are alive, in PostgreSQL. Times are the database's, so clocks need not agree. A gateway that was not seen for
 * {@value #ALIVE_SECONDS} s is not asked, and its row goes after an hour.
 */
public final class Peers {
    private static final Logger LOG = Logger.getLogger(Peers.class);
    private static final int ALIVE_SECONDS = 10;
    private static final int MOST = 256;

    private final Pool pool;
    private final Self self;
    private volatile List<Peer> known = List.of();

    /**
     * This gateway.
     *
     * @param run a new one each start
     * @param node name
     * @param address where the others reach it; known once this one listens
     */
    public record Self(String run, String node, Supplier<URI> address) {}

    public Peers(Pool pool, Self self) {
        this.pool = pool;
        this.self = self;
    }

    /** This process. */
    public String run() {
        return self.run();
    }

    /** Says that this one is alive, and looks who else is. */
    public Uni<List<Peer>> beat() {
        return pool.preparedQuery("INSERT INTO gateway.instance (run, node, url, started_at, seen_at)"
                        + " VALUES ($1, $2, $3, now(), now()) ON CONFLICT (run) DO UPDATE SET seen_at = now()")
                .execute(Tuple.of(self.run(), self.node(), url()))
                .chain(written -> pool.query("DELETE FROM gateway.instance WHERE seen_at < now() - interval '1 hour'")
                        .execute())
                .chain(tidied -> others());
    }

    /**
     * The others that are alive, the longest running first: it has seen most. At most {@value #MOST}. Who is said to be at this one's
     * address is not among them: a run that was killed here a moment ago.
     */
    public Uni<List<Peer>> others() {
        return pool.preparedQuery("SELECT run, node, url FROM gateway.instance WHERE run <> $1 AND url <> $2"
                        + " AND seen_at > now() - interval '" + ALIVE_SECONDS + " seconds'"
                        + " ORDER BY started_at, run LIMIT " + MOST)
                .execute(Tuple.of(self.run(), url()))
                .map(rows -> {
                    List<Peer> found = new ArrayList<>();
                    rows.forEach(row -> peer(row).ifPresent(found::add));
                    known = List.copyOf(found);
                    return known;
                });
    }

    /** The one of that run, as it was seen at the last look. */
    public Optional<Peer> known(String run) {
        return known.stream().filter(peer -> peer.run().equals(run)).findFirst();
    }

    /** Alive at the last look. */
    public int count() {
        return known.size();
    }

    /** This one goes. */
    public Uni<Void> leave() {
        return pool.preparedQuery("DELETE FROM gateway.instance WHERE run = $1")
                .execute(Tuple.of(self.run()))
                .replaceWithVoid();
    }

    private String url() {
        return self.address().get().toString();
    }

    private static Optional<Peer> peer(Row row) {
        try {
            URI address = URI.create(row.getString("url"));
            return address.getHost() == null
                    ? Optional.empty()
                    : Optional.of(new Peer(row.getString("run"), row.getString("node"), address));
        } catch (IllegalArgumentException e) {
            LOG.warnf("gateway with a bad address node=%s", row.getString("node"));
            return Optional.empty();
        }
    }
}
