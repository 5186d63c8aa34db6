import { valuesOf } from "../src/live/metrics";
import type { Alert, CacheState, Snapshot } from "../src/wire/types";
import { AlertBook } from "./alertBook";
import { SPECS, type CacheSpec } from "./specs";

/**
 * An invented suite for development: traffic that swings, a cache that has a bad spell now and then, a tier that
 * fails. Nothing here is measured. Time moves only by `tick`.
 */
export class World {
  readonly frames: { atMs: number; values: Map<string, number | null> }[] = [];
  readonly alertBook = new AlertBook();
  latest: Snapshot | null = null;
  #random = mulberry32(7);
  #drift = new Map<string, number>();
  readonly #specs: readonly CacheSpec[];

  readonly #originMs: number;

  /** `originMs` is the moment from which the invented caches count their good and bad times. */
  constructor(specs: readonly CacheSpec[] = SPECS, originMs = 0) {
    this.#specs = specs;
    this.#originMs = originMs;
  }

  /** One second passes. `known` false: nobody watched, a gap in the history. */
  tick(atMs: number, known = true): Snapshot {
    const caches = this.#specs.map((spec) => this.#cache(spec, (atMs - this.#originMs) / 1000));
    const alerts = this.alertBook.look(caches, atMs);
    const snapshot: Snapshot = { at: new Date(atMs).toISOString(), overall: overallOf(caches), caches, alerts };
    if (known) this.frames.push({ atMs, values: valuesOf(snapshot) });
    if (this.frames.length > 3600) this.frames.shift();
    this.latest = snapshot;
    return snapshot;
  }

  resolve(id: string, how: "resolve" | "acknowledge", reason: string): Alert | null {
    return this.alertBook.answer(id, how, reason, Date.parse(this.latest?.at ?? ""));
  }

  #cache(spec: CacheSpec, t: number): CacheState {
    const wave = 1 + 0.25 * Math.sin(t / spec.period) + 0.12 * Math.sin(t / 17) + this.#walk(spec.name, 0.08);
    const idle = spec.idle?.(t) ?? false;
    const bad = spec.badSpell?.(t) ?? 0;
    const throughput = idle ? 0 : Math.max(0, spec.throughput * wave);
    const hit = clamp(spec.hitRatio + this.#walk(`${spec.name}h`, 0.012) - bad * 0.42, 0, 0.999);
    const slow = 1 + bad * 6 + this.#walk(`${spec.name}l`, 0.15);
    const requests = Math.round(throughput * 30);
    const status = idle ? "idle" : hit < 0.5 ? "unhealthy" : hit < 0.75 || spec.trouble?.(t) ? "degraded" : "healthy";
    return {
      cache_name: spec.name,
      hit_ratio: idle ? null : hit,
      response_ms: idle ? null : quantiles(spec.p50 * slow, spec.tail),
      memory_used_percent: clamp(spec.memory + this.#walk(`${spec.name}m`, 1.4) * 4, 0, 100),
      error_rate: idle ? null : bad * 0.004 + (spec.trouble?.(t) ? 0.0021 : 0),
      throughput: idle ? 0 : throughput,
      requests,
      health_score: idle ? null : Math.round(100 - Math.max(0, 0.8 - hit) * 130 - bad * 8),
      status,
      tiers: this.#tiers(spec, { hit, requests, slow, idle, t }),
    };
  }

  #tiers(spec: CacheSpec, now: { hit: number; requests: number; slow: number; idle: boolean; t: number }) {
    let reaching = now.requests;
    return spec.tiers.map((tier, i) => {
      const share = now.hit * (i === spec.tiers.length - 1 ? 1 : 1 - 0.3 / (i + 1) ** 1.6);
      const hits = Math.min(reaching, Math.round(now.requests * share) - (now.requests - reaching));
      const misses = reaching - hits;
      const cost = [1, 6, 8, 30, 18][i] ?? 10;
      const entries = Math.round(spec.entries * (i + 1) * (1 + this.#walk(`${spec.name}${tier}`, 0.02)));
      const open = i > 0 && spec.trouble?.(now.t) === tier;
      const state = {
        tier,
        entries,
        bytes: entries * spec.bytes,
        hits,
        misses,
        errors: open ? Math.round(now.requests * 0.002) : 0,
        evictions: Math.round(misses * 0.6),
        hit_ratio: now.idle || reaching === 0 || open ? null : hits / reaching,
        response_ms: now.idle || open ? null : quantiles(spec.p50 * 0.5 * cost * now.slow, spec.tail),
        breaker: open ? (Math.floor(now.t / 20) % 3 === 2 ? ("half_open" as const) : ("open" as const)) : ("closed" as const),
      };
      reaching = misses;
      return state;
    });
  }

  /** A slow random walk around zero, one a name. */
  #walk(name: string, width: number): number {
    const before = this.#drift.get(name) ?? 0;
    const next = before * 0.97 + (this.#random() - 0.5) * 0.35;
    this.#drift.set(name, next);
    return next * width;
  }
}

function overallOf(caches: CacheState[]): Snapshot["overall"] {
  const busy = caches.filter((c) => (c.throughput ?? 0) > 0);
  const total = busy.reduce((sum, c) => sum + (c.throughput ?? 0), 0);
  const mean = (value: (c: CacheState) => number | null | undefined) =>
    total === 0 ? null : busy.reduce((sum, c) => sum + (value(c) ?? 0) * (c.throughput ?? 0), 0) / total;
  const hit = mean((c) => c.hit_ratio);
  const p50 = mean((c) => c.response_ms?.p50);
  const score = mean((c) => c.health_score);
  const memory = caches.reduce((sum, c) => sum + (c.memory_used_percent ?? 0), 0) / (caches.length || 1);
  const health = score === null ? null : Math.round(score);
  return {
    hit_ratio: hit,
    response_ms: p50 === null ? null : quantiles(p50, 6),
    memory_used_percent: caches.length ? memory : null,
    error_rate: mean((c) => c.error_rate),
    throughput: caches.length ? total : null,
    health_score: health,
    health_parts:
      health === null
        ? []
        : [
            { name: "hit_ratio", score: Math.min(100, health + 1), weight: 0.4, detail: "Weighted by requests; the target is 80 %" },
            { name: "response_ms", score: 99, weight: 0.3, detail: "p95 stays under 50 ms" },
            { name: "error_rate", score: 98, weight: 0.2, detail: "Errors of tiers count as misses" },
            { name: "memory", score: 96, weight: 0.1, detail: "No early evictions" },
          ],
  };
}

const quantiles = (p50: number, tail: number) => ({ p50, p95: p50 * tail, p99: p50 * tail * 2.4, p999: p50 * tail * 6 });
const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

/** A small seeded generator (Tommy Ettinger's mulberry32), so that a demo is the same each time. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
