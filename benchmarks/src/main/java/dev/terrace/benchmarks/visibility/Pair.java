package dev.terrace.benchmarks.visibility;

import dev.terrace.benchmarks.load.Wire;
import dev.terrace.benchmarks.suite.Suite;

/** A cache at two gateways: one that changes a key, and one that holds it in memory and is asked over and over. */
final class Pair implements AutoCloseable {
    private static final long PATIENCE_NANOS = 20_000_000_000L;
    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain";

    private final String cache;
    private final Wire changing;
    private final Wire asked;
    private long version;

    Pair(String cache, Suite changing, Suite asked) {
        this.cache = cache;
        this.changing = new Wire(changing.url(), "Bearer " + changing.token());
        this.asked = new Wire(asked.url(), "Bearer " + asked.token());
    }

    /** Another value through the one gateway, until the other one gives it. */
    Moments write() {
        String path = held();
        String next = Long.toString(++version);
        long sent = System.nanoTime();
        Wire.Reply reply = done(changing.send("PUT", path, TEXT, next));
        return new Moments(sent, reply.at(), until(path, next));
    }

    /** The key invalidated through the one gateway, until it is gone at the other one. */
    Moments invalidate() {
        String path = held();
        String body = "{\"cache_name\":\"" + cache + "\",\"keys\":[\"key\"],\"reason\":\"benchmark\"}";
        long sent = System.nanoTime();
        Wire.Reply reply = done(changing.send("POST", "/api/admin/caching/invalidations/invalidate_keys/", JSON, body));
        return new Moments(sent, reply.at(), until(path, ""));
    }

    /** A value that the other gateway has in memory. */
    private String held() {
        String path = "/api/cache/" + cache + "/key";
        done(asked.send("PUT", path, TEXT, Long.toString(++version)));
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            Wire.Reply reply = asked.get(path);
            if (reply.body().equals(Long.toString(version)) && reply.head().contains("memory; hit")) {
                return path;
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException("Not in memory: " + reply);
            }
        }
    }

    /** When the first answer with that value was there; of an empty one: that there is none. */
    private long until(String path, String value) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            Wire.Reply reply = asked.get(path);
            boolean there =
                    value.isEmpty() ? reply.status() == 404 : reply.body().equals(value);
            if (there) {
                return reply.at();
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException("Still not seen: " + value + ", but " + reply);
            }
        }
    }

    private static Wire.Reply done(Wire.Reply reply) {
        if (reply.status() / 100 != 2) {
            throw new IllegalStateException("The gateway answered " + reply);
        }
        return reply;
    }

    @Override
    public void close() {
        changing.close();
        asked.close();
    }
}
