import { useState } from "react";
import { useResource } from "../live/useResource";
import { Empty, Failure } from "../parts/Notes";
import { useDesk } from "../session/desk";
import type { Recommendation } from "../wire/types";
import { AdviceItem } from "./AdviceItem";

const REFRESH_MS = 30_000;
const OPEN = ["proposed", "applying", "verifying"];

/** What the optimizer would change, and what it expects of it. */
export function Advice() {
  const { client } = useDesk();
  const { data, error, reload } = useResource(
    (signal) => client.list<Recommendation>("optimizations/?limit=200", signal, 200),
    [client],
    REFRESH_MS,
  );
  const byImpact = [...(data ?? [])].sort((a, b) => (b.impact_score ?? -1) - (a.impact_score ?? -1));
  const open = byImpact.filter((item) => OPEN.includes(item.status));
  const past = byImpact.filter((item) => !OPEN.includes(item.status));

  return (
    <>
      <div className="page-head">
        <h1>Recommendations</h1>
        <AnalyzeButton onDone={reload} />
      </div>
      <Failure error={error} onRetry={reload} />
      {open.length > 0 && (
        <ul className="advice">
          {open.map((item) => (
            <AdviceItem key={item.id} item={item} />
          ))}
        </ul>
      )}
      {data && open.length === 0 && (
        <Empty title="Nothing to recommend">
          The optimizer looks at sampled accesses by itself. With a few minutes of traffic it can say what another size
          would bring; “Analyze now” asks it at once.
        </Empty>
      )}
      {past.length > 0 && (
        <details className="past-advice">
          <summary>Decided and past ({past.length})</summary>
          <ul className="advice">
            {past.map((item) => (
              <AdviceItem key={item.id} item={item} />
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function AnalyzeButton({ onDone }: { onDone(): void }) {
  const { client, mayOperate, say } = useDesk();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  if (!mayOperate) return null;
  const analyze = async () => {
    setBusy(true);
    setError(null);
    try {
      await client.send("POST", "optimizations/analyze/", { cache_name: null, days: 7 });
      say("Analysis done.");
      onDone();
    } catch (failure) {
      setError(failure);
    }
    setBusy(false);
  };
  return (
    <>
      <button type="button" className="button push" disabled={busy} onClick={analyze}>
        {busy ? "Analyzing…" : "Analyze now"}
      </button>
      <Failure error={error} />
    </>
  );
}
