package dev.terrace.gateway.api.data;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes of request bodies held at once, by all requests together: bounded, so that many large uploads cannot fill the heap. */
final class BodyBudget {
    private final long max;
    private final AtomicLong used = new AtomicLong();

    BodyBudget(long max) {
        this.max = max;
    }

    /** Whether so many more may be held. A single body is let in when nothing else is held, however large its cache allows it to be. */
    boolean take(long bytes) {
        long now = used.addAndGet(bytes);
        if (now > max && now != bytes) {
            used.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    void give(long bytes) {
        used.addAndGet(-bytes);
    }

    long used() {
        return used.get();
    }
}
