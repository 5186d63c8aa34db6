package dev.terrace.stack.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.stack.host.ProcessMark;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurabilityIT {
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
