package dev.terrace.benchmarks.load;

import java.time.Duration;

/** Keeps a number of connections busy, each with one request at a time. */
public interface Load {
    /** As the report calls it. */
    String name();

    /** Asks for so long; blocks until it is over. */
    Done run(Target target, Duration time);
}
