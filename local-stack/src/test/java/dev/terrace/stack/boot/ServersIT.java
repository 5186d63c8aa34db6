package dev.terrace.stack.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.stack.host.ProcessMark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServersIT {
    @TempDir
    Path home;

    @Test
    void comeBackGuardTheirDataAndEndWithTheProcessTheyWatch() throws IOException {
        Process watched = new ProcessBuilder("cat").start();
        Launched stack = Launched.in(home.resolve("stack"), watched.pid());
        comesBackOnItsPort(stack);
        letsNobodyInWithoutThePassword(stack);
        keepsItsSecretsToItsOwner();
        List<ProcessMark> children = stack.children();
        watched.destroyForcibly();
        stack.awaitEnd();
        assertTrue(children.stream().noneMatch(ProcessMark::alive), "nothing is left behind");
    }

    private static void comesBackOnItsPort(Launched stack) throws IOException {
        Contents contents = new Contents(stack);
        assertEquals("+OK", contents.ask("TERRACE_LOG_REDIS_URL", "SET kept value\r\n", 3));
        ProcessMark.of(stack.child("log_redis")).orElseThrow().signal("KILL");
        Awaitility.await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> contents.ask(
                        "TERRACE_LOG_REDIS_URL", "GET kept\r\n", 9)
                .equals("$5\r\nvalue"));
    }

    private static void letsNobodyInWithoutThePassword(Launched stack) throws IOException {
        String url = "jdbc:" + stack.fact("TERRACE_POSTGRES_URL");
        assertThrows(SQLException.class, () -> DriverManager.getConnection(url, "terrace", "guess"));
        assertThrows(SQLException.class, () -> DriverManager.getConnection(url, "postgres", ""));
    }

    private void keepsItsSecretsToItsOwner() throws IOException {
        for (String secret : List.of("postgres.password", "s3.secret", "s3.access")) {
            Path file = home.resolve("stack/data").resolve(secret);
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
        assertFalse(Files.exists(home.resolve("stack/data/postgres.superuser")), "the superuser's password is gone");
    }
}
