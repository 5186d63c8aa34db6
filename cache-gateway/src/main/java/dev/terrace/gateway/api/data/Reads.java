package dev.terrace.gateway.api.data;

import dev.terrace.gateway.cache.Blobs;
import dev.terrace.gateway.cache.CacheHandle;
import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.Manifest;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.ReadOptions;
import dev.terrace.gateway.cache.ReadResult;
import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;
import io.vertx.core.http.HttpServerResponse;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** GET and HEAD of a key. */
final class Reads {
    private static final NumberedText SECONDS = new NumberedText("", "");
    private static final QuotedTags TAGS = new QuotedTags();

    private final InstantSource clock;
    private final DateLine date;
    private final Streams streams;

    Reads(InstantSource clock, Streams streams) {
        this.streams = streams;
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
            answer(exchange, cache, key, result, options);
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

    private void answer(Exchange exchange, CacheHandle cache, String key, ReadResult result, ReadOptions options) {
        long now = clock.millis();
        exchange.response
                .putHeader(Names.DATE, date.now())
                .putHeader(Names.CACHE_STATUS, CacheStatus.of(result, options.noCache(), now));
        switch (result) {
            case ReadResult.Hit hit
            when !hit.entry().negative() -> {
                if (head(exchange, hit.entry(), now)) {
                    body(exchange, cache, key, hit.entry(), options);
                }
            }
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

    private void body(Exchange exchange, CacheHandle cache, String key, Entry entry, ReadOptions options) {
        long length = entry.large() ? Manifest.of(entry.value()).length() : entry.value().length;
        ByteRange range = range(exchange, entry, length);
        if (range == ByteRange.UNSATISFIABLE) {
            exchange.response.putHeader(Names.CONTENT_RANGE, range.contentRange(length));
            exchange.problem(Problem.of(Kind.RANGE, "The value has " + length + " bytes."));
        } else if (entry.large()) {
            large(exchange, cache, key, entry, options, range);
        } else if (range == null) {
            exchange.end(entry.value());
        } else {
            exchange.response.setStatusCode(206).putHeader(Names.CONTENT_RANGE, range.contentRange(length));
            exchange.end(entry.value(), (int) range.first(), (int) range.length());
        }
    }

    private void large(
            Exchange exchange,
            CacheHandle cache,
            String key,
            Entry entry,
            ReadOptions options,
            @Nullable ByteRange range) {
        Manifest manifest = Manifest.of(entry.value());
        Blobs blobs = cache.blobs();
        if (blobs == null) {
            exchange.problem(Problem.of(Kind.UNAVAILABLE, "This gateway has no place where large values lie."));
        } else if (exchange.isHead()) {
            exchange.response.putHeader(Names.CONTENT_LENGTH, Long.toString(manifest.length()));
            exchange.end();
        } else {
            Blobs.Ref ref = new Blobs.Ref(CacheKey.of(cache.spec().name(), key), manifest.id());
            new Download(exchange, streams, blobs, ref, entry, range, () -> gone(exchange, cache, key, options))
                    .start();
        }
    }

    /** The blob went after the entry was read: whatever copy that was, the record is asked once. */
    private void gone(Exchange exchange, CacheHandle cache, String key, ReadOptions options) {
        for (CharSequence header : List.of(Names.ETAG, Names.AGE, Names.ACCEPT_RANGES, Names.CONTENT_RANGE)) {
            exchange.response.headers().remove(header);
        }
        if (options.noCache()) {
            exchange.problem(absent("Not here any more."));
            return;
        }
        ReadOptions again = new ReadOptions(true, options.onlyIfCached(), 0, options.noEarlierThan());
        cache.read(key, again)
                .subscribe()
                .with(result -> exchange.on(() -> answer(exchange, cache, key, result, again)), exchange::failed);
    }

    /** Whether a body is to follow. */
    private static boolean head(Exchange exchange, Entry entry, long now) {
        HttpServerResponse response = exchange.response;
        String tag = TAGS.of(entry.etag());
        response.putHeader(Names.ETAG, tag)
                .putHeader(Names.AGE, SECONDS.of(Math.max(0, (now - entry.createdMs()) / 1000)));
        String noneMatch = exchange.header(Names.IF_NONE_MATCH);
        if (noneMatch != null && (noneMatch.equals(tag) || matches(noneMatch, entry.etag()))) {
            response.setStatusCode(304);
            exchange.end();
            return false;
        }
        String type = entry.contentType();
        response.putHeader(Names.CONTENT_TYPE, type == null ? Names.OCTETS : type)
                .putHeader(Names.ACCEPT_RANGES, Names.BYTES);
        return true;
    }

    private static boolean matches(String field, String etag) {
        EntityTags tags = EntityTags.parse(field);
        return tags != null && tags.matches(etag);
    }

    private static @Nullable ByteRange range(Exchange exchange, Entry entry, long length) {
        String field = exchange.isHead() ? null : exchange.header(Names.RANGE);
        if (field == null) {
            return null;
        }
        String ifRange = exchange.header(Names.IF_RANGE);
        boolean same = ifRange == null || ifRange.strip().equals('"' + entry.etag() + '"');
        return same ? ByteRange.of(field, length) : null;
    }
}
