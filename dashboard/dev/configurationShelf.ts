import type { Configuration } from "../src/wire/configuration";
import type { FieldError } from "../src/wire/problem";
import { SPECS } from "./specs";

const NAME = /^[a-z][a-z0-9_-]{0,62}$/;

export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    detail: string,
    readonly errors: FieldError[] = [],
  ) {
    super(detail);
  }
}

/** Configurations in memory with the contract's rules: names, versions, a few limits. */
export class ConfigurationShelf {
  readonly all: Configuration[] = SPECS.map((spec, i) => made(i + 1, { name: spec.name, tiers: spec.tiers, memory_max_mb: 64 + i * 32 }));
  #next = this.all.length + 1;

  find(key: string): Configuration {
    const found = this.all.find((c) => String(c.id) === key || c.name === key);
    if (!found) throw new Refused(404, "Not found", `There is no configuration ${key}.`);
    return found;
  }

  create(body: Record<string, unknown>, presetTtl: number | undefined): Configuration {
    check(body, true);
    if (this.all.some((c) => c.name === body["name"])) {
      throw new Refused(409, "Conflict", `The name ${String(body["name"])} is taken.`, [{ pointer: "/name", detail: "This name is taken." }]);
    }
    const created = made(this.#next++, { ...(presetTtl ? { ttl_seconds: presetTtl } : {}), ...body });
    this.all.push(created);
    return created;
  }

  replace(key: string, body: Record<string, unknown>): Configuration {
    const before = this.find(key);
    if (body["version"] === undefined) throw new Refused(428, "Condition needed", "Send the version.");
    if (body["version"] !== before.version) throw new Refused(409, "Conflict", "Somebody else changed it meanwhile.");
    check(body, false);
    return Object.assign(before, body, { version: before.version + 1, updated_at: new Date().toISOString() });
  }

  remove(key: string): void {
    this.all.splice(this.all.indexOf(this.find(key)), 1);
  }
}

function check(body: Record<string, unknown>, creating: boolean): void {
  const errors: FieldError[] = [];
  const name = String(body["name"] ?? "");
  if (creating && !NAME.test(name)) errors.push({ pointer: "/name", detail: "1 to 63 of a-z, 0-9, _ and -, beginning with a letter." });
  const ttl = body["ttl_seconds"];
  if (ttl !== undefined && !(typeof ttl === "number" && ttl > 0)) errors.push({ pointer: "/ttl_seconds", detail: "Must be more than 0." });
  const tiers = body["tiers"];
  if (Array.isArray(tiers) && tiers.length === 0) errors.push({ pointer: "/tiers", detail: "At least one tier." });
  const origin = body["origin"] as { writable?: boolean; url_template?: string } | null | undefined;
  if (origin && !String(origin.url_template).includes("{key}")) {
    errors.push({ pointer: "/origin/url_template", detail: "Must hold {key} once." });
  }
  if (String(body["strategy"] ?? "").startsWith("write_") && !origin?.writable && !(tiers as string[] | undefined)?.includes("database")) {
    errors.push({ pointer: "/strategy", detail: "Needs a writable origin or a record tier." });
  }
  if (errors.length > 0) throw new Refused(422, "Makes no sense", "Some fields make no sense.", errors);
}

function made(id: number, given: Record<string, unknown>): Configuration {
  const at = new Date().toISOString();
  return {
    id,
    name: "",
    cache_type: "multi_level",
    tiers: ["memory", "redis"],
    strategy: "cache_aside",
    ttl_seconds: 3600,
    max_size_mb: 500,
    memory_max_mb: 64,
    eviction_policy: "w_tinylfu",
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
    quotas: { operations_per_second: null, bytes: null },
    slo: { hit_ratio: 0.8, p99_ms: 50 },
    origin: null,
    ...given,
    version: 1,
    created_at: at,
    updated_at: at,
  };
}
