package dev.terrace.stack.suite;

import dev.terrace.stack.host.Child;
import dev.terrace.stack.host.PidBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's class data sharing archive of a program (JEP 310), with its classes linked ahead of time where the JDK can (JEP 483, from 24
 * on): the next process starts in less than half the time. The first process of a build writes down which classes it loads, and when all
 * is ready a process of the lowest priority makes the archive from that list. The first one goes on undisturbed: to end a recording of
 * JEP 514 would hold all its threads for seconds, on a busy machine for a minute. An archive that does not fit is ignored by the JVM.
 */
final class ClassArchive {
    private static final Logger LOG = Logger.getLogger(ClassArchive.class.getName());
    private static final int FIRST_JDK_THAT_LINKS = 24;
    private static final String NAME = "class-archive";
    private static final List<String> QUIET = Runtime.version().feature() < FIRST_JDK_THAT_LINKS
            ? List.of("-Xlog:cds=off")
            : List.of("-Xlog:cds=off", "-Xlog:aot=off");

    private final Path directory;
    private final List<String> flags;
    private final Path log;
    private final PidBook book;
    private final Path loading;
    private final Path list;
    private final Path fresh;
    private final Path archive;
    private boolean over;
    private boolean stopped;
    private @Nullable String listing;
    private @Nullable Child child;

    /** Of a program that is started as {@code java FLAGS -jar quarkus-run.jar} from that directory's; the archive lies beside it. */
    ClassArchive(Path directory, List<String> flags, Path log, PidBook book) {
        this.directory = directory;
        this.flags = flags;
        this.log = log;
        this.book = book;
        this.loading = directory.resolve("app.classes.loading");
        this.list = directory.resolve("app.classes");
        this.fresh = directory.resolve("app.jsa.new");
        this.archive = directory.resolve("app.jsa");
    }

    /** What a process of that name is started with besides; the first one that finds no archive lists its classes. */
    synchronized List<String> flags(String name) {
        List<String> more = new ArrayList<>();
        if (Files.exists(archive)) {
            more.add("-XX:SharedArchiveFile=" + archive);
            more.addAll(QUIET);
        } else if (!over && (listing == null || listing.equals(name))) {
            listing = name;
            more.add("-XX:DumpLoadedClassList=" + loading);
        }
        return List.copyOf(more);
    }

    /** Makes the archive in the background from what the first process has loaded by now, if one was to list that. */
    synchronized void make() {
        if (!over && listing != null) {
            Thread.ofPlatform().daemon().name(NAME).start(this::fromTheList);
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

    private void fromTheList() {
        try {
            takeTheList();
            boolean made = run();
            if (made) {
                Files.deleteIfExists(list);
                Files.move(fresh, archive, StandardCopyOption.ATOMIC_MOVE);
            }
            LOG.info(() -> "class archive made=" + made + " path=" + archive);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "no class archive path=" + archive, e);
        }
    }

    /** The process still writes its list: what is whole of it is taken. */
    private void takeTheList() throws IOException {
        byte[] lines = Files.readAllBytes(loading);
        int end = lines.length;
        while (end > 0 && lines[end - 1] != '\n') {
            end--;
        }
        Files.write(list, Arrays.copyOf(lines, end));
        Files.delete(loading);
    }

    /** Whether it did what it was to do. It is a child in the book, so that it outlives a killed launcher only until the next command. */
    private boolean run() throws IOException {
        Child started = begin();
        boolean done = started != null && started.onExit().join() == 0;
        book.forget(NAME);
        return done;
    }

    private synchronized @Nullable Child begin() throws IOException {
        if (!stopped) {
            child = Child.start(new Child.Spec(NAME, command(), Map.of(), directory, log, "TERM"), book);
        }
        return stopped ? null : child;
    }

    private List<String> command() {
        Path java = Path.of(System.getProperty("java.home", ""), "bin", "java");
        List<String> command = new ArrayList<>(List.of("nice", "-n", "19", java.toString()));
        command.addAll(flags);
        command.addAll(QUIET);
        command.add("-Xshare:dump");
        if (Runtime.version().feature() >= FIRST_JDK_THAT_LINKS) {
            command.add("-XX:+AOTClassLinking");
        }
        command.addAll(List.of("-XX:SharedClassListFile=" + list, "-XX:SharedArchiveFile=" + fresh));
        command.addAll(List.of("-jar", directory.resolve("quarkus-run.jar").toString()));
        return command;
    }
}
