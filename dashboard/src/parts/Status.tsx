import { words } from "../format/words";
import type { AlertStatus, Breaker, CacheStatus } from "../wire/types";

const CACHE_SIGNS: Record<CacheStatus, string> = { healthy: "●", degraded: "◆", unhealthy: "▲", idle: "○" };

/** A cache's state: a shape that differs, a colour, and the word. */
export function CacheSign({ status }: { status: CacheStatus }) {
  return (
    <span className={`sign ${status}`}>
      <span aria-hidden="true" className="sign-mark">
        {CACHE_SIGNS[status] ?? "○"}
      </span>
      {words(status)}
    </span>
  );
}

export function AlertBadge({ status }: { status: AlertStatus }) {
  return <span className={`badge ${status}`}>{words(status)}</span>;
}

/** A closed breaker is the quiet normal; anything else stands out. */
export function BreakerSign({ breaker }: { breaker: Breaker | null }) {
  if (!breaker) return <span className="none">–</span>;
  return <span className={`badge breaker ${breaker}`}>{breaker === "half_open" ? "Half open" : words(breaker)}</span>;
}
