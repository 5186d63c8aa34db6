import { CACHE_TYPES, STRATEGIES } from "../wire/configuration";

/** One field of the form. The pointer is the same that the server names when the value makes no sense. */
export interface FieldSpec {
  pointer: string;
  label: string;
  kind: "text" | "number" | "choice" | "switch" | "tiers";
  options?: readonly string[];
  unit?: string;
  hint?: string;
  /** Shown only where it means something. */
  when?: "multi_level" | "create" | "http_origin";
}

export interface GroupSpec {
  title: string;
  /** Closed until it is wanted or one of its fields is wrong. */
  further?: boolean;
  fields: readonly FieldSpec[];
}

const seconds = (pointer: string, label: string, hint?: string): FieldSpec => ({
  pointer,
  label,
  kind: "number",
  unit: "s",
  ...(hint ? { hint } : {}),
});

export const GROUPS: readonly GroupSpec[] = [
  {
    title: "Cache",
    fields: [
      { pointer: "/name", label: "Name", kind: "text", when: "create", hint: "Lower-case letters, digits, _ and -; it can't be changed later." },
      { pointer: "/cache_type", label: "Type", kind: "choice", options: CACHE_TYPES },
      { pointer: "/tiers", label: "Tiers, fastest first", kind: "tiers", when: "multi_level" },
      { pointer: "/strategy", label: "Strategy", kind: "choice", options: STRATEGIES, hint: "All but cache aside need a writable origin or a tier that keeps records." },
      { pointer: "/is_active", label: "Active", kind: "switch", hint: "An inactive cache refuses requests." },
    ],
  },
  {
    title: "Size and lifetime",
    fields: [
      seconds("/ttl_seconds", "Time to live"),
      { pointer: "/max_size_mb", label: "Size of each tier, at most", kind: "number", unit: "MiB" },
      { pointer: "/memory_max_mb", label: "Memory of each node, at most", kind: "number", unit: "MiB", hint: "0 leaves the memory tier out." },
      { pointer: "/compression_enabled", label: "Compress values", kind: "switch" },
    ],
  },
  {
    title: "Origin",
    fields: [
      { pointer: "/origin/url_template", label: "Address", kind: "text", when: "http_origin", hint: "Where misses go, for example http://shop.internal/items/{key}" },
      { pointer: "/origin/soft_timeout_ms", label: "Soft time limit", kind: "number", unit: "ms", when: "http_origin" },
      { pointer: "/origin/hard_timeout_ms", label: "Hard time limit", kind: "number", unit: "ms", when: "http_origin" },
      { pointer: "/origin/writable", label: "Writable", kind: "switch", when: "http_origin", hint: "PUT and DELETE go to the same address." },
    ],
  },
  {
    title: "Freshness and failure",
    further: true,
    fields: [
      { pointer: "/consistency", label: "Consistency", kind: "choice", options: ["relaxed", "strict"] },
      { pointer: "/ack", label: "A write is done when it is in", kind: "choice", options: ["memory", "log", "fsync", "origin"] },
      seconds("/stale_while_revalidate_seconds", "Serve stale while reloading"),
      seconds("/stale_if_error_seconds", "Serve stale when the origin fails"),
      seconds("/negative_ttl_seconds", "Remember that nothing is there"),
      { pointer: "/ttl_jitter_percent", label: "Spread of lifetimes", kind: "number", unit: "%" },
    ],
  },
  {
    title: "Limits and aims",
    further: true,
    fields: [
      { pointer: "/max_value_kb", label: "Largest value", kind: "number", unit: "KiB" },
      { pointer: "/priority", label: "Priority", kind: "number" },
      { pointer: "/encryption_enabled", label: "Encrypt values", kind: "switch" },
      { pointer: "/slo/hit_ratio", label: "Hit ratio aimed at", kind: "number", hint: "0 to 1" },
      { pointer: "/slo/p99_ms", label: "Response time p99 aimed at", kind: "number", unit: "ms" },
    ],
  },
];

/** Which field a server's pointer speaks of: itself, or the nearest one above it (`/tiers/0` is about `/tiers`). */
export function fieldFor(pointer: string): string | null {
  const known = GROUPS.flatMap((group) => group.fields.map((field) => field.pointer));
  const clean = pointer.startsWith("#") ? pointer.slice(1) : pointer;
  const rooted = clean.startsWith("/") ? clean : `/${clean}`;
  for (let at = rooted; at.length > 1; at = at.slice(0, at.lastIndexOf("/"))) {
    if (known.includes(at)) return at;
  }
  return null;
}
