package dev.terrace.gateway.api.data;

import static dev.terrace.gateway.Admin.BASE;
import static dev.terrace.gateway.Admin.admin;
import static dev.terrace.gateway.Admin.freshName;

import dev.terrace.gateway.cache.Blobs;
import dev.terrace.gateway.cache.Caches;
import dev.terrace.kit.test.LocalStack;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Where the gateway's large values lie, seen past it: rows of its database, files in its directory {@code files}. */
record Shelves(Caches caches, Path files) {
    /** Makes a cache of that type for values up to so many KiB; its name. */
    static String cache(String type, int maxKb) {
        String name = freshName();
        admin().body(Map.of("name", name, "cache_type", type, "max_value_kb", maxKb))
                .post(BASE + "configurations/")
                .then()
                .statusCode(201);
        return name;
    }

    private static Connection database() throws SQLException {
        Map<String, String> told = LocalStack.environment();
        return DriverManager.getConnection(
                "jdbc:" + told.get("TERRACE_POSTGRES_URL"),
                told.get("TERRACE_POSTGRES_USER"),
                told.get("TERRACE_POSTGRES_PASSWORD"));
    }

    private List<Path> filesOf(String cache) throws IOException {
        Path home = files.resolve(cache).resolve("blobs");
        if (!Files.isDirectory(home)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(home)) {
            return all.toList();
        }
    }

    /** Blobs of a cache in both stores, open ones too. */
    long blobs(String cache) throws Exception {
        try (Connection connection = database();
                PreparedStatement ask =
                        connection.prepareStatement("SELECT count(*) FROM gateway.blob WHERE cache = ?")) {
            ask.setString(1, cache);
            try (ResultSet rows = ask.executeQuery()) {
                rows.next();
                return rows.getLong(1) + filesOf(cache).size();
            }
        }
    }

    /** Turns a bit of a chunk of the cache's only blob. */
    void damage(String cache, int chunk) throws Exception {
        for (Path file : filesOf(cache)) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                long at = (long) chunk * (Blobs.CHUNK_BYTES + 4) + 100;
                ByteBuffer one = ByteBuffer.allocate(1);
                channel.read(one, at);
                channel.write(one.put(0, (byte) (one.get(0) ^ 1)).flip(), at);
            }
        }
        change(
                "UPDATE gateway.blob_chunk SET body = set_byte(body, 100, get_byte(body, 100) # 1) WHERE number = ?",
                cache,
                chunk);
    }

    /** Takes away the last chunk of the cache's only blob, which begins there. */
    void cutBefore(String cache, int chunk) throws Exception {
        for (Path file : filesOf(cache)) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate((long) chunk * (Blobs.CHUNK_BYTES + 4));
            }
        }
        change("DELETE FROM gateway.blob_chunk WHERE number = ?", cache, chunk);
    }

    private static void change(String sql, String cache, int chunk) throws SQLException {
        try (Connection connection = database();
                PreparedStatement change = connection.prepareStatement(
                        sql + " AND blob IN (SELECT id FROM gateway.blob WHERE cache = ?)")) {
            change.setInt(1, chunk);
            change.setString(2, cache);
            change.executeUpdate();
        }
    }

    /** Deletes all that no record names, without the time that readers have else. */
    void sweepAll(String cache) {
        Blobs blobs = Objects.requireNonNull(caches.find(cache).orElseThrow().blobs());
        while (blobs.sweep(Duration.ZERO).await().atMost(LargeClient.PATIENCE).blobs() > 0) {
            continue;
        }
    }
}
