/** Shapes of the admin API as they come over the wire. `null` means: there is no data, never zero. */

export type Maybe = number | null | undefined;

export interface Quantiles {
  p50: Maybe;
  p95: Maybe;
  p99: Maybe;
  p999?: Maybe;
}

export type Breaker = "closed" | "open" | "half_open";

export interface TierState {
  tier: string;
  entries: Maybe;
  bytes: Maybe;
  hits: Maybe;
  misses: Maybe;
  errors: Maybe;
  evictions: Maybe;
  hit_ratio: Maybe;
  throughput?: Maybe;
  response_ms: Quantiles | null;
  breaker: Breaker | null;
}

export type CacheStatus = "healthy" | "degraded" | "unhealthy" | "idle";

export interface CacheState {
  cache_name: string;
  hit_ratio: Maybe;
  response_ms: Quantiles | null;
  memory_used_percent: Maybe;
  error_rate: Maybe;
  throughput: Maybe;
  requests: Maybe;
  health_score: Maybe;
  status: CacheStatus;
  health_parts?: HealthPart[] | null;
  tiers: TierState[];
}

export interface HealthPart {
  name: string;
  score: Maybe;
  weight: number;
  detail?: string | null;
}

export interface Overall {
  hit_ratio: Maybe;
  response_ms: Quantiles | null;
  memory_used_percent: Maybe;
  error_rate: Maybe;
  throughput: Maybe;
  health_score: Maybe;
  health_parts?: HealthPart[] | null;
}

export type Severity = "critical" | "high" | "medium" | "low";
export type AlertStatus =
  | "pending"
  | "firing"
  | "acknowledged"
  | "recovering"
  | "resolved"
  | "no_data"
  | "error";

export interface Cause {
  kind: string;
  summary: string;
  evidence?: unknown;
  confidence?: Maybe;
}

export interface Resolution {
  how: string;
  value: Maybe;
  duration_seconds: Maybe;
  by?: string | null;
  reason?: string | null;
}

export interface Alert {
  id: string | number;
  rule: string;
  metric?: string | null;
  cache_name: string | null;
  tier: string | null;
  severity: Severity;
  status: AlertStatus;
  value: Maybe;
  threshold: Maybe;
  unit: string | null;
  cause: Cause | null;
  acknowledged_by?: string | null;
  started_at: string;
  resolved_at: string | null;
  resolution: Resolution | null;
}

/** One moment of the suite: what `metrics/stream` sends once a second. */
export interface Snapshot {
  at: string;
  overall: Overall;
  caches: CacheState[];
  alerts: Alert[];
}

export interface MetricSeries {
  cache_name: string | null;
  tier: string | null;
  metric: string;
  unit: string | null;
  points: [string, number | null][];
}

export interface Page<T> {
  items: T[];
  next_cursor?: string | null;
}

export interface Session {
  role: "viewer" | "operator" | "admin" | "auditor";
  subject: string;
}

export interface Predicted {
  value: Maybe;
  low: Maybe;
  high: Maybe;
}

export interface Recommendation {
  id: string | number;
  cache_name: string;
  kind: string;
  title: string;
  change: Record<string, { from: unknown; to: unknown }>;
  predicted: Record<string, Predicted | null>;
  impact_score: Maybe;
  confidence: Maybe;
  evidence?: unknown;
  risk?: string | null;
  status: string;
}

export interface InvalidationAnswer {
  id: string | number | null;
  position?: string | null;
  keys: Maybe;
  estimated?: boolean | null;
  propagated_nodes?: Maybe;
}
