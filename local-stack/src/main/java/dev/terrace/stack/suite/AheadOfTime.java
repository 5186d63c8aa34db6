package dev.terrace.stack.suite;

import dev.terrace.stack.host.Child;
import dev.terrace.stack.host.PidBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's ahead-of-time cache of a program (JEP 483, 514, 515; from JDK 25 on): classes loaded and linked, and what its methods were like,
 * so that the next process starts in less than half the time. The first process of a build is the training run; when all is ready its
 * recording ends, and the cache is made from that by a process of the lowest priority. A cache that does not fit is ignored by the JVM.
 */
final class AheadOfTime {
    private static final Logger LOG = Logger.getLogger(AheadOfTime.class.getName());
    private static final int FIRST_JDK = 25;
    private static final String NAME = "ahead-of-time";
    private static final String QUIET = "-Xlog:aot=off";

    private final Path directory;
    private final List<String> flags;
    private final Path log;
    private final PidBook book;
    private final Path recorded;
    private final Path fresh;
    private final Path cache;
    private boolean over = Runtime.version().feature() < FIRST_JDK;
    private boolean stopped;
    private @Nullable String trainee;
    private @Nullable Child child;

    /** Of a program that is started as {@code java FLAGS -jar quarkus-run.jar} from that directory's; the cache lies beside it. */
    AheadOfTime(Path directory, List<String> flags, Path log, PidBook book) {
        this.directory = directory;
        this.flags = flags;
        this.log = log;
        this.book = book;
        this.recorded = directory.resolve("app.aot.recorded");
        this.fresh = directory.resolve("app.aot.new");
        this.cache = directory.resolve("app.aot");
    }

    /** What a process of that name is started with besides; the first one that finds no cache is recorded. */
    synchronized List<String> flags(String name) {
        if (Files.exists(cache)) {
            return List.of("-XX:AOTCache=" + cache, QUIET);
        }
        if (over || (trainee != null && !trainee.equals(name))) {
            return List.of();
        }
        trainee = name;
        return List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + recorded, QUIET);
    }

    /** Ends the recording of the process that was the training run, if one was, and makes the cache, both in the background. */
    synchronized void make(ToLongFunction<String> pid) {
        if (!over && trainee != null) {
            long trained = pid.applyAsLong(trainee);
            Thread.ofPlatform().daemon().name(NAME).start(() -> make(trained));
        }
        over = true;
    }

    /** Leaves off making it. */
    void stop() {
        Child making;
        synchronized (this) {
            stopped = true;
            making = child;
        }
        if (making != null) {
            making.stop(Duration.ofSeconds(1));
        }
    }

    private void make(long pid) {
        Path bin = Path.of(System.getProperty("java.home", ""), "bin");
        List<String> create =
                new ArrayList<>(List.of("nice", "-n", "19", bin.resolve("java").toString()));
        create.addAll(flags);
        create.add("-XX:AOTMode=create");
        create.addAll(List.of("-XX:AOTConfiguration=" + recorded, "-XX:AOTCache=" + fresh, QUIET));
        create.addAll(List.of("-jar", directory.resolve("quarkus-run.jar").toString()));
        try {
            boolean made = run(List.of(bin.resolve("jcmd").toString(), Long.toString(pid), "AOT.end_recording"))
                    && run(create);
            if (made) {
                Files.deleteIfExists(recorded);
                Files.move(fresh, cache, StandardCopyOption.ATOMIC_MOVE);
            }
            LOG.info(() -> "ahead-of-time cache made=" + made + " path=" + cache);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "no ahead-of-time cache path=" + cache, e);
        }
    }

    /** Whether it did what it was to do. It is a child in the book, so that it outlives a killed launcher only until the next command. */
    private boolean run(List<String> command) throws IOException {
        Child started = begin(command);
        boolean done = started != null && started.onExit().join() == 0;
        book.forget(NAME);
        return done;
    }

    private synchronized @Nullable Child begin(List<String> command) throws IOException {
        if (!stopped) {
            child = Child.start(new Child.Spec(NAME, command, Map.of(), directory, log, "TERM"), book);
        }
        return stopped ? null : child;
    }
}
