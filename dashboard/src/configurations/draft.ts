import type { Configuration } from "../wire/configuration";
import { TIERS } from "../wire/configuration";

/** A configuration being edited: only what is set; the rest is the server's default. */
export type Draft = Record<string, unknown>;

/** What the server takes where nothing is said; shown, never sent. */
export const DEFAULTS: Draft = {
  cache_type: "multi_level",
  tiers: ["memory", "redis"],
  strategy: "cache_aside",
  ttl_seconds: 3600,
  max_size_mb: 500,
  memory_max_mb: 64,
  max_value_kb: 16384,
  compression_enabled: true,
  encryption_enabled: false,
  is_active: true,
  priority: 1,
  consistency: "relaxed",
  stale_while_revalidate_seconds: 0,
  stale_if_error_seconds: 0,
  negative_ttl_seconds: 0,
  ttl_jitter_percent: 10,
  ack: "log",
  slo: { hit_ratio: 0.8, p99_ms: 50 },
  origin: { soft_timeout_ms: 200, hard_timeout_ms: 2000, writable: false },
};

export const PRESET_TTL: Record<string, number> = {
  static_assets: 31_536_000,
  user_data: 3600,
  session: 1800,
  api_responses: 300,
};

const steps = (pointer: string) => pointer.split("/").slice(1);

/** The value a JSON pointer names, or undefined. */
export function valueAt(draft: unknown, pointer: string): unknown {
  return steps(pointer).reduce<unknown>(
    (at, step) => (typeof at === "object" && at !== null ? (at as Draft)[step] : undefined),
    draft,
  );
}

/** A copy in which the pointed value is `value`; undefined takes it out. */
export function withValue(draft: Draft, pointer: string, value: unknown): Draft {
  const [first, ...rest] = steps(pointer);
  if (first === undefined) return draft;
  const copy = { ...draft };
  if (rest.length > 0) {
    const inner = copy[first];
    copy[first] = withValue(typeof inner === "object" && inner !== null ? (inner as Draft) : {}, `/${rest.join("/")}`, value);
  } else if (value === undefined) delete copy[first];
  else copy[first] = value;
  return copy;
}

export function draftOf(configuration: Configuration | null): Draft {
  return configuration ? structuredClone(configuration) : {};
}

const SERVERS_OWN = ["id", "created_at", "updated_at"];

/** What is sent. `version` goes along, so that nobody's change is overwritten unseen; tiers follow from a single type. */
export function bodyOf(draft: Draft): Draft {
  const body = Object.fromEntries(Object.entries(draft).filter(([name]) => !SERVERS_OWN.includes(name)));
  const type = body["cache_type"] ?? DEFAULTS["cache_type"];
  if (type !== "multi_level") delete body["tiers"];
  return body;
}

/** Tiers in the order they are asked, after one was switched on or off. */
export function toggledTiers(tiers: readonly string[], tier: string): string[] {
  const next = tiers.includes(tier) ? tiers.filter((t) => t !== tier) : [...tiers, tier];
  return TIERS.filter((t) => next.includes(t));
}
