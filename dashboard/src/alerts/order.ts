import type { Alert, Severity } from "../wire/types";

const RANK: Record<Severity, number> = { critical: 0, high: 1, medium: 2, low: 3 };
const ORDER: Record<string, number> = { firing: 0, error: 1, pending: 2, no_data: 3, acknowledged: 4, recovering: 5 };

export const isOpen = (alert: Alert) => alert.status !== "resolved";

/** What wants attention first: firing before known, worse before milder, newer before older. */
export function bySeverity(alerts: readonly Alert[]): Alert[] {
  return [...alerts].sort(
    (a, b) =>
      (RANK[a.severity] ?? 9) - (RANK[b.severity] ?? 9) ||
      (ORDER[a.status] ?? 9) - (ORDER[b.status] ?? 9) ||
      b.started_at.localeCompare(a.started_at),
  );
}

/** The metric behind an alert's rule: named by the alert itself, else recognised in the rule's name. */
export function metricOf(alert: Alert): string {
  if (alert.metric) return alert.metric;
  const known = ["hit_ratio", "memory_used_percent", "error_rate", "throughput"];
  const rule = alert.rule.replace(/-/g, "_");
  const found = known.find((metric) => rule.includes(metric));
  if (found) return found;
  if (rule.includes("memory")) return "memory_used_percent";
  if (rule.includes("response") || rule.includes("latency")) return "response_ms";
  return alert.rule;
}

/** Which alerts exist in which state: when this changes, the list is worth asking for again. */
export const fingerprint = (alerts: readonly Alert[]) =>
  alerts
    .map((alert) => `${alert.id}:${alert.status}:${alert.severity}`)
    .sort()
    .join("|");
