package dev.terrace.benchmarks.race;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Reads of counters, each held against the oracle. Everything happens on one event loop. */
final class Readers {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int NOT_FOUND = 404;

    private final List<Gateway> gateways;
    private final List<Counters> caches;
    private final Tally tally;
    private final Random random;

    Readers(List<Gateway> gateways, List<Counters> caches, Tally tally, long seed) {
        this.gateways = gateways;
        this.caches = caches;
        this.tally = tally;
        this.random = new Random(seed);
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** One key, at any gateway. */
    Future<Void> single(boolean token) {
        Counters counters = any(caches);
        return single(any(gateways), counters, random.nextInt(counters.size()), token);
    }

    /** That key at that gateway; with {@code token}, the one of the newest acknowledged write is shown, whoever acknowledged it. */
    Future<Void> single(Gateway gateway, Counters counters, int key, boolean token) {
        Oracle oracle = counters.oracle();
        Oracle.Acknowledged newest = oracle.newest(key);
        boolean shown = token && newest.token() != null;
        long own = oracle.bound(gateway.number(), key);
        long bound = shown ? Math.max(own, newest.version()) : own;
        Asked asked = new Asked(gateway, counters, key, bound, System.nanoTime());
        return gateway.get("/api/cache/" + counters.cache() + "/" + counters.key(key), shown ? newest.token() : null)
                .map(answer -> {
                    long version = version(counters, key, answer);
                    if (version < 0) {
                        tally.refused(1);
                    } else {
                        tally.single(asked.judge(version, tally), shown);
                    }
                    return null;
                });
    }

    private static long version(Counters counters, int key, Answer answer) {
        if (answer.status() == NOT_FOUND) {
            return counters.oracle().absence(key);
        }
        return answer.done() ? Long.parseLong(answer.body().toString()) : -1;
    }

    /** Many keys of one cache at any gateway, in one request. */
    Future<Void> batch(int size) {
        Counters counters = any(caches);
        int[] keys =
                random.ints(Math.min(size, counters.size()), 0, counters.size()).toArray();
        return batch(any(gateways), counters, keys);
    }

    /** Those keys at that gateway. */
    Future<Void> batch(Gateway gateway, Counters counters, int[] keys) {
        Asked[] asked = new Asked[keys.length];
        StringBuilder json = new StringBuilder(14 * keys.length + 16).append("{\"keys\":[");
        long now = System.nanoTime();
        for (int i = 0; i < keys.length; i++) {
            long bound = counters.oracle().bound(gateway.number(), keys[i]);
            asked[i] = new Asked(gateway, counters, keys[i], bound, now);
            json.append(i == 0 ? "\"" : ",\"").append(counters.key(keys[i])).append('"');
        }
        return gateway.post(
                        "/api/cache/" + counters.cache() + "/_mget",
                        Buffer.buffer(json.append("]}").toString()))
                .map(answer -> {
                    if (answer.done()) {
                        judge(asked, answer.body());
                    } else {
                        tally.refused(keys.length);
                    }
                    return null;
                });
    }

    private void judge(Asked[] asked, Buffer body) {
        try (JsonParser parser = JSON.createParser(body.getBytes())) {
            int at = 0;
            parser.nextToken();
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.START_OBJECT) {
                    one(asked[at++], parser);
                }
            }
            if (at != asked.length) {
                throw new IllegalStateException("asked for " + asked.length + " keys, got " + at);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One entry of the answer, up to its end. */
    private void one(Asked asked, JsonParser parser) throws IOException {
        long version = asked.counters().oracle().absence(asked.key());
        boolean error = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            if (field.equals("key") && !parser.getText().equals(asked.counters().key(asked.key()))) {
                throw new IllegalStateException("another key than asked for: " + parser.getText());
            } else if (field.equals("value") && value == JsonToken.VALUE_STRING) {
                version = Long.parseLong(new String(parser.getBinaryValue(), StandardCharsets.US_ASCII));
            } else if (field.equals("error") && value == JsonToken.VALUE_STRING) {
                error = true;
            }
        }
        if (error) {
            tally.refused(1);
        } else {
            tally.batched(asked.judge(version, tally));
        }
    }

    /** What was asked, and what may not be answered to it. */
    private record Asked(Gateway gateway, Counters counters, int key, long bound, long sent) {
        Oracle.Verdict judge(long version, Tally tally) {
            Oracle.Verdict verdict = counters.oracle().judge(key, version, bound, sent);
            if (verdict.violation()) {
                tally.violation(verdict + " " + counters.cache() + "/" + counters.key(key) + " at gateway "
                        + (gateway.number() + 1) + ": " + version + ", not below " + bound + " promised, newest "
                        + counters.oracle().newest(key).version() + ", issued "
                        + counters.oracle().issued(key) + ", sent "
                        + (System.nanoTime() - sent) / 1_000_000 + " ms ago");
            }
            return verdict;
        }
    }
}
