import type { CacheState } from "../wire/types";

export interface Column {
  by: string;
  title: string;
  numeric: boolean;
  value(cache: CacheState): string | number | null | undefined;
}

export interface Order {
  by: string;
  descending: boolean;
}

const STATUS_RANK: Record<string, number> = { unhealthy: 0, degraded: 1, healthy: 2, idle: 3 };

export const COLUMNS: readonly Column[] = [
  { by: "name", title: "Cache", numeric: false, value: (c) => c.cache_name },
  { by: "status", title: "Status", numeric: false, value: (c) => STATUS_RANK[c.status] ?? 4 },
  { by: "hit_ratio", title: "Hit ratio", numeric: true, value: (c) => c.hit_ratio },
  { by: "throughput", title: "Throughput", numeric: true, value: (c) => c.throughput },
  { by: "p50", title: "p50", numeric: true, value: (c) => c.response_ms?.p50 },
  { by: "p95", title: "p95", numeric: true, value: (c) => c.response_ms?.p95 },
  { by: "p99", title: "p99", numeric: true, value: (c) => c.response_ms?.p99 },
  { by: "error_rate", title: "Errors", numeric: true, value: (c) => c.error_rate },
  { by: "memory", title: "Memory", numeric: true, value: (c) => c.memory_used_percent },
  { by: "health", title: "Health", numeric: true, value: (c) => c.health_score },
];

/** Sorted copy; what has no value comes last in either direction, and names break ties so that rows do not jump. */
export function sorted(caches: readonly CacheState[], order: Order): CacheState[] {
  const column = COLUMNS.find((c) => c.by === order.by) ?? COLUMNS[0]!;
  const sign = order.descending ? -1 : 1;
  return [...caches].sort((a, b) => {
    const left = column.value(a);
    const right = column.value(b);
    if (left == null || right == null) {
      if (left == null && right == null) return a.cache_name.localeCompare(b.cache_name);
      return left == null ? 1 : -1;
    }
    const by = typeof left === "string" ? left.localeCompare(String(right)) : left - Number(right);
    return by * sign || a.cache_name.localeCompare(b.cache_name);
  });
}

/** The busiest few, in a stable order of names so that colours stay with their lines. */
export function busiest(caches: readonly CacheState[], most: number): CacheState[] {
  return sorted(caches, { by: "throughput", descending: true })
    .slice(0, most)
    .sort((a, b) => a.cache_name.localeCompare(b.cache_name));
}
