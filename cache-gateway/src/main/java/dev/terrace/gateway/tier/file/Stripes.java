package dev.terrace.gateway.tier.file;

import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** Locks by key. Held for one file's check and change; all of them for a new generation, always in the same order. */
final class Stripes {
    private static final int COUNT = 64;
    private final ReentrantLock[] locks =
            Stream.generate(ReentrantLock::new).limit(COUNT).toArray(ReentrantLock[]::new);

    /** A lock that is held until closed. */
    @FunctionalInterface
    interface Held extends AutoCloseable {
        @Override
        void close();
    }

    Held take(String hash) {
        ReentrantLock lock = locks[Math.floorMod(hash.hashCode(), COUNT)];
        lock.lock();
        return lock::unlock;
    }

    Held takeAll() {
        for (ReentrantLock lock : locks) {
            lock.lock();
        }
        return () -> {
            for (ReentrantLock lock : locks) {
                lock.unlock();
            }
        };
    }
}
