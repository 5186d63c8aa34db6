import { useState } from "react";
import { useResource } from "../live/useResource";
import { plural } from "../format/words";
import { Empty, Failure } from "../parts/Notes";
import { useDesk } from "../session/desk";
import type { Alert } from "../wire/types";
import { AlertItem } from "./AlertItem";
import { bySeverity, fingerprint, isOpen } from "./order";

const REFRESH_MS = 30_000;
const MOST = 200;

/** All alerts, open first; asked for again whenever the live ones change. */
export function Alerts({ live }: { live: Alert[] }) {
  const { client } = useDesk();
  const [past, setPast] = useState(false);
  const { data, error, reload } = useResource(
    (signal) => client.list<Alert>("alerts/?limit=200", signal, MOST),
    [client, fingerprint(live)],
    REFRESH_MS,
  );
  const open = withLive(data ?? [], live).filter(isOpen);
  const closed = (data ?? [])
    .filter((alert) => !isOpen(alert))
    .sort((a, b) => (b.resolved_at ?? "").localeCompare(a.resolved_at ?? ""));
  const shown = past ? closed : bySeverity(open);

  return (
    <>
      <div className="page-head">
        <h1>Alerts</h1>
        <div className="switch" role="group" aria-label="Which alerts">
          <button type="button" aria-pressed={!past} onClick={() => setPast(false)}>
            Open <span className="tally">{open.length}</span>
          </button>
          <button type="button" aria-pressed={past} onClick={() => setPast(true)}>
            Resolved <span className="tally">{closed.length}</span>
          </button>
        </div>
      </div>
      <Failure error={error} onRetry={reload} />
      {shown.length > 0 ? (
        <ul className="alerts" aria-label={plural(shown.length, past ? "resolved alert" : "open alert")}>
          {shown.map((alert) => (
            <AlertItem key={alert.id} alert={alert} onChanged={reload} />
          ))}
        </ul>
      ) : (
        !error && data && <Nothing past={past} />
      )}
    </>
  );
}

function Nothing({ past }: { past: boolean }) {
  return past ? (
    <Empty title="Nothing has been resolved yet">What fires and ends is kept here with what fixed it.</Empty>
  ) : (
    <Empty title="No open alerts">
      A cache is reported when its hit ratio falls under 80 %, a response takes more than 50 ms, or memory is over 75 %
      full for a few seconds under traffic.
    </Empty>
  );
}

/** The list with the live values laid over it: an alert's value moves each second, the list only now and then. */
function withLive(listed: Alert[], live: Alert[]): Alert[] {
  const fresh = new Map(live.map((alert) => [String(alert.id), alert]));
  const known = new Set(listed.map((alert) => String(alert.id)));
  return [
    ...listed.map((alert) => (isOpen(alert) ? (fresh.get(String(alert.id)) ?? alert) : alert)),
    ...live.filter((alert) => !known.has(String(alert.id))),
  ];
}
