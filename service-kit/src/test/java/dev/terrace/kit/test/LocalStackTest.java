package dev.terrace.kit.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LocalStackTest {

    @Test
    void givesEveryServerAndADirectoryOfItsOwn() {
        URI redis = URI.create(LocalStack.environment().getOrDefault("TERRACE_REDIS_URL", ""));
        assertEquals("+PONG", ask(redis.getPort(), "PING\r\n", 5));
        URI log = URI.create(LocalStack.environment().getOrDefault("TERRACE_LOG_REDIS_URL", ""));
        assertEquals("+PONG", ask(log.getPort(), "PING\r\n", 5));
        assertTrue(Files.isDirectory(LocalStack.directory()));
        assertTrue(Files.exists(Path.of(LocalStack.config().getOrDefault("terrace.admin.token.file", ""))));
    }

    @Test
    void isReadAsEnvironment() {
        String url = LocalStack.environment().getOrDefault("TERRACE_LOG_REDIS_URL", "");
        SmallRyeConfig config =
                new SmallRyeConfigBuilder().addDiscoveredSources().build();
        assertEquals(url, config.getConfigValue("terrace.log-redis.url").getValue());
    }

    @Test
    void keepsThePrivateLogOverAKill() throws IOException {
        try (PrivateServer redis = LocalStack.privateLogRedis()) {
            assertEquals("+OK", ask(redis.port(), "SET kept yes\r\n", 3));
            redis.restart();
            assertEquals("$3\r\nyes", ask(redis.port(), "GET kept\r\n", 7));
        }
    }

    @Test
    void aPausedServerAnswersNothingUntilItIsResumed() throws IOException {
        try (PrivateServer memcached = LocalStack.privateMemcached()) {
            memcached.pause();
            assertThrows(SocketTimeoutException.class, () -> exchange(memcached.port(), "version\r\n", 7));
            memcached.resume();
            assertEquals("VERSION", ask(memcached.port(), "version\r\n", 7));
        }
    }

    private static String ask(int port, String question, int length) {
        try {
            return exchange(port, question, length);
        } catch (IOException e) {
            throw new AssertionError("nobody answers on port " + port, e);
        }
    }

    private static String exchange(int port, String question, int length) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(1000);
            socket.getOutputStream().write(question.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(length), StandardCharsets.US_ASCII);
        }
    }
}
