package dev.terrace.gateway.warming.kept;

import dev.terrace.gateway.warming.Job;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A warming job that is kept.
 *
 * @param id number
 * @param name as people call it
 * @param cacheName its cache
 * @param definition what it does
 * @param nextRunAt when it is due; null without a schedule or when it is not active
 * @param lastRun how its last run went or goes; null before the first
 */
public record KeptJob(
        long id,
        String name,
        String cacheName,
        Definition definition,
        @Nullable Instant nextRunAt,
        @Nullable Job lastRun) {}
