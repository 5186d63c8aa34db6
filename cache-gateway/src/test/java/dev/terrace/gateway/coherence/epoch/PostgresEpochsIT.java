package dev.terrace.gateway.coherence.epoch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.kit.test.LocalStack;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresEpochsIT {
    private static final int LOG = 7;

    private final Vertx vertx = Vertx.vertx();
    private Pool pool;
    private PostgresEpochs one;
    private PostgresEpochs other;

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
                .with(new PoolOptions().setMaxSize(8))
                .connectingTo(PgConnectOptions.fromUri(url).setUser(user).setPassword(password))
                .using(vertx)
                .build();
        now(pool.query("DELETE FROM gateway.log_epoch WHERE log = " + LOG).execute());
        one = new PostgresEpochs(pool);
        other = new PostgresEpochs(pool);
    }

    @AfterEach
    void disconnect() {
        now(pool.close());
        now(vertx.close());
    }

    private static <T> T now(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }

    @Test
    void onlyFromTheCurrentOne() {
        assertEquals(0, now(one.current(LOG)));
        assertTrue(now(one.advance(LOG, 0, 1)));
        assertFalse(now(other.advance(LOG, 0, 1)), "it was not the first");
        assertTrue(now(other.advance(LOG, 1, 2)));
        assertFalse(now(one.advance(LOG, 1, 3)));
        assertEquals(2, now(one.current(LOG)));
        assertEquals(0, now(one.current(LOG + 1)), "each log has its own");
    }

    @Test
    void ofARaceOneWins() {
        for (long from = 0; from < 20; from++) {
            long epoch = from;
            List<Uni<Boolean>> race = IntStream.range(0, 8)
                    .mapToObj(i -> (i % 2 == 0 ? one : other).advance(LOG, epoch, epoch + 1))
                    .toList();
            List<Boolean> won = now(Uni.join().all(race).andFailFast());
            assertEquals(1, won.stream().filter(w -> w).count());
            assertEquals(epoch + 1, now(one.current(LOG)));
        }
    }
}
