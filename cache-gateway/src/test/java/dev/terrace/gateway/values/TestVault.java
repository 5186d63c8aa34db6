package dev.terrace.gateway.values;

import dev.terrace.gateway.tier.Trial;
import dev.terrace.kit.test.LocalStack;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.Flyway;

/** Nodes on this JVM's database, each with keys of its own. */
final class TestVault implements AutoCloseable {
    final Vertx vertx = Vertx.vertx();
    final Pool pool;

    TestVault() {
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
                .using(vertx)
                .connectingTo(PgConnectOptions.fromUri(url).setUser(user).setPassword(password))
                .with(new PoolOptions().setMaxSize(4))
                .build();
    }

    Vault node(String name, String keys) {
        return node(name, new KeySource(Optional.empty(), keys.isEmpty() ? Optional.empty() : Optional.of(keys)));
    }

    Vault node(String name, KeySource source) {
        return new Vault(pool, vertx.getDelegate(), new Vault.Settings(name, source, 4 << 20, 600, 0));
    }

    <T> T await(Uni<T> uni) {
        return Trial.await(uni);
    }

    long count(String sql) {
        return Trial.await(pool.query(sql).execute()).iterator().next().getLong(0);
    }

    @Override
    public void close() {
        Trial.await(pool.close());
        Trial.await(vertx.close());
    }
}
