import { useEffect, useRef, useState } from "react";
import type { Client } from "../wire/client";
import type { MetricSeries, Snapshot } from "../wire/types";
import { PACE, follow, type Link, type Pace } from "./follow";
import { METRICS, historyOf, valuesOf } from "./metrics";
import { Timeline } from "./timeline";

/** The finest step that monitoring keeps beyond its own restart. */
const HISTORY_STEP_SECONDS = 10;

export interface Live {
  link: Link;
  snapshot: Snapshot | null;
  timeline: Timeline;
  /** Grows whenever the timeline changed. */
  revision: number;
}

/** Everything live on the page: the newest snapshot, the last quarter of an hour, and how the connection stands. */
export function useLive(client: Client, onSignedOut: () => void, pace: Pace = PACE): Live {
  const timeline = useRef<Timeline>(null);
  timeline.current ??= new Timeline();
  const [link, setLink] = useState<Link>({ state: "connecting" });
  const [snapshot, setSnapshot] = useState<Snapshot | null>(null);
  const [revision, setRevision] = useState(0);
  const signedOut = useRef(onSignedOut);
  signedOut.current = onSignedOut;

  useEffect(() => {
    const stop = new AbortController();
    const lines = (timeline.current = new Timeline());
    let live = false;
    const listener = {
      link(next: Link) {
        if (next.state === "signed_out") signedOut.current();
        if (next.state !== "live") live = false;
        setLink((before) => (before.state === "live" && next.state === "live" ? before : next));
      },
      snapshot(next: Snapshot) {
        lines.append(Date.parse(next.at), valuesOf(next));
        setSnapshot(next);
        setRevision((n) => n + 1);
        if (live) return;
        live = true;
        void recall(client, lines, Date.parse(next.at), stop.signal).then(() => setRevision((n) => n + 1));
      },
    };
    void follow(client, listener, stop.signal, pace);
    return () => stop.abort();
  }, [client, pace]);

  return { link, snapshot, timeline: timeline.current, revision };
}

/** Fills what was before (or lost) from history. Without it the charts simply begin now. */
async function recall(client: Client, lines: Timeline, nowMs: number, signal: AbortSignal): Promise<void> {
  const from = new Date(nowMs - lines.spanMs).toISOString();
  const to = new Date(nowMs).toISOString();
  const ask = (metric: string) =>
    client.list<MetricSeries>(
      `metrics/?metric=${metric}&from=${from}&to=${to}&step=${HISTORY_STEP_SECONDS}&limit=500`,
      signal,
    );
  const answers = await Promise.allSettled(METRICS.map(ask));
  const items = answers.flatMap((answer) => (answer.status === "fulfilled" ? answer.value : []));
  if (!signal.aborted) lines.fill(historyOf(items), HISTORY_STEP_SECONDS * 1000);
}
