/** A cache configuration as the gateway keeps it. Fields that the form does not edit are carried along untouched. */
export interface Configuration {
  id: number;
  name: string;
  cache_type: string;
  tiers: string[];
  strategy: string;
  ttl_seconds: number;
  max_size_mb: number;
  memory_max_mb: number;
  eviction_policy: string;
  max_value_kb: number;
  compression_enabled: boolean;
  encryption_enabled: boolean;
  is_active: boolean;
  priority: number;
  consistency: string;
  stale_while_revalidate_seconds: number;
  stale_if_error_seconds: number;
  negative_ttl_seconds: number;
  ttl_jitter_percent: number;
  ack: string;
  slo: { hit_ratio: number; p99_ms: number } | null;
  origin: HttpOrigin | DatabaseOrigin | null;
  version: number;
  created_at: string;
  updated_at: string;
  [further: string]: unknown;
}

export interface HttpOrigin {
  type: "http";
  url_template: string;
  soft_timeout_ms?: number;
  hard_timeout_ms?: number;
  writable?: boolean;
  [further: string]: unknown;
}

export interface DatabaseOrigin {
  type: "database";
  datasource: string;
  table: string;
  [further: string]: unknown;
}

export const TIERS = ["memory", "redis", "memcached", "database", "file_system"] as const;
export const CACHE_TYPES = ["multi_level", ...TIERS] as const;
export const STRATEGIES = ["cache_aside", "write_through", "write_back", "write_around"] as const;
export const PRESETS = ["static_assets", "user_data", "session", "api_responses"] as const;
