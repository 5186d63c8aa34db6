package dev.terrace.benchmarks.batch;

import dev.terrace.benchmarks.load.Wire;
import dev.terrace.benchmarks.redis.RedisLine;
import dev.terrace.benchmarks.suite.Standing;
import dev.terrace.benchmarks.suite.Suite;
import java.util.List;
import java.util.Map;

/** Counts what batches ask of the servers. */
final class Trips {
    private static final int BATCHES = 50;
    private static final int BYTES = 100;

    private final Standing suite;
    private final String path;
    private final int keys;

    Trips(Standing suite, String cache, int keys) {
        this.suite = suite;
        this.path = "/api/cache/" + cache + "/";
        this.keys = keys;
    }

    List<Trip> of(String tier) {
        return List.of(
                counted("_mget, " + tier, "_mget", Bodies.keys(keys)),
                counted("_mset, " + tier, "_mset", Bodies.entries(keys, BYTES)));
    }

    private Trip counted(String kind, String operation, String body) {
        Suite gateway = suite.gateways().getFirst();
        try (RedisLine redis = new RedisLine(suite.server("redis"));
                RedisLine log = new RedisLine(suite.server("log_redis"));
                Wire wire = new Wire(gateway.url(), "Bearer " + gateway.token())) {
            Map<String, Long> redisBefore = redis.calls();
            Map<String, Long> logBefore = log.calls();
            int refused = 0;
            for (int i = 0; i < BATCHES; i++) {
                refused += refused(wire.send("POST", path + operation, "application/json", body));
            }
            return new Trip(
                    kind,
                    refused,
                    Trip.each(redisBefore, redis.calls(), BATCHES),
                    Trip.each(logBefore, log.calls(), BATCHES));
        }
    }

    /** How many keys of a batch were refused, as single ones are on a machine that is short of processors. */
    static int refused(Wire.Reply reply) {
        if (reply.status() != 200) {
            throw new IllegalStateException("The gateway answered " + reply.status() + ": " + reply.head());
        }
        return reply.body().split("\"error\":\"", -1).length - 1;
    }
}
