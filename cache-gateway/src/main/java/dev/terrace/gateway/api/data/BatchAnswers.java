package dev.terrace.gateway.api.data;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.ReadResult;
import dev.terrace.gateway.cache.WriteResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers of batches, in the order asked. */
final class BatchAnswers {
    private BatchAnswers() {}

    /** Answer of {@code _mget}. */
    record Entries(List<Found> entries) {
        /** Bytes of all values, about. */
        long bytes() {
            return entries.stream()
                    .mapToLong(found -> found.value == null ? 0 : Base64Bytes.length(found.value.length))
                    .sum();
        }
    }

    /** One key of {@code _mget}: {@code value} in base64, {@code ttl} in seconds; {@code error} when it cannot be said. */
    @SuppressWarnings("ArrayRecordComponent") // written once, never compared
    record Found(
            String key,
            boolean found,
            @JsonSerialize(using = Base64Bytes.class) byte @Nullable [] value,
            @Nullable String contentType,
            @Nullable String etag,
            @Nullable Long ttl,
            @Nullable String tier,
            @Nullable String error) {}

    /** Answer of {@code _mset} and {@code _mdelete}. */
    record Results(List<Result> results) {}

    /** One write: the status it would have had alone. */
    record Result(
            String key,
            int status,
            @Nullable String etag,
            @Nullable String error) {}

    static Entries entries(List<String> keys, List<ReadResult> results, long nowMs) {
        List<Found> entries = new ArrayList<>(keys.size());
        for (int i = 0; i < keys.size(); i++) {
            entries.add(found(keys.get(i), results.get(i), nowMs));
        }
        return new Entries(entries);
    }

    private static Found found(String key, ReadResult result, long nowMs) {
        return switch (result) {
            case ReadResult.Hit hit
            when hit.entry().large() -> nothing(key, "Too large for a batch; it can be read alone.");
            case ReadResult.Hit hit when !hit.entry().negative() -> found(key, hit, nowMs);
            case ReadResult.Hit negative -> nothing(key, null);
            case ReadResult.Miss miss -> nothing(key, null);
            case ReadResult.Failed failed -> nothing(key, failed.detail());
        };
    }

    private static Found found(String key, ReadResult.Hit hit, long nowMs) {
        Entry entry = hit.entry();
        return new Found(
                key,
                true,
                entry.value(),
                entry.contentType(),
                entry.etag(),
                Math.floorDiv(entry.expiresMs() - nowMs, 1000L),
                hit.tier() == null ? null : hit.tier().wireName(),
                null);
    }

    private static Found nothing(String key, @Nullable String error) {
        return new Found(key, false, null, null, null, null, null, error);
    }

    static Result result(String key, WriteResult result) {
        return switch (result) {
            case WriteResult.Done done ->
                new Result(key, done.created() && done.etag() != null ? 201 : 204, done.etag(), null);
            case WriteResult.ConditionFailed failed -> new Result(key, 412, null, "The condition did not hold.");
            case WriteResult.Refused refused ->
                new Result(key, Refusals.kind(refused.why()).status(), null, refused.detail());
        };
    }

    static Result failed(String key) {
        return new Result(key, 500, null, "It could not be done; the log has the reason.");
    }

    /** Results, which come as they are done, in the order of the items; the same key twice has the same result. */
    static <T> Results ordered(List<T> items, List<Result> done) {
        Map<String, Result> byKey = new HashMap<>();
        done.forEach(result -> byKey.put(result.key, result));
        List<Result> ordered = new ArrayList<>(items.size());
        for (T item : items) {
            String key = item instanceof BatchRequests.Write write ? write.key() : String.valueOf(item);
            ordered.add(byKey.getOrDefault(key, failed(key)));
        }
        return new Results(ordered);
    }
}
