package dev.terrace.benchmarks.race;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.terrace.benchmarks.race.Tally.Kind;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Bumps of counters in all ways there are, through any gateway. Everything happens on one event loop. */
final class Writers {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String INVALIDATE = "/api/admin/caching/invalidations/invalidate_keys/";

    private final List<Gateway> gateways;
    private final List<Counters> caches;
    private final Tally tally;
    private final Random random;

    Writers(List<Gateway> gateways, List<Counters> caches, Tally tally, long seed) {
        this.gateways = gateways;
        this.caches = caches;
        this.tally = tally;
        this.random = new Random(seed);
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** One bump, of any kind. */
    Future<Void> any() {
        return any(any(gateways));
    }

    /** One bump, of any kind, through that gateway. */
    Future<Void> any(Gateway gateway) {
        Counters counters = any(caches);
        int key = random.nextInt(counters.size());
        int dice = random.nextInt(100);
        if (counters.behindOrigin()) {
            if (dice < 2) {
                return clear(gateway, counters);
            }
            if (dice < 10) {
                return pattern(gateway, counters, counters.groupOf(key));
            }
            return counters.written(key) ? put(gateway, counters, key) : bump(gateway, counters, key);
        }
        return dice < 10 ? tag(gateway, counters, counters.groupOf(key)) : record(gateway, counters, key, dice < 25);
    }

    /** The origin first, then the copies of that key. */
    Future<Void> bump(Gateway gateway, Counters counters, int key) {
        return invalidate(gateway, counters, IntStream.of(key), Kind.KEY, "\"keys\":[\"" + counters.key(key) + "\"]");
    }

    private Future<Void> pattern(Gateway gateway, Counters counters, int group) {
        int first = counters.firstOf(group);
        String glob = counters.key(first).substring(0, 5) + "*";
        return invalidate(
                gateway,
                counters,
                IntStream.range(first, counters.endOf(group)),
                Kind.PATTERN,
                "\"pattern\":\"" + glob + "\"");
    }

    private Future<Void> clear(Gateway gateway, Counters counters) {
        return invalidate(gateway, counters, IntStream.range(0, counters.size()), Kind.CLEAR, "\"all\":true");
    }

    /** Every one of the keys that is not written through the cache is bumped at the origin; then their copies go. */
    private Future<Void> invalidate(Gateway gateway, Counters counters, IntStream keys, Kind kind, String selector) {
        IntPredicate past = key -> !counters.written(key);
        int[] bumped = keys.filter(past).toArray();
        long[] versions = new long[bumped.length];
        for (int i = 0; i < bumped.length; i++) {
            versions[i] = counters.oracle().issue(bumped[i]);
            counters.hold(bumped[i], versions[i]);
        }
        return drop(gateway, counters, kind, selector).map(token -> {
            acknowledge(gateway, counters, bumped, versions, token);
            return null;
        });
    }

    /** Invalidates; the token of the acknowledgement, null when it was refused. */
    private Future<@Nullable String> drop(Gateway gateway, Counters counters, Kind kind, String selector) {
        String body = "{\"cache_name\":\"" + counters.cache() + "\"," + selector + ",\"reason\":\"race\"}";
        return gateway.post(INVALIDATE, Buffer.buffer(body)).map(answer -> {
            String token = answer.status() == 200 ? position(answer) : null;
            tally.wrote(kind, token != null);
            return token;
        });
    }

    private static @Nullable String position(Answer answer) {
        try {
            JsonNode position = JSON.readTree(answer.body().getBytes()).path("position");
            return position.isTextual() ? position.asText() : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void acknowledge(
            Gateway gateway, Counters counters, int[] keys, long[] versions, @Nullable String token) {
        long now = System.nanoTime();
        for (int i = 0; token != null && i < keys.length; i++) {
            counters.oracle().acknowledge(keys[i], versions[i], gateway.number(), token, now);
        }
    }

    /** Through the cache to the origin, or to the record. */
    Future<Void> put(Gateway gateway, Counters counters, int key) {
        return alone(counters, counters.groupOf(key), () -> {
            long version = counters.oracle().issue(key);
            String tags = counters.behindOrigin() ? "" : "?tags=" + tag(counters, counters.groupOf(key));
            Buffer value = Buffer.buffer(Long.toString(version));
            return gateway.put(path(counters, key) + tags, value)
                    .map(answer -> written(gateway, counters, key, version, Kind.PUT, answer));
        });
    }

    private Future<Void> record(Gateway gateway, Counters counters, int key, boolean delete) {
        if (!delete) {
            return put(gateway, counters, key);
        }
        return alone(counters, counters.groupOf(key), () -> {
            long version = counters.oracle().issueAbsence(key);
            return gateway.delete(path(counters, key))
                    .map(answer -> written(gateway, counters, key, version, Kind.DELETE, answer));
        });
    }

    private Void written(Gateway gateway, Counters counters, int key, long version, Kind kind, Answer answer) {
        boolean acknowledged = answer.done() && answer.position() != null;
        tally.wrote(kind, acknowledged);
        if (acknowledged) {
            acknowledge(gateway, counters, new int[] {key}, new long[] {version}, answer.position());
        }
        return done();
    }

    /** Deletes all records of a group. */
    private Future<Void> tag(Gateway gateway, Counters counters, int group) {
        return alone(counters, group, () -> {
            int[] keys = IntStream.range(counters.firstOf(group), counters.endOf(group))
                    .toArray();
            long[] versions = IntStream.of(keys)
                    .mapToLong(key -> counters.oracle().issueAbsence(key))
                    .toArray();
            return drop(gateway, counters, Kind.TAG, "\"tags\":[\"" + tag(counters, group) + "\"]")
                    .map(token -> {
                        acknowledge(gateway, counters, keys, versions, token);
                        return done();
                    });
        });
    }

    /** Where values are written through, the later of two writers decides: so there is one at a time in a group. */
    private Future<Void> alone(Counters counters, int group, java.util.function.Supplier<Future<Void>> write) {
        if (!counters.take(group)) {
            return Future.succeededFuture();
        }
        return write.get().onComplete(ended -> counters.release(group));
    }

    @SuppressWarnings("NullAway") // Void has no other value
    private static Void done() {
        return null;
    }

    private static String tag(Counters counters, int group) {
        return counters.key(counters.firstOf(group)).substring(0, 4);
    }

    private static String path(Counters counters, int key) {
        return "/api/cache/" + counters.cache() + "/" + counters.key(key);
    }
}
