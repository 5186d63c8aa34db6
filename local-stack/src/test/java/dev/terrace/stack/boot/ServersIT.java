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
import java.util.concurrent.ExecutionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServersIT {
    private static final long SELF = ProcessHandle.current().pid();

    @TempDir
    Path home;

    @Test
    void whatIsWrittenOutlivesAStopAndAKillAndOrphansAreEnded()
            throws IOException, SQLException, ExecutionException, InterruptedException {
        Launched first = Launched.in(home.resolve("stack"), SELF);
        write(new Contents(first));
        List<ProcessMark> ended = first.children();
        first.stop();
        assertTrue(ended.stream().noneMatch(ProcessMark::alive), "a stop leaves no process behind");

        Launched second = Launched.in(home.resolve("stack"), SELF);
        read(new Contents(second));
        assertEquals("$5\r\nvalue", new Contents(second).ask("TERRACE_REDIS_URL", "GET kept\r\n", 9));
        List<ProcessMark> orphans = second.children();
        second.kill();
        assertTrue(orphans.stream().allMatch(ProcessMark::alive), "a kill leaves the servers as orphans");

        Launched third = Launched.in(home.resolve("stack"), SELF);
        assertTrue(orphans.stream().noneMatch(ProcessMark::alive), "the next start ends the orphans");
        read(new Contents(third));
        third.stop();
    }

    @Test
    void aServerThatIsKilledComesBackOnItsPort() throws IOException {
        Launched stack = Launched.in(home.resolve("stack"), SELF);
        Contents contents = new Contents(stack);
        assertEquals("+OK", contents.ask("TERRACE_LOG_REDIS_URL", "SET kept value\r\n", 3));
        ProcessMark.of(Long.parseLong(stack.fact("pid.log_redis")))
                .orElseThrow()
                .signal("KILL");
        Awaitility.await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> contents.ask(
                        "TERRACE_LOG_REDIS_URL", "GET kept\r\n", 9)
                .equals("$5\r\nvalue"));
        stack.stop();
    }

    @Test
    void endsWithTheProcessItWatches() throws IOException {
        Process watched = new ProcessBuilder("cat").start();
        Launched stack = Launched.in(home.resolve("stack"), watched.pid());
        List<ProcessMark> children = stack.children();
        watched.destroyForcibly();
        stack.awaitEnd();
        assertTrue(children.stream().noneMatch(ProcessMark::alive), "nothing is left behind");
    }

    @Test
    void postgresTakesNobodyWithoutThePasswordAndSecretsAreTheOwnersAlone() throws IOException {
        Launched stack = Launched.in(home.resolve("stack"), SELF);
        String url = "jdbc:" + stack.fact("TERRACE_POSTGRES_URL");
        assertThrows(SQLException.class, () -> DriverManager.getConnection(url, "terrace", "guess"));
        assertThrows(SQLException.class, () -> DriverManager.getConnection(url, "postgres", ""));
        for (String secret : List.of("postgres.password", "s3.secret", "s3.access")) {
            Path file = home.resolve("stack/data").resolve(secret);
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
        assertFalse(Files.exists(home.resolve("stack/data/postgres.superuser")), "the superuser's password is gone");
        stack.stop();
    }

    private static void write(Contents contents)
            throws IOException, SQLException, ExecutionException, InterruptedException {
        contents.writePostgres("value");
        contents.writeKafka("value");
        contents.writeS3("value");
        assertEquals("+OK", contents.ask("TERRACE_REDIS_URL", "SET kept value\r\n", 3));
        assertEquals("+OK", contents.ask("TERRACE_LOG_REDIS_URL", "SET kept value\r\n", 3));
        assertEquals("STORED", contents.ask("TERRACE_MEMCACHED_SERVERS", "set kept 0 0 5\r\nvalue\r\n", 6));
    }

    private static void read(Contents contents) throws IOException, SQLException {
        assertEquals("value", contents.readPostgres());
        assertEquals("value", contents.readKafka());
        assertEquals("value", contents.readS3());
        assertEquals("$5\r\nvalue", contents.ask("TERRACE_LOG_REDIS_URL", "GET kept\r\n", 9));
        assertEquals("END", contents.ask("TERRACE_MEMCACHED_SERVERS", "get kept\r\n", 3));
    }
}
