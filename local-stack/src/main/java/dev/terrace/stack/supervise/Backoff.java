package dev.terrace.stack.supervise;

import java.time.Duration;

/** Delays that double from the first to the longest until they are reset. */
final class Backoff {
    private final Duration first;
    private final Duration longest;
    private Duration coming;

    Backoff(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
        this.coming = first;
    }

    synchronized Duration next() {
        Duration delay = coming;
        Duration doubled = coming.multipliedBy(2);
        coming = doubled.compareTo(longest) > 0 ? longest : doubled;
        return delay;
    }

    synchronized void reset() {
        coming = first;
    }
}
