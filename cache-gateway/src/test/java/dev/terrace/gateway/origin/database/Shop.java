package dev.terrace.gateway.origin.database;

import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.CacheSpec.DatabaseOriginSpec;
import dev.terrace.gateway.cache.Origin;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.coherence.redis.WallTime;
import dev.terrace.kit.test.LocalStack;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A data source {@code shop} on this JVM's database, and tables of a test's own in it. */
public final class Shop implements AutoCloseable {
    public final DataSources sources;
    public final DatabaseOrigins origins;
    private final Vertx vertx = Vertx.vertx();
    private final Map<String, String> environment = LocalStack.environment();

    public Shop() {
        DataSources.Place place = new DataSources.Place(
                environment.getOrDefault("TERRACE_POSTGRES_URL", ""),
                environment.getOrDefault("TERRACE_POSTGRES_USER", ""),
                environment.getOrDefault("TERRACE_POSTGRES_PASSWORD", ""),
                4,
                500);
        sources = new DataSources(vertx, Map.of("shop", place));
        origins = new DatabaseOrigins(sources, new WallTime(vertx));
    }

    /** A new table with these columns; its name. */
    public String table(String columns) {
        String name = "Things " + UUID.randomUUID();
        sql("CREATE TABLE \"" + name + "\" (" + columns + ")");
        return name;
    }

    /** A table whose key is {@code id} and whose value is one column. */
    public static DatabaseOriginSpec column(String table, String column, @Nullable String version) {
        return new DatabaseOriginSpec("shop", table, "id", column, List.of(), version, 200, 10_000, true);
    }

    public Origin open(DatabaseOriginSpec spec) {
        return origins.open(cache("shop", CacheSpec.Strategy.WRITE_THROUGH, spec), spec);
    }

    /** A cache over that table, with memory alone above it. */
    public static CacheSpec cache(String name, CacheSpec.Strategy strategy, DatabaseOriginSpec spec) {
        return new CacheSpec(
                name,
                List.of(TierName.MEMORY),
                strategy,
                600_000,
                1 << 20,
                1 << 20,
                1 << 16,
                false,
                false,
                0,
                0,
                0,
                0,
                spec,
                1);
    }

    public Connection jdbc() {
        try {
            return DriverManager.getConnection(
                    "jdbc:" + environment.get("TERRACE_POSTGRES_URL"),
                    environment.get("TERRACE_POSTGRES_USER"),
                    environment.get("TERRACE_POSTGRES_PASSWORD"));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public void sql(String statement) {
        try (Connection connection = jdbc();
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of the first row, null without one. */
    public @Nullable String one(String query) {
        try (Connection connection = jdbc();
                Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery(query)) {
            return rows.next() ? rows.getString(1) : null;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends the connections of that application from the server's side. */
    public void cut(String application) {
        one("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database()"
                + " AND application_name = '" + application + "'");
    }

    @Override
    public void close() {
        sources.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
