package dev.terrace.gateway.invalidation;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import dev.terrace.events.Invalidated;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A database that takes connections and never says a word, as one that was stopped does. */
class SilentDatabaseTest {
    /** More than may wait, so that some of them wait for what is under way. */
    private static final int ROWS = 1_500;

    private static Invalidated event(int number) {
        return new Invalidated(
                "inv-" + number,
                "c",
                List.of("k"),
                List.of(),
                null,
                List.of(),
                List.of(),
                false,
                false,
                false,
                null,
                "a",
                null,
                Instant.EPOCH);
    }

    @Test
    void holdsAcknowledgementsBackForAFewTimeoutsHoweverManyRowsWait() throws IOException {
        Vertx vertx = Vertx.vertx();
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            PgConnectOptions at = new PgConnectOptions()
                    .setHost(silent.getInetAddress().getHostAddress())
                    .setPort(silent.getLocalPort())
                    .setUser("u")
                    .setDatabase("d");
            Pool pool = PgBuilder.pool()
                    .with(new PoolOptions().setMaxSize(2))
                    .connectingTo(at)
                    .using(vertx)
                    .build();
            InvalidationHistory history = new InvalidationHistory(pool);
            List<Uni<Void>> all = IntStream.range(0, ROWS)
                    .mapToObj(i -> history.append(event(i), 1, 1))
                    .toList();
            assertDoesNotThrow(() -> Uni.join().all(all).andFailFast().await().atMost(Duration.ofSeconds(60)));
        } finally {
            vertx.closeAndAwait();
        }
    }
}
