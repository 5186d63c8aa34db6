package dev.terrace.cachectl.suite;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** Reads of one cache at about 150 a second: of keys that are not there, or of one that is. */
final class Traffic implements AutoCloseable {
    private static final long GAP_NANOS = 6_000_000;
    private final AtomicBoolean going = new AtomicBoolean(true);
    private final AtomicBoolean good = new AtomicBoolean();
    private final Thread thread;

    /** Starts with bad traffic. */
    Traffic(Api gateway, String cache) {
        thread = Thread.ofVirtual().start(() -> {
            for (int i = 0; going.get(); i++) {
                read(gateway, cache, i);
                LockSupport.parkNanos(GAP_NANOS);
            }
        });
    }

    /** Good traffic is get-or-fill: a cache may lose what it holds. */
    private void read(Api gateway, String cache, int i) {
        boolean present = good.get();
        if (gateway.get(cache, present ? "there" : "absent-" + i).status() == 404 && present) {
            gateway.put(cache, "there", "value");
        }
    }

    /** From now on every read hits. */
    void turnGood() {
        good.set(true);
    }

    @Override
    public void close() throws InterruptedException {
        going.set(false);
        thread.join();
    }
}
