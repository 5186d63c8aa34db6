package dev.terrace.gateway.api.data;

import dev.terrace.gateway.cache.Blobs;
import dev.terrace.gateway.cache.CacheHandle;
import dev.terrace.gateway.cache.Condition;
import dev.terrace.gateway.cache.NewValue;
import dev.terrace.gateway.cache.WriteResult;
import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** PUT and DELETE of a key. */
final class Writes {
    private static final int MAX_TYPE = 255;

    private final BodyBudget budget;
    private final Streams streams;
    private final long largeBytes;

    Writes(BodyBudget budget, Streams streams, long largeBytes) {
        this.streams = streams;
        this.largeBytes = largeBytes;
        this.budget = budget;
    }

    void put(Exchange exchange, CacheHandle cache, String key) {
        Problem unsupported = BodyReader.unsupported(exchange);
        if (unsupported != null) {
            throw unsupported;
        }
        Long ttlMs = WriteParameters.ttl(exchange);
        List<String> tags = WriteParameters.tags(exchange);
        Condition condition = WriteParameters.condition(exchange);
        String type = exchange.header(Names.CONTENT_TYPE);
        if (type != null && type.length() > MAX_TYPE) {
            throw Problem.of(Kind.MALFORMED, "Content-Type is longer than " + MAX_TYPE + " characters.");
        }
        Parts parts = new Parts(type, ttlMs, tags, condition);
        Blobs blobs = cache.spec().maxLargeBytes() > 0 ? cache.blobs() : null;
        if (blobs == null) {
            BodyReader.read(
                    exchange, budget, cache.spec().maxValueBytes(), body -> whole(exchange, cache, key, parts, body));
            return;
        }
        Upload.Target target = new Upload.Target(cache, key, blobs, parts);
        long held = Math.min(largeBytes, cache.spec().maxValueBytes());
        if (BodyReader.declared(exchange) > held) {
            new Upload(exchange, streams, target).start();
        } else {
            BodyReader.read(
                    exchange,
                    budget,
                    held,
                    body -> whole(exchange, cache, key, parts, body),
                    (first, next, stored) -> new Upload(exchange, streams, target).start(first, next, stored));
        }
    }

    /** What a write brings beside its bytes. */
    record Parts(@Nullable String type, @Nullable Long ttlMs, List<String> tags, Condition condition) {}

    private static void whole(Exchange exchange, CacheHandle cache, String key, Parts parts, byte[] body) {
        NewValue value = new NewValue(body, parts.type, parts.ttlMs, parts.tags);
        answer(exchange, cache.write(key, value, parts.condition));
    }

    void delete(Exchange exchange, CacheHandle cache, String key) {
        boolean copiesOnly = "false".equals(exchange.parameter("origin"));
        answer(exchange, cache.delete(key, WriteParameters.condition(exchange), copiesOnly));
    }

    private static void answer(Exchange exchange, Uni<WriteResult> write) {
        write.subscribe().with(result -> exchange.on(() -> answer(exchange, result)), exchange::failed);
    }

    static void answer(Exchange exchange, WriteResult result) {
        switch (result) {
            case WriteResult.Done done -> done(exchange, done);
            case WriteResult.ConditionFailed failed ->
                exchange.problem(
                        Problem.of(Kind.PRECONDITION_FAILED, "The condition did not hold; nothing was changed."));
            case WriteResult.Refused refused -> exchange.problem(Refusals.problem(refused.why(), refused.detail()));
        }
    }

    /** What every write that was done says in its head. */
    static void acknowledge(Exchange exchange, WriteResult.Done done) {
        exchange.response.putHeader(Names.ACK, done.ack().name().toLowerCase(Locale.ROOT));
        if (done.position() != null) {
            exchange.response.putHeader(Names.POSITION, done.position().token());
        }
        if (done.etag() != null) {
            exchange.response.putHeader(Names.ETAG, '"' + done.etag() + '"');
        }
    }

    private static void done(Exchange exchange, WriteResult.Done done) {
        acknowledge(exchange, done);
        boolean created = done.created() && done.etag() != null;
        exchange.response.setStatusCode(created ? 201 : 204);
        if (created) {
            exchange.response.putHeader(Names.CONTENT_LENGTH, Names.ZERO);
        }
        exchange.end();
    }
}
