package dev.terrace.stack.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidBookTest {
    @TempDir
    Path directory;

    @Test
    void endsWhatItFindsAndForgetsIt() throws IOException {
        PidBook book = new PidBook(directory.resolve("run"));
        Child child = start(List.of("cat", "/dev/zero"), book);
        assertEquals(List.of("one"), new PidBook(directory.resolve("run")).reap());
        assertEnded(child);
        assertEquals(List.of(), book.living());
    }

    @Test
    void endsAStoppedProcess() throws IOException {
        PidBook book = new PidBook(directory.resolve("run"));
        Child child = start(List.of("cat", "/dev/zero"), book);
        ProcessMark.of(child.pid()).orElseThrow().signal("STOP");
        book.reap();
        assertEnded(child);
    }

    @Test
    void leavesAProcessAloneThatGotTheSamePid() throws IOException {
        PidBook book = new PidBook(directory.resolve("run"));
        ProcessMark own = ProcessMark.own();
        book.write(new PidBook.Line("one", new ProcessMark(own.pid(), own.start() - 1), "KILL"));
        assertEquals(List.of(), book.reap());
        assertTrue(own.alive());
    }

    @Test
    void anEmptyDirectoryHasNothingToEnd() {
        assertEquals(List.of(), new PidBook(directory.resolve("nowhere")).reap());
    }

    /** The JVM hears of its child's end a little later than the system that reports the process gone. */
    private static void assertEnded(Child child) {
        child.onExit().orTimeout(10, TimeUnit.SECONDS).join();
        assertFalse(child.alive());
    }

    private Child start(List<String> command, PidBook book) throws IOException {
        Child.Spec spec = new Child.Spec("one", command, Map.of(), directory, Path.of("/dev/null"), "TERM");
        return Child.start(spec, book);
    }
}
