import { useCallback, useEffect, useState } from "react";
import type { Client } from "../wire/client";
import { Problem } from "../wire/problem";
import type { Session } from "../wire/types";

export type SessionState =
  | { state: "asking" }
  | { state: "open"; session: Session }
  | { state: "closed" }
  | { state: "unknown"; error: unknown };

const RETRY_MS = 3000;

/** Who is signed in. While the gateway does not answer it keeps asking, for nobody is signed out by a lost network. */
export function useSession(client: Client, retryMs = RETRY_MS) {
  const [state, setState] = useState<SessionState>({ state: "asking" });
  const [turn, setTurn] = useState(0);

  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    client.get<Session>("session/", stop.signal).then(
      (session) => setState({ state: "open", session }),
      (error: unknown) => {
        if (stop.signal.aborted) return;
        if (error instanceof Problem && error.status === 401) return setState({ state: "closed" });
        setState({ state: "unknown", error });
        timer = setTimeout(() => setTurn((n) => n + 1), retryMs);
      },
    );
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [client, turn, retryMs]);

  const refresh = useCallback(() => setTurn((n) => n + 1), []);
  const close = useCallback(() => setState({ state: "closed" }), []);
  const signIn = useCallback(
    async (token: string) => {
      await client.send("POST", "session/", { token });
      refresh();
    },
    [client, refresh],
  );
  const signOut = useCallback(async () => {
    // Whoever could not be signed out still is signed in, and is told so rather than shown an empty form.
    await client.send("DELETE", "session/").then(close, refresh);
  }, [client, close, refresh]);

  return { state, refresh, close, signIn, signOut };
}
