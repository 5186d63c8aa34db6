package dev.terrace.stack.boot;

import dev.terrace.stack.host.PidBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What is done when a signal comes or the start fails: the newest first, and nothing is left behind. */
final class Stop {
    private static final Logger LOG = Logger.getLogger(Stop.class.getName());
    private final Deque<Runnable> steps = new ArrayDeque<>();
    private final PidBook book;
    private final Path run;

    Stop(PidBook book, Path run) {
        this.book = book;
        this.run = run;
        Runtime.getRuntime().addShutdownHook(new Thread(this::all, "stop"));
    }

    synchronized void later(Runnable step) {
        steps.push(step);
    }

    private synchronized Deque<Runnable> steps() {
        return new ArrayDeque<>(steps);
    }

    private void all() {
        for (Runnable step : steps()) {
            try {
                step.run();
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "stop step failed", e);
            }
        }
        // A child that was being started while we stopped.
        book.reap();
        try {
            Files.deleteIfExists(run.resolve("ready"));
            Files.deleteIfExists(run.resolve("suite.properties"));
        } catch (IOException e) {
            LOG.log(Level.WARNING, "run files stay", e);
        }
    }
}
