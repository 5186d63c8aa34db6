package dev.terrace.stack.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFilesTest {
    @TempDir
    Path directory;

    @Test
    void aLongLogIsCutWhileItsWriterGoesOn() throws IOException {
        Path log = directory.resolve("one.log");
        try (Writer writer = Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            writer.write("0123456789");
            writer.flush();
            new LogFiles(directory, 8).bound();
            writer.write("next");
        }
        assertEquals("next", Files.readString(log));
        assertEquals("0123456789", Files.readString(directory.resolve("one.log.1")));
    }

    @Test
    void aShortLogIsLeftAlone() throws IOException {
        Files.writeString(directory.resolve("one.log"), "short");
        new LogFiles(directory, 8).bound();
        assertEquals("short", Files.readString(directory.resolve("one.log")));
    }
}
