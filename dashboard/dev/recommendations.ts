import type { Recommendation } from "../src/wire/types";

/** Invented advice of the kind the optimizer gives. */
export const RECOMMENDATIONS: Recommendation[] = [
  {
    id: "r-1",
    cache_name: "web07",
    kind: "size",
    title: "More memory pays: the miss-ratio curve still falls steeply",
    change: { memory_max_mb: { from: 128, to: 208 } },
    predicted: { hit_ratio: { value: 0.931, low: 0.922, high: 0.938 } },
    impact_score: 84,
    confidence: 0.93,
    evidence: { samples: 48210, window: "6 h", error_of_last_prediction: 0.004, curve_at_present_size: 0.121, curve_at_new_size: 0.069 },
    risk: "low",
    status: "proposed",
  },
  {
    id: "r-2",
    cache_name: "session_cache",
    kind: "size",
    title: "Half of its memory is never read again before it expires",
    change: { memory_max_mb: { from: 96, to: 41.5 } },
    predicted: { hit_ratio: { value: 0.986, low: 0.983, high: 0.987 } },
    impact_score: 47,
    confidence: 0.88,
    evidence: { samples: 20110, window: "6 h" },
    risk: "low",
    status: "proposed",
  },
  {
    id: "r-3",
    cache_name: "product_cache",
    kind: "size",
    title: "Memory fits the working set",
    change: { memory_max_mb: { from: 48, to: 64 } },
    predicted: { hit_ratio: { value: 0.962, low: 0.957, high: 0.966 } },
    impact_score: 38,
    confidence: 0.91,
    status: "applied",
  },
];
