package dev.terrace.gateway.warming.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.kit.test.LocalStack;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PeersIT {
    private final Vertx vertx = Vertx.vertx();
    private Pool pool;

    @BeforeEach
    void connect() {
        Map<String, String> environment = LocalStack.environment();
        String url = environment.getOrDefault("TERRACE_POSTGRES_URL", "");
        String user = environment.getOrDefault("TERRACE_POSTGRES_USER", "");
        String password = environment.getOrDefault("TERRACE_POSTGRES_PASSWORD", "");
        Flyway.configure()
                .dataSource("jdbc:" + url, user, password)
                .schemas("gateway")
                .createSchemas(true)
                .load()
                .migrate();
        pool = PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(2))
                .connectingTo(PgConnectOptions.fromUri(url).setUser(user).setPassword(password))
                .using(vertx)
                .build();
        now(pool.query("DELETE FROM gateway.instance").execute());
    }

    @AfterEach
    void disconnect() {
        now(pool.query("DELETE FROM gateway.instance").execute());
        now(pool.close());
        now(vertx.close());
    }

    private static <T> T now(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }

    private Peers gateway(String run, int port) {
        return new Peers(pool, new Peers.Self(run, "node", () -> URI.create("http://127.0.0.1:" + port)));
    }

    private static List<String> runs(List<Peer> peers) {
        return peers.stream().map(Peer::run).toList();
    }

    @Test
    void eachSeesTheOthersTheLongestRunningFirst() {
        Peers one = gateway("b", 1);
        Peers other = gateway("a", 2);
        assertEquals(List.of(), runs(now(one.beat())));
        assertEquals(List.of("b"), runs(now(other.beat())));
        assertEquals(List.of("b", "a"), runs(now(gateway("c", 3).beat())));
        assertEquals(List.of("a", "c"), runs(now(one.beat())));
        assertTrue(one.known("c").isPresent());
        now(other.leave());
        assertEquals(List.of("c"), runs(now(one.others())));
    }

    @Test
    void aRunThatWasKilledHereIsNobodyToTheNextOneHere() {
        now(gateway("killed", 1).beat());
        now(gateway("alive", 2).beat());
        Peers next = gateway("next", 1);
        assertEquals(List.of("alive"), runs(now(next.others())), "before it has said that it is alive");
        assertEquals(List.of("alive"), runs(now(next.beat())));
    }

    @Test
    void whoWasNotSeenForAWhileIsNotAsked() {
        now(gateway("silent", 1).beat());
        now(pool.query("UPDATE gateway.instance SET seen_at = now() - interval '11 seconds'")
                .execute());
        assertEquals(List.of(), runs(now(gateway("b", 2).beat())));
        assertEquals(List.of("b"), runs(now(gateway("silent", 1).beat())), "it is back");
    }
}
