import type { Client } from "../wire/client";
import { eventsOf } from "../wire/events";
import { Problem } from "../wire/problem";
import type { Snapshot } from "../wire/types";

/** How the page stands to the service; what is shown to the reader is exactly this. */
export type Link =
  | { state: "connecting" }
  | { state: "live" }
  | { state: "reconnecting"; attempt: number; nextAt: number }
  | { state: "away"; detail: string; nextAt: number }
  | { state: "signed_out" };

export interface Pace {
  /** Milliseconds before each further try; the last one repeats. */
  delays: readonly number[];
  /** A stream that says nothing for so long is given up and opened anew. */
  silenceMs: number;
}

export const PACE: Pace = { delays: [500, 1000, 2000, 4000, 8000, 15000], silenceMs: 8000 };

export interface Listener {
  link(link: Link): void;
  snapshot(snapshot: Snapshot): void;
}

/** Follows `metrics/stream` until `signal` aborts or the session ends, and reopens it whenever it breaks. */
export async function follow(client: Client, listener: Listener, signal: AbortSignal, pace = PACE): Promise<void> {
  let attempt = 0;
  while (!signal.aborted) {
    let failure: unknown = null;
    try {
      await readOnce(client, signal, pace.silenceMs, (snapshot) => {
        attempt = 0;
        listener.link({ state: "live" });
        listener.snapshot(snapshot);
      });
    } catch (error) {
      failure = error;
    }
    if (signal.aborted) return;
    if (failure instanceof Problem && failure.status === 401) {
      listener.link({ state: "signed_out" });
      return;
    }
    const delay = delayAfter(failure, pace.delays, attempt++);
    const nextAt = Date.now() + delay;
    listener.link(
      failure instanceof Problem
        ? { state: "away", detail: failure.message, nextAt }
        : { state: "reconnecting", attempt, nextAt },
    );
    await pause(delay, signal);
  }
}

function delayAfter(failure: unknown, delays: readonly number[], attempt: number): number {
  const own = delays[Math.min(attempt, delays.length - 1)] ?? 1000;
  const asked = failure instanceof Problem && failure.retryAfter ? failure.retryAfter * 1000 : 0;
  return Math.min(Math.max(own, asked), 30_000);
}

async function readOnce(client: Client, outer: AbortSignal, silenceMs: number, on: (s: Snapshot) => void) {
  const inner = new AbortController();
  const stop = () => inner.abort();
  outer.addEventListener("abort", stop, { once: true });
  let timer = setTimeout(stop, silenceMs);
  try {
    const response = await client.open("GET", "metrics/stream", undefined, inner.signal);
    if (!response.body) return;
    for await (const data of eventsOf(response.body)) {
      clearTimeout(timer);
      timer = setTimeout(stop, silenceMs);
      const snapshot = parse(data);
      if (snapshot) on(snapshot);
    }
  } finally {
    clearTimeout(timer);
    outer.removeEventListener("abort", stop);
    inner.abort();
  }
}

/** A frame that is no snapshot (a heartbeat, another version's message) is passed over. */
function parse(data: string): Snapshot | null {
  try {
    const value = JSON.parse(data) as Partial<Snapshot>;
    return value.at && value.overall && Array.isArray(value.caches) ? (value as Snapshot) : null;
  } catch {
    return null;
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
  });
}
