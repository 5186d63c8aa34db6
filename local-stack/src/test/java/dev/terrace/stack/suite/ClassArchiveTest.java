package dev.terrace.stack.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.stack.host.PidBook;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On real processes of a program of one class. */
class ClassArchiveTest {
    private static final List<String> FLAGS = List.of("-Xmx64m", "-XX:+UseSerialGC");

    @TempDir
    Path directory;

    @TempDir
    Path logs;

    private Path jar;
    private ClassArchive classArchive;

    /** Says that it runs, and does until its input ends. */
    public static final class Program {
        private Program() {}

        public static void main(String[] arguments) throws IOException {
            System.out.println("runs");
            System.exit(System.in.read() == -1 ? 0 : 1);
        }
    }

    @BeforeEach
    void build() throws IOException {
        jar = directory.resolve("quarkus-run.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Program.class.getName());
        String name = Program.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                InputStream code =
                        Objects.requireNonNull(Program.class.getClassLoader().getResourceAsStream(name))) {
            out.putNextEntry(new JarEntry(name));
            code.transferTo(out);
        }
        classArchive = new ClassArchive(directory, FLAGS, logs.resolve("log"), new PidBook(logs));
    }

    private Process run(List<String> more) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(more);
        command.addAll(List.of("-jar", jar.toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertEquals("runs", process.inputReader().readLine());
        return process;
    }

    private static int end(Process process) throws IOException, InterruptedException {
        process.getOutputStream().close();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        return process.exitValue();
    }

    @Test
    void theFirstProcessListsItsClassesAndTheNextOneHasThemFromTheArchive() throws Exception {
        List<String> listing = classArchive.flags("one");
        assertEquals(1, listing.size(), listing::toString);
        assertEquals(List.of(), classArchive.flags("two"), "one list is enough");
        Process first = run(listing);
        classArchive.make();
        Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> Files.exists(directory.resolve("app.jsa")));
        assertEquals(0, end(first), "it goes on as before");
        List<String> using = new ArrayList<>(classArchive.flags("two"));
        assertTrue(using.contains("-XX:SharedArchiveFile=" + directory.resolve("app.jsa")), using::toString);
        // With "on" a JVM that cannot use the archive does not start.
        using.addAll(List.of("-Xshare:on", "-Xlog:class+load:file=" + logs.resolve("loaded")));
        assertEquals(0, end(run(using)));
        String own = Program.class.getName() + " source: shared objects file";
        assertTrue(Files.readString(logs.resolve("loaded")).contains(own), "its own class too");
        try (Stream<Path> left = Files.list(directory)) {
            assertEquals(2, left.count(), "the program and its archive");
        }
    }

    @Test
    void aFirstProcessThatEndsEarlyListsAgainUnderItsName() throws Exception {
        List<String> listing = classArchive.flags("one");
        assertEquals(0, end(run(listing)));
        assertEquals(listing, classArchive.flags("one"));
    }

    @Test
    void anArchiveOfAnotherBuildIsIgnored() throws Exception {
        Files.writeString(directory.resolve("app.jsa"), "not an archive");
        assertEquals(0, end(run(classArchive.flags("one"))));
    }

    @Test
    void onceStoppedNothingIsMadeAndNobodyLists() throws Exception {
        Process first = run(classArchive.flags("one"));
        classArchive.stop();
        classArchive.make();
        assertEquals(List.of(), classArchive.flags("two"));
        assertEquals(0, end(first));
        assertEquals(List.of(), new PidBook(logs).living());
    }
}
