import { AlertItem } from "../alerts/AlertItem";
import { bySeverity } from "../alerts/order";
import { busiest } from "../caches/order";
import { CacheTable } from "../caches/CacheTable";
import { TimeChart } from "../charts/TimeChart";
import { plural } from "../format/words";
import { keyOf, type Metric } from "../live/metrics";
import type { Live } from "../live/useLive";
import { Empty, Section } from "../parts/Notes";
import { useDesk } from "../session/desk";
import type { Snapshot } from "../wire/types";
import { KeyFigures } from "./KeyFigures";

const MOST_LINES = 6;
const MOST_ALERTS = 3;

interface OverviewProps {
  live: Live;
  onOpenCache(name: string): void;
  onOpenAlerts(): void;
}

/** The first page: how everything is, what is wrong, how it went, and each cache in a line. */
export function Overview({ live, onOpenCache, onOpenAlerts }: OverviewProps) {
  const { client } = useDesk();
  const { snapshot } = live;
  if (!snapshot) return <NoFigures live={live} />;
  return (
    <>
      <h1 className="sr-only">Overview</h1>
      <KeyFigures live={live} of={snapshot.overall} scope={{}} />
      <AlertsNow snapshot={snapshot} onOpenAlerts={onOpenAlerts} />
      {snapshot.caches.length === 0 ? (
        <Empty title="No cache has had traffic yet">
          Send a first request, and it shows here within a second:
          <pre>curl -X PUT -H "Authorization: Bearer $TOKEN" -d hello {client.address}/api/cache/default/greeting</pre>
        </Empty>
      ) : (
        <>
          <Section title="Caches" aside={plural(snapshot.caches.length, "cache")}>
            <CacheTable live={live} caches={snapshot.caches} onOpen={onOpenCache} />
          </Section>
          <CacheCharts live={live} snapshot={snapshot} />
        </>
      )}
    </>
  );
}

function NoFigures({ live }: { live: Live }) {
  if (live.link.state === "connecting" || live.link.state === "live") {
    return <Empty title="Waiting for the first figures">Monitoring sends them once a second.</Empty>;
  }
  return (
    <Empty title="No figures for now">
      They appear by themselves as soon as monitoring answers. Caches go on serving, and configurations can be changed.
    </Empty>
  );
}

function AlertsNow({ snapshot, onOpenAlerts }: { snapshot: Snapshot; onOpenAlerts(): void }) {
  const alerts = bySeverity(snapshot.alerts.filter((alert) => alert.status !== "resolved"));
  if (alerts.length === 0) return <p className="all-clear">No alerts. Nothing has crossed a threshold.</p>;
  return (
    <Section
      title="Alerts now"
      aside={
        <button type="button" className="link" onClick={onOpenAlerts}>
          {alerts.length > MOST_ALERTS ? `All ${alerts.length}` : "Open alerts"}
        </button>
      }
    >
      <ul className="alerts">
        {alerts.slice(0, MOST_ALERTS).map((alert) => (
          <AlertItem key={alert.id} alert={alert} brief />
        ))}
      </ul>
    </Section>
  );
}

const CHARTS: [Metric, string][] = [
  ["hit_ratio", "Hit ratio"],
  ["p95_ms", "Response time p95"],
  ["throughput", "Throughput"],
  ["memory_used_percent", "Memory used"],
];

function CacheCharts({ live, snapshot }: { live: Live; snapshot: Snapshot }) {
  const shown = busiest(snapshot.caches, MOST_LINES);
  const left = snapshot.caches.length - shown.length;
  const note = left > 0 ? `the ${MOST_LINES} busiest of ${snapshot.caches.length}` : undefined;
  return (
    <Section title="Last 15 minutes" aside={note}>
      <div className="charts">
        {CHARTS.map(([metric, title]) => (
          <TimeChart
            key={metric}
            title={title}
            metric={metric}
            timeline={live.timeline}
            lines={shown.map((cache) => ({
              key: keyOf({ cache: cache.cache_name }, metric),
              label: cache.cache_name,
            }))}
          />
        ))}
      </div>
    </Section>
  );
}
