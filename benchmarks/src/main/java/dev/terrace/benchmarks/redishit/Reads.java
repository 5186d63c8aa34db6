package dev.terrace.benchmarks.redishit;

import dev.terrace.benchmarks.load.Wire;
import dev.terrace.benchmarks.redis.RedisLine;
import java.util.ArrayList;
import java.util.List;

/** One connection to each of those that are compared; they are read in turn. */
final class Reads implements AutoCloseable {
    private final List<Runnable> kinds = new ArrayList<>();
    private final List<AutoCloseable> open = new ArrayList<>();

    /** A key of a Redis, on its own. */
    void redis(String address, String key, int bytes) {
        RedisLine line = new RedisLine(address);
        open.add(line);
        kinds.add(() -> {
            if (line.get(key).length != bytes) {
                throw new IllegalStateException("Redis answered with another value.");
            }
        });
    }

    /** What an HTTP server answers; {@code says} stands in the head of the answer. */
    void http(String url, String credentials, String path, String says) {
        Wire wire = new Wire(url, credentials);
        open.add(wire);
        kinds.add(() -> {
            Wire.Reply reply = wire.get(path);
            if (reply.status() != 200 || !reply.head().contains(says)) {
                throw new IllegalStateException("Not " + says + ": " + reply.head());
            }
        });
    }

    /** In the order in which they were opened. */
    List<Runnable> kinds() {
        return kinds;
    }

    @Override
    public void close() {
        for (AutoCloseable one : open) {
            try {
                one.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
