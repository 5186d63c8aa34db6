package dev.terrace.stack.boot;

import dev.terrace.stack.suite.LogFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Bounds the logs every ten seconds. */
final class Housekeeping {
    private static final Logger LOG = Logger.getLogger(Housekeeping.class.getName());
    private static final long LOG_LIMIT = 8L << 20;
    private static final int EVERY_SECONDS = 10;
    private final LogFiles logs;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().daemon().name("housekeeping").unstarted(task));

    Housekeeping(Path logs) {
        this.logs = new LogFiles(logs, LOG_LIMIT);
    }

    void start() {
        var unused = clock.scheduleWithFixedDelay(this::once, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    private void once() {
        try {
            logs.bound();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "logs not bounded", e);
        }
    }
}
