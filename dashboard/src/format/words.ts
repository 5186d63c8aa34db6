const KNOWN: Record<string, string> = {
  hit_ratio: "Hit ratio",
  p50_ms: "Response p50",
  p95_ms: "Response p95",
  p99_ms: "Response p99",
  response_ms: "Response time",
  response_time: "Response time",
  memory_used_percent: "Memory used",
  error_rate: "Error rate",
  throughput: "Throughput",
  ttl_seconds: "TTL",
  ttl: "TTL",
  max_size_mb: "Size limit (MiB)",
  memory_max_mb: "Memory limit (MiB)",
  redis: "Redis",
  no_data: "No data",
};

/** `write_through` as "Write through". */
export function words(name: string | null | undefined): string {
  if (!name) return "";
  const spaced = name.replace(/[_-]+/g, " ").trim();
  return KNOWN[name] ?? spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

export const plural = (n: number, one: string, many = `${one}s`) => `${n.toLocaleString("en-US")} ${n === 1 ? one : many}`;
