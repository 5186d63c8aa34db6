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
class AheadOfTimeTest {
    private static final List<String> FLAGS = List.of("-Xmx64m", "-XX:+UseSerialGC");

    @TempDir
    Path directory;

    @TempDir
    Path logs;

    private Path jar;
    private AheadOfTime aheadOfTime;

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
        aheadOfTime = new AheadOfTime(directory, FLAGS, logs.resolve("log"), new PidBook(logs));
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
    void theFirstProcessTrainsAndTheNextOneUsesWhatItLearned() throws Exception {
        List<String> training = aheadOfTime.flags("one");
        if (Runtime.version().feature() < 25) {
            assertEquals(List.of(), training, "what this JDK does not know is not asked of it");
            return;
        }
        assertTrue(training.contains("-XX:AOTMode=record"), training::toString);
        assertEquals(List.of(), aheadOfTime.flags("two"), "one training run is enough");
        Process first = run(training);
        aheadOfTime.make(name -> first.pid());
        Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> Files.exists(directory.resolve("app.aot")));
        assertEquals(0, end(first), "it goes on as before");
        List<String> using = new ArrayList<>(aheadOfTime.flags("two"));
        assertTrue(using.contains("-XX:AOTCache=" + directory.resolve("app.aot")), using::toString);
        // With "on" a JVM that cannot use the cache does not start.
        using.add("-XX:AOTMode=on");
        assertEquals(0, end(run(using)));
        try (Stream<Path> left = Files.list(directory)) {
            assertEquals(2, left.count(), "the program and its cache");
        }
    }

    @Test
    void aTrainingRunThatEndsEarlyIsRepeatedUnderItsName() throws Exception {
        List<String> training = aheadOfTime.flags("one");
        assertEquals(0, end(run(training)));
        assertEquals(training, aheadOfTime.flags("one"));
    }

    @Test
    void onceStoppedNothingIsMadeAndNobodyIsRecorded() throws Exception {
        Process first = run(aheadOfTime.flags("one"));
        aheadOfTime.stop();
        aheadOfTime.make(name -> first.pid());
        assertEquals(List.of(), aheadOfTime.flags("two"));
        assertEquals(0, end(first));
        assertEquals(List.of(), new PidBook(logs).living());
    }
}
