package dev.terrace.gateway.coherence.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A script of the log: sent by its hash, and as a whole to a server that does not have it. */
enum LogScript {
    APPEND,
    BEGIN,
    LEAD,
    OVERDUE,
    RELEASE,
    RENEW,
    TAKE;

    private final String source;
    private final String sha1;

    LogScript() {
        this.source = read("/coherence/" + name().toLowerCase(java.util.Locale.ROOT) + ".lua");
        this.sha1 = sha1(source);
    }

    private static String read(String path) {
        try (InputStream in = LogScript.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("Not in the jar: " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha1(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    Future<@Nullable Response> run(RedisConnection connection, String names, List<String> args) {
        return connection
                .send(request(Command.EVALSHA, sha1, names, args))
                .recover(failure -> String.valueOf(failure.getMessage()).startsWith("NOSCRIPT")
                        ? connection.send(request(Command.EVAL, source, names, args))
                        : Future.failedFuture(failure));
    }

    private static Request request(Command command, String script, String names, List<String> args) {
        Request request = Request.cmd(command).arg(script).arg(1).arg(names);
        args.forEach(request::arg);
        return request;
    }
}
