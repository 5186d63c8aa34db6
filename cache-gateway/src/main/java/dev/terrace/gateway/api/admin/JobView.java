package dev.terrace.gateway.api.admin;

import dev.terrace.gateway.warming.Job;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A job as callers see it; {@code progress} is 0 to 1. */
public record JobView(
        String id,
        String kind,
        String cacheName,
        String status,
        double progress,
        long done,
        long total,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Map<String, Object> result,
        @Nullable String error) {
    static JobView of(Job job) {
        double progress = job.total() == 0 ? (job.ended() ? 1 : 0) : (double) job.done() / job.total();
        return new JobView(
                job.id(),
                job.kind(),
                job.cacheName(),
                job.status(),
                progress,
                job.done(),
                job.total(),
                job.startedAt(),
                job.finishedAt(),
                job.result(),
                job.error());
    }
}
