import { ofMetric, text } from "../format/quantity";
import { words } from "../format/words";
import { Evidence, plain } from "../parts/Evidence";
import type { Predicted, Recommendation } from "../wire/types";

/** One recommendation: the change, the predicted effect with its band, and how sure the optimizer is. */
export function AdviceItem({ item }: { item: Recommendation }) {
  const changes = Object.entries(item.change ?? {});
  const effects = Object.entries(item.predicted ?? {}).filter((entry): entry is [string, Predicted] => entry[1] !== null);
  return (
    <li className="advice-item">
      <div className="impact" title="Impact, 0 to 100">
        <span className="impact-score">{item.impact_score == null ? "–" : Math.round(item.impact_score)}</span>
        <span className="muted">impact</span>
      </div>
      <div className="advice-body">
        <p className="advice-title">
          <strong>{item.cache_name}</strong> {item.title}
        </p>
        <ul className="facts">
          {changes.map(([field, { from, to }]) => (
            <li key={field}>
              <span className="muted">{words(field)}</span> {plain(from)} <span aria-label="becomes">→</span>{" "}
              <strong>{plain(to)}</strong>
            </li>
          ))}
          {effects.map(([metric, effect]) => (
            <li key={metric}>
              <span className="muted">Predicted {words(metric).toLowerCase()}</span>{" "}
              <strong>{text(ofMetric(metric, effect.value))}</strong>
              <Band metric={metric} effect={effect} />
            </li>
          ))}
          {item.confidence != null && (
            <li>
              <span className="muted">Confidence</span> {Math.round(item.confidence * 100)}&nbsp;%
            </li>
          )}
          {item.risk && (
            <li>
              <span className="muted">Risk</span> {words(item.risk)}
            </li>
          )}
        </ul>
        <Evidence of={item.evidence} />
      </div>
      <span className={`badge ${item.status}`}>{words(item.status)}</span>
    </li>
  );
}

function Band({ metric, effect }: { metric: string; effect: Predicted }) {
  if (effect.low == null || effect.high == null) return null;
  return (
    <span className="muted">
      {" "}
      ({text(ofMetric(metric, effect.low))} to {text(ofMetric(metric, effect.high))})
    </span>
  );
}
