package dev.terrace.monitoring.api;

import dev.terrace.kit.page.Cursor;
import dev.terrace.kit.page.Page;
import dev.terrace.kit.problem.Problem;
import dev.terrace.monitoring.history.Aggregate;
import dev.terrace.monitoring.history.Bucket;
import dev.terrace.monitoring.history.Metric;
import dev.terrace.monitoring.history.Recent;
import dev.terrace.monitoring.history.Resolution;
import dev.terrace.monitoring.history.Span;
import dev.terrace.monitoring.history.Timeline;
import dev.terrace.monitoring.store.Rollups;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Series out of memory and rollups: what memory holds whole comes from it, what is older from the database. */
@Singleton
public class SeriesSource {
    private static final Set<String> TIERS = Set.of("memory", "redis", "memcached", "database", "file_system");
    private static final int MAX_VALUES = 500_000;

    private final Recent recent;
    private final Rollups rollups;

    /** A series on the wire: points are a time and a value, null in gaps. */
    public record Series(
            @Nullable String cacheName,
            @Nullable String tier,
            String metric,
            String unit,
            List<List<@Nullable Object>> points) {}

    private record Key(@Nullable String cache, @Nullable String tier, Metric metric) {
        String sortKey() {
            return (cache == null ? "" : cache) + '\n' + (tier == null ? "" : tier) + '\n' + metric.wireName();
        }
    }

    @Inject
    public SeriesSource(Recent recent, Rollups rollups) {
        this.recent = recent;
        this.rollups = rollups;
    }

    Uni<Page<Series>> page(MetricsQuery query, Span span, Predicate<String> visible) {
        Metric metric = Queries.named("metric", query.metric, Metric::named);
        Queries.words("tier", query.tier, TIERS);
        String cache = Queries.name("cache_name", query.cacheName);
        Predicate<String> wanted = name -> visible.test(name) && (cache == null || cache.equals(name));
        String after = Cursor.decode(query.cursor);
        int limit = Cursor.limit(query.limit);
        boolean latencies = metric == null || metric.ofLatencies();
        return timeline(span, cache, wanted, latencies).map(timeline -> {
            List<Key> keys = keys(timeline, cache, query.tier, metric);
            List<Key> rest = keys.stream()
                    .filter(key -> after == null || key.sortKey().compareTo(after) > 0)
                    .limit(limit + 1L)
                    .toList();
            if (rest.size() * span.steps() > MAX_VALUES) {
                throw Problem.field("/step", "Too many points: name a cache or metric, or take a longer step.");
            }
            Page<Key> page = Page.cut(rest, limit, Key::sortKey);
            Map<Long, Aggregate> overall = timeline.overall();
            return new Page<>(
                    page.items().stream()
                            .map(key -> series(timeline, overall, key))
                            .toList(),
                    page.nextCursor());
        });
    }

    private Uni<Timeline> timeline(Span span, @Nullable String cache, Predicate<String> wanted, boolean latencies) {
        Timeline timeline = new Timeline(span);
        long border =
                Math.min(span.to(), Math.ceilDiv(Math.min(recent.horizon(), span.to()), span.step()) * span.step());
        Resolution resolution = span.isFinerThan(Resolution.MINUTE) ? Resolution.TEN_SECONDS : Resolution.MINUTE;
        Uni<List<Bucket>> kept = span.isFinerThan(resolution) || border <= span.from()
                ? Uni.createFrom().item(List.of())
                : rollups.read(resolution, span, border, cache, latencies);
        return kept.map(buckets -> {
            if (buckets.size() > Rollups.MAX_ROWS) {
                throw Problem.field("/from", "Too much history at once: name a cache or ask for less time.");
            }
            buckets.stream().filter(bucket -> wanted.test(bucket.cacheName())).forEach(timeline::add);
            timeline.add(recent, border, wanted);
            return timeline;
        });
    }

    /** Overall first, a cache before its tiers, metrics by name. */
    private static List<Key> keys(
            Timeline timeline, @Nullable String cache, @Nullable String tier, @Nullable Metric metric) {
        List<Metric> metrics = metric == null ? Arrays.asList(Metric.values()) : List.of(metric);
        List<Key> keys = new ArrayList<>();
        if (cache == null && !timeline.caches().isEmpty()) {
            add(keys, null, tier, tiers(timeline.overall()), metrics);
        }
        timeline.caches().forEach((name, of) -> add(keys, name, tier, tiers(of), metrics));
        keys.sort(java.util.Comparator.comparing(Key::sortKey));
        return keys;
    }

    private static void add(
            List<Key> keys, @Nullable String cache, @Nullable String tier, Set<String> tiers, List<Metric> metrics) {
        if (tier == null) {
            metrics.forEach(metric -> keys.add(new Key(cache, null, metric)));
        }
        for (String there : tiers) {
            if (tier == null || tier.equals(there)) {
                metrics.forEach(metric -> keys.add(new Key(cache, there, metric)));
            }
        }
    }

    private static Set<String> tiers(Map<Long, Aggregate> of) {
        Set<String> tiers = new TreeSet<>();
        of.values().forEach(figures -> tiers.addAll(figures.tiers().keySet()));
        return tiers;
    }

    private static Series series(Timeline timeline, Map<Long, Aggregate> overall, Key key) {
        Map<Long, Aggregate> of =
                key.cache() == null ? overall : timeline.caches().getOrDefault(key.cache(), new java.util.TreeMap<>());
        @Nullable Double[] values = timeline.values(of, key.tier(), key.metric());
        List<List<@Nullable Object>> points = new ArrayList<>(values.length);
        for (int i = 0; i < values.length; i++) {
            long at = timeline.span().from() + i * timeline.span().step();
            points.add(Arrays.asList(Instant.ofEpochSecond(at).toString(), values[i]));
        }
        return new Series(
                key.cache(), key.tier(), key.metric().wireName(), key.metric().unit(), points);
    }
}
