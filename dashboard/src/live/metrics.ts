import type { CacheState, MetricSeries, Overall, Quantiles, Snapshot, TierState } from "../wire/types";

/** The metrics that are drawn, by the names `metrics/` knows them under. */
export const METRICS = [
  "hit_ratio",
  "p50_ms",
  "p95_ms",
  "p99_ms",
  "throughput",
  "memory_used_percent",
  "error_rate",
] as const;
export type Metric = (typeof METRICS)[number] | "health_score" | "bytes";

/** Whose values: nothing set is the whole suite. */
export interface Scope {
  cache?: string | null | undefined;
  tier?: string | null | undefined;
}

export const keyOf = (scope: Scope, metric: Metric | string) => `${scope.cache ?? ""}\n${scope.tier ?? ""}\n${metric}`;

/**
 * Requests a second that reached a tier. The counts of a snapshot are those of its window, and so are the cache's
 * requests; the tier's share of them is its share of the cache's throughput.
 */
export function tierThroughput(tier: TierState, cache: CacheState): number | null {
  if (tier.throughput != null) return tier.throughput;
  if (tier.hits == null || tier.misses == null || cache.throughput == null || !cache.requests) return null;
  return ((tier.hits + tier.misses) / cache.requests) * cache.throughput;
}

/** All series of one snapshot, by key. */
export function valuesOf(snapshot: Snapshot): Map<string, number | null> {
  const values = new Map<string, number | null>();
  const put = (scope: Scope, metric: Metric, value: number | null | undefined) =>
    values.set(keyOf(scope, metric), value ?? null);
  const putQuantiles = (scope: Scope, quantiles: Quantiles | null) => {
    put(scope, "p50_ms", quantiles?.p50);
    put(scope, "p95_ms", quantiles?.p95);
    put(scope, "p99_ms", quantiles?.p99);
  };
  const putWhole = (scope: Scope, whole: Overall | CacheState) => {
    put(scope, "hit_ratio", whole.hit_ratio);
    put(scope, "throughput", whole.throughput);
    put(scope, "memory_used_percent", whole.memory_used_percent);
    put(scope, "error_rate", whole.error_rate);
    put(scope, "health_score", whole.health_score);
    putQuantiles(scope, whole.response_ms);
  };
  putWhole({}, snapshot.overall);
  for (const cache of snapshot.caches) {
    putWhole({ cache: cache.cache_name }, cache);
    for (const tier of cache.tiers) {
      const scope = { cache: cache.cache_name, tier: tier.tier };
      put(scope, "hit_ratio", tier.hit_ratio);
      put(scope, "throughput", tierThroughput(tier, cache));
      put(scope, "bytes", tier.bytes);
      putQuantiles(scope, tier.response_ms);
    }
  }
  return values;
}

/** What `metrics/` answered, by key and in epoch milliseconds. */
export function historyOf(items: readonly MetricSeries[]): Map<string, [number, number | null][]> {
  return new Map(
    items.map((item) => [
      keyOf({ cache: item.cache_name, tier: item.tier }, item.metric),
      item.points.map(([at, value]): [number, number | null] => [Date.parse(at), value]),
    ]),
  );
}
