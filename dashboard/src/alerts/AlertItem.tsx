import { ofMetric, text } from "../format/quantity";
import { duration } from "../format/time";
import { words } from "../format/words";
import { Evidence } from "../parts/Evidence";
import { SeverityMark } from "../parts/icons";
import { Since } from "../parts/Since";
import { AlertBadge } from "../parts/Status";
import type { Alert } from "../wire/types";
import { AlertActions } from "./AlertActions";
import { metricOf } from "./order";

interface AlertItemProps {
  alert: Alert;
  /** Without evidence and actions. */
  brief?: boolean;
  showCache?: boolean;
  onChanged?: (() => void) | undefined;
}

/** One alert: how bad, what, where, since when, and why. */
export function AlertItem({ alert, brief = false, showCache = true, onChanged }: AlertItemProps) {
  const metric = metricOf(alert);
  const threshold = alert.threshold == null ? "" : ` (threshold ${text(ofMetric(metric, alert.threshold, alert.unit))})`;
  const where = [showCache ? alert.cache_name : null, alert.tier && words(alert.tier)].filter(Boolean).join(" · ");
  return (
    <li className={`alert ${alert.status === "resolved" ? "past" : alert.severity}`}>
      <div className="alert-severity">
        <SeverityMark severity={alert.severity} />
      </div>
      <div className="alert-what">
        <p className="alert-title">
          {where && <strong>{where}</strong>} {words(metric)}{" "}
          <span className="value">{text(ofMetric(metric, alert.value, alert.unit))}</span>
          <span className="muted">{threshold}</span>
        </p>
        {alert.cause && (
          <p className="alert-cause">
            {alert.cause.summary}
            {alert.cause.confidence != null && (
              <span className="muted"> (confidence {Math.round(alert.cause.confidence * 100)}&nbsp;%)</span>
            )}
          </p>
        )}
        {alert.status === "acknowledged" && alert.acknowledged_by && (
          <p className="alert-cause muted">Acknowledged by {alert.acknowledged_by}</p>
        )}
        {alert.resolution && <Outcome alert={alert} metric={metric} />}
        {!brief && <Evidence of={alert.cause?.evidence} />}
      </div>
      <div className="alert-state">
        <AlertBadge status={alert.status} />
        <span className="muted alert-since">
          {alert.status === "resolved" && alert.resolved_at ? (
            <>
              <Since at={alert.resolved_at} /> ago
            </>
          ) : (
            <>
              for <Since at={alert.started_at} />
            </>
          )}
        </span>
      </div>
      {!brief && alert.status !== "resolved" && <AlertActions alert={alert} onChanged={onChanged} />}
    </li>
  );
}

const HOW: Record<string, string> = {
  auto: "Recovered by itself",
  manual: "Resolved by hand",
  remedied: "Remedied",
  expired: "Expired",
};

function Outcome({ alert, metric }: { alert: Alert; metric: string }) {
  const done = alert.resolution;
  if (!done) return null;
  return (
    <p className="alert-cause">
      {HOW[done.how] ?? words(done.how)}
      {done.how === "manual" && done.by ? ` by ${done.by}` : ""}
      {done.duration_seconds != null && ` after ${duration(done.duration_seconds)}`}
      {done.value != null && `, at ${text(ofMetric(metric, done.value, alert.unit))}`}
      {done.reason && `: ${done.reason}`}
    </p>
  );
}
