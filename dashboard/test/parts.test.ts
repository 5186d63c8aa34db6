import { describe, expect, it } from "vitest";
import { bySeverity, metricOf } from "../src/alerts/order";
import { busiest, sorted } from "../src/caches/order";
import { rangeOf, trimmed } from "../src/charts/plot";
import { rowsOf } from "../src/charts/ValueTable";
import { bodyOf, toggledTiers, valueAt, withValue } from "../src/configurations/draft";
import { fieldFor } from "../src/configurations/fields";
import { invalidationOf } from "../src/configurations/invalidation";
import { hashOf, viewOf, type View } from "../src/frame/view";
import { tierThroughput } from "../src/live/metrics";
import { thin } from "../src/overview/Sparkline";
import type { Alert, CacheState, TierState } from "../src/wire/types";

const cache = (cache_name: string, throughput: number | null) => ({ cache_name, throughput }) as CacheState;

describe("the form", () => {
  it("finds the field an objection is about", () => {
    expect(fieldFor("/ttl_seconds")).toBe("/ttl_seconds");
    expect(fieldFor("/tiers/0")).toBe("/tiers");
    expect(fieldFor("#/origin/url_template")).toBe("/origin/url_template");
    expect(fieldFor("name")).toBe("/name");
    expect(fieldFor("/quotas/bytes")).toBeNull();
  });

  it("sets values by pointer without touching the original", () => {
    const before = { origin: { type: "http" } };
    expect(withValue(before, "/origin/url_template", "u")).toEqual({ origin: { type: "http", url_template: "u" } });
    expect(withValue({ a: 1 }, "/a", undefined)).toEqual({});
    expect(before).toEqual({ origin: { type: "http" } });
    expect(valueAt(before, "/origin/type")).toBe("http");
    expect(valueAt(before, "/origin/none/deeper")).toBeUndefined();
  });

  it("sends what it does not edit back as it came, but not what is the server's own", () => {
    const body = bodyOf({ id: 3, created_at: "t", updated_at: "t", version: 4, cache_type: "multi_level", tiers: ["redis"], cdn_mapping: [1] });
    expect(body).toEqual({ version: 4, cache_type: "multi_level", tiers: ["redis"], cdn_mapping: [1] });
    expect(bodyOf({ cache_type: "redis", tiers: ["memory", "redis"] })).toEqual({ cache_type: "redis" });
  });

  it("keeps tiers in the order they are asked", () => {
    expect(toggledTiers(["redis"], "memory")).toEqual(["memory", "redis"]);
    expect(toggledTiers(["memory", "redis"], "memory")).toEqual(["redis"]);
  });

  it("invalidates only by the chosen selector, one a line, commas included", () => {
    const asked = { how: "keys" as const, selector: " a,b \n\nc d\n", soft: false, cdn: true, reason: "" };
    expect(invalidationOf("x", asked, true)).toEqual({ cache_name: "x", keys: ["a,b", "c d"], soft: false, cdn: true, dry_run: true });
    expect(invalidationOf("x", { ...asked, how: "all" }, false)).not.toHaveProperty("keys");
  });
});

describe("orders", () => {
  it("put caches without a value last, both ways", () => {
    const all = [cache("b", null), cache("a", 1), cache("c", 9)];
    const names = (descending: boolean) => sorted(all, { by: "throughput", descending }).map((c) => c.cache_name);
    expect(names(true)).toEqual(["c", "a", "b"]);
    expect(names(false)).toEqual(["a", "c", "b"]);
  });

  it("give the busiest caches a place that does not change with their rank", () => {
    const shown = busiest([cache("z", 9), cache("a", 5), cache("m", 1)], 2).map((c) => c.cache_name);
    expect(shown).toEqual(["a", "z"]);
  });

  it("put the worst alert first", () => {
    const alert = (id: string, severity: string, status: string) => ({ id, severity, status, started_at: "" }) as Alert;
    const ids = bySeverity([alert("1", "low", "firing"), alert("2", "critical", "pending"), alert("3", "critical", "firing")]);
    expect(ids.map((a) => a.id)).toEqual(["3", "2", "1"]);
  });

  it("recognise an alert's metric in its rule", () => {
    expect(metricOf({ rule: "default-hit-ratio" } as Alert)).toBe("hit_ratio");
    expect(metricOf({ rule: "slow_response" } as Alert)).toBe("response_ms");
    expect(metricOf({ rule: "memory-high" } as Alert)).toBe("memory_used_percent");
    expect(metricOf({ rule: "x", metric: "error_rate" } as Alert)).toBe("error_rate");
  });
});

describe("charts", () => {
  it("never leave a metric's own limits", () => {
    const ratio = { least: 0.1, floor: 0, ceiling: 1 };
    expect(rangeOf(ratio, 0.99, 0.99)).toEqual([0.9, 1]);
    expect(rangeOf(ratio, 0, 0)[0]).toBe(0);
    expect(rangeOf({ least: 10, floor: 0, ceiling: null }, 0, 1000)).toEqual([0, 1120]);
    expect(rangeOf(ratio, NaN, NaN)).toEqual([0, 1]);
  });

  it("label axes without idle zeros", () => {
    expect(["5.00 ms", "100.0 %", "2.50 ms", "0/s", "1,200/s"].map(trimmed)).toEqual(["5 ms", "100 %", "2.5 ms", "0/s", "1,200/s"]);
  });

  it("read one row a minute from the newest back", () => {
    expect(rowsOf([0, 30, 60, 90, 121])).toEqual([4, 2, 0]);
  });

  it("leave gaps in sparklines where nothing is known", () => {
    const points = thin([0, 1, 59, 60], [1, 1, null, 3], 60);
    expect(points[0]).toBe(1);
    expect(points[30]).toBeNull();
    expect(points.at(-1)).toBe(3);
  });
});

describe("pages and tiers", () => {
  it.each<View>([{ page: "overview" }, { page: "cache", name: "a b" }, { page: "alerts" }, { page: "advice" }, { page: "configurations" }])(
    "survive the address: %o",
    (view) => expect(viewOf(hashOf(view))).toEqual(view),
  );

  it("share a cache's throughput among its tiers by what reached them", () => {
    const owner = { throughput: 10, requests: 300 } as CacheState;
    expect(tierThroughput({ hits: 50, misses: 100 } as TierState, owner)).toBe(5);
    expect(tierThroughput({ hits: null, misses: 1 } as TierState, owner)).toBeNull();
    expect(tierThroughput({ hits: 1, misses: 1 } as TierState, { throughput: 0, requests: 0 } as CacheState)).toBeNull();
  });
});
