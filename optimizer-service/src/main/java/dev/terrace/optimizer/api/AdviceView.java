package dev.terrace.optimizer.api;

import dev.terrace.optimizer.advice.Advice;
import dev.terrace.optimizer.advice.Estimate;
import dev.terrace.optimizer.advice.Move;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A recommendation on the wire. {@code achieved} is null until a change is verified. */
public record AdviceView(
        String id,
        String cacheName,
        String kind,
        String title,
        Map<String, Move> change,
        long objects,
        long bytes,
        Map<String, Estimate> predicted,
        double impactScore,
        double confidence,
        Map<String, Object> evidence,
        String risk,
        String verification,
        String undo,
        String status,
        @Nullable Map<String, Object> achieved,
        @Nullable String actor,
        Instant createdAt,
        Instant updatedAt) {

    static AdviceView of(Advice advice) {
        Advice.Content content = advice.content();
        return new AdviceView(
                advice.id(),
                advice.cacheName(),
                advice.kind(),
                content.title(),
                content.change(),
                content.objects(),
                content.bytes(),
                content.predicted(),
                advice.impactScore(),
                content.confidence(),
                content.evidence(),
                content.risk(),
                content.verification(),
                content.undo(),
                advice.status().wireName(),
                null,
                content.actor(),
                advice.createdAt(),
                advice.updatedAt());
    }
}
