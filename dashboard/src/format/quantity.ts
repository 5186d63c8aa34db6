/** A number as people read it: digits and unit apart, so that units can be set quieter and columns align. */
export interface Quantity {
  digits: string;
  unit: string;
}

type Value = number | null | undefined;
const NONE: Quantity = { digits: "–", unit: "" };

const fixed = (value: number, decimals: number) =>
  value.toLocaleString("en-US", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });

export const isKnown = (value: Value): value is number => value != null && Number.isFinite(value);

/** 0..1 as percent. */
export function ratio(value: Value, decimals = 1): Quantity {
  return isKnown(value) ? { digits: fixed(value * 100, decimals), unit: "%" } : NONE;
}

/** Already 0..100. */
export function percent(value: Value, decimals = 1): Quantity {
  return isKnown(value) ? { digits: fixed(value, decimals), unit: "%" } : NONE;
}

export function millis(value: Value): Quantity {
  if (!isKnown(value)) return NONE;
  if (value >= 9_999.5) return { digits: fixed(value / 1000, 1), unit: "s" };
  return { digits: fixed(value, value < 9.995 ? 2 : value < 99.95 ? 1 : 0), unit: "ms" };
}

/** Of each second. */
export function rate(value: Value): Quantity {
  if (!isKnown(value)) return NONE;
  if (value >= 999_500) return { digits: fixed(value / 1e6, 2), unit: "M/s" };
  if (value >= 99_950) return { digits: fixed(value / 1e3, 0), unit: "k/s" };
  if (value >= 9_999.5) return { digits: fixed(value / 1e3, 1), unit: "k/s" };
  return { digits: fixed(value, value < 99.95 && value > 0 ? 1 : 0), unit: "/s" };
}

export function count(value: Value): Quantity {
  if (!isKnown(value)) return NONE;
  if (value >= 9_999_500) return { digits: fixed(value / 1e6, 1), unit: "M" };
  return { digits: fixed(value, 0), unit: "" };
}

export function bytes(value: Value): Quantity {
  if (!isKnown(value)) return NONE;
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  let size = value;
  let step = 0;
  while (size >= 1023.5 && step < units.length - 1) {
    size /= 1024;
    step++;
  }
  return { digits: fixed(size, step === 0 || size >= 99.95 ? 0 : 1), unit: units[step] ?? "" };
}

export const score = (value: Value): Quantity => (isKnown(value) ? { digits: fixed(value, 0), unit: "" } : NONE);

export const text = ({ digits, unit }: Quantity) =>
  unit === "" || unit.endsWith("/s") ? digits + unit : `${digits}\u00a0${unit}`;

/** A value of a named metric; `unit` decides where the metric is not one we know. */
export function ofMetric(metric: string, value: Value, unit?: string | null): Quantity {
  if (metric.includes("ratio") || metric.includes("error_rate")) return ratio(value, metric.includes("error") ? 2 : 1);
  if (metric.includes("percent") || metric.includes("memory") || unit === "percent") return percent(value);
  if (metric.endsWith("_ms") || metric.includes("response") || metric.includes("latency") || unit === "ms") return millis(value);
  if (metric.includes("throughput")) return rate(value);
  if (metric === "bytes" || unit === "bytes") return bytes(value);
  if (unit === "ratio") return ratio(value);
  if (!isKnown(value)) return NONE;
  return { digits: value.toLocaleString("en-US", { maximumFractionDigits: 2 }), unit: unit ?? "" };
}
