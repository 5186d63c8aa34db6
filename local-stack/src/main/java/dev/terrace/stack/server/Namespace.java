package dev.terrace.stack.server;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.regex.Pattern;

/** A corner of shared servers for one user alone: a database of its own and the topics under a prefix. */
public final class Namespace {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,40}");

    private Namespace() {}

    /**
     * Makes the database {@code name} and the topics {@code name.*}.
     *
     * @param environment where the servers are, as {@link Servers#environment()} says
     */
    public static void make(String name, Map<String, String> environment) throws IOException {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a name for a namespace: " + name);
        }
        new Topics(environment.getOrDefault("TERRACE_KAFKA_BOOTSTRAP", "127.0.0.1:9092")).make(name + ".");
        String url = "jdbc:" + environment.get("TERRACE_POSTGRES_URL");
        try (Connection connection = DriverManager.getConnection(
                        url, environment.get("TERRACE_POSTGRES_USER"), environment.get("TERRACE_POSTGRES_PASSWORD"));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IOException("database " + name + " cannot be made: " + e.getMessage(), e);
        }
    }
}
