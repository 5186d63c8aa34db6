package dev.terrace.gateway.tier.database;

import dev.terrace.gateway.codec.Decoding.Reason;
import dev.terrace.gateway.tier.Trial;
import dev.terrace.kit.test.LocalStack;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.flywaydb.core.Flyway;

/** A node's database tier over this JVM's database, with the gateway's own migrations. */
final class TestDatabase implements AutoCloseable {
    final List<Reason> refused = new CopyOnWriteArrayList<>();
    final Database database;
    final DatabaseTiers tiers;
    private final Vertx vertx = Vertx.vertx();

    TestDatabase() {
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
        this.database = new Database(vertx, url, user, password, 4, 200);
        this.tiers = new DatabaseTiers(database, Trial.CLOCK, (tier, key, why) -> refused.add(why));
    }

    @Override
    public void close() {
        tiers.close();
        database.close();
        Trial.await(Uni.createFrom().completionStage(vertx.close().toCompletionStage()));
    }
}
