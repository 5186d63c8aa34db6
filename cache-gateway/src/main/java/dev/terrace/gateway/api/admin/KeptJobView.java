package dev.terrace.gateway.api.admin;

import dev.terrace.gateway.warming.WarmPlan;
import dev.terrace.gateway.warming.kept.Definition;
import dev.terrace.gateway.warming.kept.KeptJob;
import dev.terrace.gateway.warming.kept.Plans;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A kept warming job as callers see it; {@code lastRun} is the job of its last run, {@code nextRunAt} when it is due. */
public record KeptJobView(
        long id,
        String name,
        String cacheName,
        String source,
        List<String> keys,
        @Nullable String pattern,
        int topN,
        @Nullable String schedule,
        String timeZone,
        int ratePerSecond,
        int concurrency,
        @Nullable BigDecimal ttl,
        boolean isActive,
        @Nullable Instant nextRunAt,
        @Nullable JobView lastRun) {
    static KeptJobView of(KeptJob job) {
        Definition d = job.definition();
        WarmPlan plan = Plans.of(d);
        return new KeptJobView(
                job.id(),
                job.name(),
                job.cacheName(),
                plan.source().wireName(),
                plan.keys(),
                plan.pattern(),
                plan.most(),
                d.schedule(),
                d.timeZone() == null ? "UTC" : d.timeZone(),
                plan.ratePerSecond(),
                plan.concurrency(),
                d.ttl(),
                !Boolean.FALSE.equals(d.isActive()),
                job.nextRunAt(),
                job.lastRun() == null ? null : JobView.of(job.lastRun()));
    }
}
