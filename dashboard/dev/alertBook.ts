import type { Alert, CacheState, Severity } from "../src/wire/types";

const LEVELS: [Severity, number][] = [
  ["critical", 0.5],
  ["high", 0.7],
  ["medium", 0.8],
];

/** Alerts on bad hit ratios and failing tiers of the invented suite, from pending to resolved. */
export class AlertBook {
  readonly alerts: Alert[] = [];
  #next = 1;

  look(caches: readonly CacheState[], atMs: number): Alert[] {
    for (const cache of caches) {
      this.#judge(cache, null, cache.hit_ratio ?? null, atMs);
      for (const tier of cache.tiers) this.#judge(cache, tier.tier, tier.errors ? 1 : null, atMs);
    }
    return this.alerts.filter((alert) => alert.status !== "resolved").map((alert) => ({ ...alert }));
  }

  answer(id: string, how: "resolve" | "acknowledge", reason: string, atMs: number): Alert | null {
    const alert = this.alerts.find((a) => a.id === id && a.status !== "resolved");
    if (!alert) return null;
    if (how === "acknowledge") Object.assign(alert, { status: "acknowledged", acknowledged_by: "demo" });
    else close(alert, "manual", atMs, "demo", reason);
    return alert;
  }

  #judge(cache: CacheState, tier: string | null, value: number | null, atMs: number): void {
    const level = tier ? (value ? (["high", 1] as const) : undefined) : LEVELS.find(([, limit]) => value !== null && value < limit);
    const alert = this.alerts.find((a) => a.cache_name === cache.cache_name && a.tier === tier && a.status !== "resolved");
    if (!alert) {
      if (level) this.alerts.push(this.#made(cache, tier, level[0], value, atMs));
      return;
    }
    const age = (atMs - Date.parse(alert.started_at)) / 1000;
    if (value !== null) alert.value = tier ? 0.0021 : value;
    if (level) {
      if (!tier) [alert.severity, alert.threshold] = [level[0], level[1]];
      if (alert.status === "pending" && age > 5) alert.status = "firing";
      if (alert.status === "recovering") alert.status = "firing";
    } else if (alert.status === "recovering") {
      close(alert, "auto", atMs, null);
    } else if (atMs % 15_000 < 1000) {
      alert.status = "recovering";
    }
  }

  #made(cache: CacheState, tier: string | null, severity: Severity, value: number | null, atMs: number): Alert {
    const id = `a-${this.#next++}`;
    return {
      id,
      rule: tier ? "tier_error_rate" : "hit_ratio",
      cache_name: cache.cache_name,
      tier,
      severity,
      status: "pending",
      value: tier ? 0.0021 : value,
      threshold: tier ? 0.001 : 0.8,
      unit: "ratio",
      cause: tier
        ? { kind: "tier_failure", summary: "The tier refuses connections; its breaker opened and reads go past it.", evidence: { breaker: "open", connect_errors: 212 }, confidence: 0.97 }
        : { kind: "scan", summary: "Keys that are read only once push out what is read often.", evidence: { one_hit_share: 0.63, before: 0.18, keys_per_second: 1140 }, confidence: 0.82 },
      started_at: new Date(atMs).toISOString(),
      resolved_at: null,
      resolution: null,
    };
  }
}

function close(alert: Alert, how: string, atMs: number, by: string | null, reason: string | null = null): void {
  alert.status = "resolved";
  alert.resolved_at = new Date(atMs).toISOString();
  alert.resolution = { how, value: alert.value, duration_seconds: (atMs - Date.parse(alert.started_at)) / 1000, by, reason };
}
