package dev.terrace.cachectl.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path dir;

    @Test
    void readsColumnsByTheirNames() throws IOException {
        Path file = file("t.csv", "ts,key,size,op,ttl\n21,a,189,get,0\n\n70,b,107,SET,300\n");
        try (Trace trace = Trace.open(file, null)) {
            assertEquals(new Trace.Request("a", "get", 189, 0), trace.next());
            assertEquals(new Trace.Request("b", "set", 107, 300), trace.next());
            assertNull(trace.next());
        }
        assertEquals(2, Trace.count(file, true));
    }

    @Test
    void takesKeysAloneAndGzip() throws IOException {
        Path file = dir.resolve("t.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("key\n7\n8\n".getBytes(StandardCharsets.UTF_8));
        }
        try (Trace trace = Trace.open(file, null)) {
            assertEquals(new Trace.Request("7", "get", -1, 0), trace.next());
        }
        assertEquals(2, Trace.count(file, true));
    }

    @Test
    void takesNamesForFilesWithoutAHead() throws IOException {
        try (Trace trace = Trace.open(file("n.csv", "5,x\n"), List.of("ts", "key"))) {
            assertEquals(new Trace.Request("x", "get", -1, 0), trace.next());
        }
    }

    @Test
    void refusesAFileWithoutKeys() throws IOException {
        Path file = file("k.csv", "a,b\n1,2\n");
        assertThrows(IllegalArgumentException.class, () -> Trace.open(file, null));
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(dir.resolve(name), text);
    }
}
