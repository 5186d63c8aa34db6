import { useState } from "react";
import { AlertItem } from "../alerts/AlertItem";
import { TimeChart } from "../charts/TimeChart";
import { InvalidateDialog } from "../configurations/InvalidateDialog";
import { words } from "../format/words";
import { keyOf, type Metric } from "../live/metrics";
import type { Live } from "../live/useLive";
import { KeyFigures } from "../overview/KeyFigures";
import { Icon } from "../parts/icons";
import { Empty, Section } from "../parts/Notes";
import { CacheSign } from "../parts/Status";
import { useDesk } from "../session/desk";
import { TierTable } from "./TierTable";

interface CacheDetailProps {
  live: Live;
  name: string;
  onBack(): void;
}

/** One cache, tier by tier. */
export function CacheDetail({ live, name, onBack }: CacheDetailProps) {
  const { mayOperate } = useDesk();
  const [invalidating, setInvalidating] = useState(false);
  const cache = live.snapshot?.caches.find((c) => c.cache_name === name);
  const alerts = live.snapshot?.alerts.filter((alert) => alert.cache_name === name) ?? [];

  return (
    <>
      <div className="page-head">
        <button type="button" className="button quiet" onClick={onBack}>
          <Icon name="back" /> All caches
        </button>
        <h1>{name}</h1>
        {cache && <CacheSign status={cache.status} />}
        {mayOperate && (
          <button type="button" className="button push" onClick={() => setInvalidating(true)}>
            <Icon name="sweep" /> Invalidate…
          </button>
        )}
      </div>
      {cache ? (
        <>
          <KeyFigures live={live} of={cache} scope={{ cache: name }} />
          {alerts.length > 0 && (
            <Section title="Alerts of this cache">
              <ul className="alerts">
                {alerts.map((alert) => (
                  <AlertItem key={alert.id} alert={alert} showCache={false} />
                ))}
              </ul>
            </Section>
          )}
          <Section title="Tiers">
            {cache.tiers.length > 0 ? (
              <TierTable cache={cache} />
            ) : (
              <Empty title="No tier has reported yet">The first request through this cache shows its tiers here.</Empty>
            )}
          </Section>
          <TierCharts live={live} name={name} tiers={cache.tiers.map((tier) => tier.tier)} />
        </>
      ) : (
        <Empty title={live.snapshot ? "This cache reports nothing" : "Waiting for the first figures"}>
          {live.snapshot && "It has had no request since monitoring started, or it was deleted. Its configuration is under Configurations."}
        </Empty>
      )}
      {invalidating && <InvalidateDialog cacheName={name} onClose={() => setInvalidating(false)} />}
    </>
  );
}

const CHARTS: [Metric, string][] = [
  ["hit_ratio", "Hit ratio by tier"],
  ["p95_ms", "Response time p95 by tier"],
  ["throughput", "Throughput by tier"],
];

function TierCharts({ live, name, tiers }: { live: Live; name: string; tiers: string[] }) {
  const whole = (metric: Metric, label: string) => ({ key: keyOf({ cache: name }, metric), label });
  return (
    <Section title="Last 15 minutes">
      <div className="charts">
        {CHARTS.map(([metric, title]) => (
          <TimeChart
            key={metric}
            title={title}
            metric={metric}
            timeline={live.timeline}
            lines={tiers.map((tier) => ({ key: keyOf({ cache: name, tier }, metric), label: words(tier) }))}
          />
        ))}
        <TimeChart
          title="Response time of the cache"
          metric="p99_ms"
          timeline={live.timeline}
          lines={[whole("p50_ms", "p50"), whole("p95_ms", "p95"), whole("p99_ms", "p99")]}
        />
      </div>
    </Section>
  );
}
