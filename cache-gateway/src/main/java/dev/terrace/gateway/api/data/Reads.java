package dev.terrace.gateway.api.data;

import dev.terrace.gateway.cache.CacheHandle;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.ReadOptions;
import dev.terrace.gateway.cache.ReadResult;
import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;
import io.vertx.core.http.HttpServerResponse;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** GET and HEAD of a key. */
final class Reads {
    private static final NumberedText SECONDS = new NumberedText("", "");

    private final InstantSource clock;
    private final DateLine date;

    Reads(InstantSource clock) {
        this.clock = clock;
        this.date = new DateLine(clock);
    }

    void read(Exchange exchange, CacheHandle cache, String key) {
        ReadOptions options = options(exchange);
        boolean explain = "true".equals(exchange.parameter("explain"));
        ReadResult atHand = cache.atHand(key, options);
        if (atHand != null) {
            answer(exchange, cache, key, options, atHand, explain);
            return;
        }
        cache.read(key, options)
                .subscribe()
                .with(
                        result -> exchange.on(() -> answer(exchange, cache, key, options, result, explain)),
                        exchange::failed);
    }

    private void answer(
            Exchange exchange, CacheHandle cache, String key, ReadOptions options, ReadResult result, boolean explain) {
        if (explain) {
            Explanation.answer(exchange, cache, key, result, clock.millis());
        } else {
            answer(exchange, result, options);
        }
    }

    private static ReadOptions options(Exchange exchange) {
        String control = exchange.header(Names.CACHE_CONTROL);
        String token = exchange.header(Names.POSITION);
        if (control == null && token == null) {
            return ReadOptions.PLAIN;
        }
        CacheDirectives asked = CacheDirectives.parse(control == null ? "" : control);
        return new ReadOptions(asked.noCache(), asked.onlyIfCached(), asked.maxStaleMs(), position(token));
    }

    /** What a read must have seen, null when nothing is asked for; 400 when it is none. */
    static @Nullable Position position(Exchange exchange) {
        return position(exchange.header(Names.POSITION));
    }

    private static @Nullable Position position(@Nullable String token) {
        try {
            return token == null ? null : Position.parse(token);
        } catch (IllegalArgumentException e) {
            throw Problem.of(Kind.MALFORMED, "Terrace-Position is none that was given out here.");
        }
    }

    private void answer(Exchange exchange, ReadResult result, ReadOptions options) {
        long now = clock.millis();
        exchange.response
                .putHeader(Names.DATE, date.now())
                .putHeader(Names.CACHE_STATUS, CacheStatus.of(result, options.noCache(), now));
        switch (result) {
            case ReadResult.Hit hit when !hit.entry().negative() -> value(exchange, hit.entry(), now);
            case ReadResult.Hit negative -> exchange.problem(absent("The origin has no such key."));
            case ReadResult.Miss miss -> exchange.problem(options.onlyIfCached() ? notCached() : absent("Not here."));
            case ReadResult.Failed failed -> exchange.problem(Refusals.problem(failed.why(), failed.detail()));
        }
    }

    private static Problem absent(String detail) {
        return Problem.of(Kind.NOT_FOUND, detail);
    }

    private static Problem notCached() {
        return Problem.of(Kind.ORIGIN_TIMEOUT, "Nothing is stored, and the request asked for stored values only.");
    }

    private static void value(Exchange exchange, Entry entry, long now) {
        HttpServerResponse response = exchange.response;
        String tag = '"' + entry.etag() + '"';
        response.putHeader(Names.ETAG, tag)
                .putHeader(Names.AGE, SECONDS.of(Math.max(0, (now - entry.createdMs()) / 1000)));
        String noneMatch = exchange.header(Names.IF_NONE_MATCH);
        if (noneMatch != null && (noneMatch.equals(tag) || matches(noneMatch, entry.etag()))) {
            response.setStatusCode(304);
            exchange.end();
            return;
        }
        String type = entry.contentType();
        response.putHeader(Names.CONTENT_TYPE, type == null ? Names.OCTETS : type)
                .putHeader(Names.ACCEPT_RANGES, Names.BYTES);
        ByteRange range = range(exchange, entry, tag);
        if (range == null) {
            exchange.end(entry.value());
        } else {
            part(exchange, entry, range);
        }
    }

    private static boolean matches(String field, String etag) {
        EntityTags tags = EntityTags.parse(field);
        return tags != null && tags.matches(etag);
    }

    private static @Nullable ByteRange range(Exchange exchange, Entry entry, String tag) {
        String field = exchange.isHead() ? null : exchange.header(Names.RANGE);
        if (field == null) {
            return null;
        }
        String ifRange = exchange.header(Names.IF_RANGE);
        boolean same = ifRange == null || ifRange.strip().equals(tag);
        return same ? ByteRange.of(field, entry.value().length) : null;
    }

    private static void part(Exchange exchange, Entry entry, ByteRange range) {
        int total = entry.value().length;
        exchange.response.putHeader(Names.CONTENT_RANGE, range.contentRange(total));
        if (range == ByteRange.UNSATISFIABLE) {
            exchange.problem(Problem.of(Kind.RANGE, "The value has " + total + " bytes."));
            return;
        }
        exchange.response.setStatusCode(206);
        exchange.end(entry.value(), range.first(), range.length());
    }
}
