/** The caches of the invented suite. */
export interface CacheSpec {
  name: string;
  tiers: string[];
  throughput: number;
  hitRatio: number;
  /** Milliseconds of the fastest tier. */
  p50: number;
  /** How many times slower the p95 is than the p50. */
  tail: number;
  memory: number;
  entries: number;
  bytes: number;
  /** Seconds of the slow swing of its traffic. */
  period: number;
  /** 0..1: how bad it is now. */
  badSpell?(t: number): number;
  idle?(t: number): boolean;
  /** The tier that fails now. */
  trouble?(t: number): string | null;
}

/** A hump of `length` seconds once every `every`. */
const hump = (t: number, every: number, at: number, length: number) => {
  const x = ((t % every) - at) / length;
  return x > 0 && x < 1 ? Math.sin(Math.PI * x) ** 0.5 : 0;
};

export const SPECS: readonly CacheSpec[] = [
  { name: "product_cache", tiers: ["memory", "redis", "database"], throughput: 4210, hitRatio: 0.964, p50: 0.18, tail: 5, memory: 61, entries: 48200, bytes: 1130, period: 160 },
  { name: "session_cache", tiers: ["memory", "redis"], throughput: 1880, hitRatio: 0.987, p50: 0.12, tail: 4, memory: 44, entries: 20900, bytes: 610, period: 210 },
  {
    name: "web07",
    tiers: ["memory", "redis", "memcached"],
    throughput: 2650,
    hitRatio: 0.88,
    p50: 0.31,
    tail: 7,
    memory: 72,
    entries: 91000,
    bytes: 4200,
    period: 120,
    badSpell: (t) => hump(t, 420, 120, 150),
  },
  {
    name: "api_responses",
    tiers: ["memory", "redis", "memcached", "file_system"],
    throughput: 940,
    hitRatio: 0.826,
    p50: 0.42,
    tail: 8,
    memory: 38,
    entries: 12400,
    bytes: 9300,
    period: 95,
    trouble: (t) => (t % 300 > 150 && t % 300 < 270 ? "memcached" : null),
  },
  { name: "image_meta", tiers: ["memory", "database", "file_system"], throughput: 310, hitRatio: 0.913, p50: 0.22, tail: 6, memory: 29, entries: 30100, bytes: 380, period: 300, idle: (t) => t % 700 < 100 },
  { name: "default", tiers: ["memory", "redis"], throughput: 12, hitRatio: 0.91, p50: 0.2, tail: 5, memory: 4, entries: 210, bytes: 300, period: 80 },
];
