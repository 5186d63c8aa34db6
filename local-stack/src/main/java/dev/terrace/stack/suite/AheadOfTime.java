package dev.terrace.stack.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's ahead-of-time cache of a program (JEP 483, 514, 515; from JDK 25 on): classes loaded and linked, and what its methods were like,
 * so that the next process starts in a third of the time. The first process of a build is the training run: it is recorded until it has
 * answered, and the cache is made from that beside it, with the lowest priority. A cache that does not fit is ignored by the JVM.
 */
final class AheadOfTime {
    private static final Logger LOG = Logger.getLogger(AheadOfTime.class.getName());
    private static final int FIRST_JDK = 25;
    private static final String QUIET = "-Xlog:aot=off";

    private final Path jar;
    private final List<String> flags;
    private final Path recorded;
    private final Path fresh;
    private final Path cache;
    private @Nullable String trainee;
    private boolean trained;

    /** Of a program that is started as {@code java FLAGS -jar JAR}; the cache lies beside the jar. */
    AheadOfTime(Path jar, List<String> flags) {
        this.jar = jar;
        this.flags = flags;
        this.recorded = jar.resolveSibling("app.aot.recorded");
        this.fresh = jar.resolveSibling("app.aot.new");
        this.cache = jar.resolveSibling("app.aot");
    }

    /** What a process of that name is started with besides. */
    synchronized List<String> flags(String name) {
        if (Runtime.version().feature() < FIRST_JDK) {
            return List.of();
        }
        if (Files.exists(cache)) {
            return List.of("-XX:AOTCache=" + cache, QUIET);
        }
        if (trained || (trainee != null && !trainee.equals(name))) {
            return List.of();
        }
        trainee = name;
        return List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + recorded, QUIET);
    }

    /** A process of that name answers: if it was the training run, the cache is made in the background. */
    synchronized void answers(String name, long pid) {
        if (!trained && name.equals(trainee)) {
            trained = true;
            Thread.ofPlatform().daemon().name("ahead-of-time").start(() -> make(pid));
        }
    }

    private void make(long pid) {
        try {
            Path bin = Path.of(System.getProperty("java.home", ""), "bin");
            run(List.of(bin.resolve("jcmd").toString(), Long.toString(pid), "AOT.end_recording"));
            List<String> create = new ArrayList<>(
                    List.of("nice", "-n", "19", bin.resolve("java").toString()));
            create.addAll(flags);
            create.addAll(List.of(
                    "-XX:AOTMode=create",
                    "-XX:AOTConfiguration=" + recorded,
                    "-XX:AOTCache=" + fresh,
                    QUIET,
                    "-jar",
                    jar.toString()));
            run(create);
            Files.move(fresh, cache, StandardCopyOption.ATOMIC_MOVE);
            Files.deleteIfExists(recorded);
            LOG.info(() -> "ahead-of-time cache made path=" + cache);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "no ahead-of-time cache path=" + cache, e);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(List<String> command) throws IOException, InterruptedException {
        Path said = Files.createTempFile(jar.getParent(), "aot-", ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            process.getOutputStream().close();
            Thread ends = new Thread(process::destroyForcibly);
            Runtime.getRuntime().addShutdownHook(ends);
            int code = process.waitFor();
            Runtime.getRuntime().removeShutdownHook(ends);
            if (code != 0) {
                throw new IOException(command + " ended with " + code + ": " + Files.readString(said));
            }
        } catch (IllegalStateException shutDown) {
            throw new InterruptedException(shutDown.getMessage());
        } finally {
            Files.deleteIfExists(said);
        }
    }
}
