package dev.terrace.gateway.tier.database;

import dev.terrace.gateway.codec.Decoding.Reason;
import dev.terrace.gateway.tier.Trial;
import dev.terrace.kit.test.LocalStack;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
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

    private final Map<String, String> environment = LocalStack.environment();
    private final String url = environment.getOrDefault("TERRACE_POSTGRES_URL", "");
    private final String user = environment.getOrDefault("TERRACE_POSTGRES_USER", "");
    private final String password = environment.getOrDefault("TERRACE_POSTGRES_PASSWORD", "");

    TestDatabase() {
        Flyway.configure()
                .dataSource("jdbc:" + url, user, password)
                .schemas("gateway")
                .createSchemas(true)
                .load()
                .migrate();
        this.database = new Database(vertx, url, new Database.Login(user, password), 4, 200);
        this.tiers = new DatabaseTiers(database, Trial.CLOCK, (tier, key, why) -> refused.add(why));
    }

    /** A connection beside the tier's. */
    Connection jdbc() throws SQLException {
        return DriverManager.getConnection("jdbc:" + url, user, password);
    }

    /** Ends the tier's connections from the server's side. */
    void cutConnections() {
        try (Connection connection = jdbc();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE application_name = 'terrace-tier' AND datname = current_database()");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        tiers.close();
        database.close();
        Trial.await(Uni.createFrom().completionStage(vertx.close().toCompletionStage()));
    }
}
