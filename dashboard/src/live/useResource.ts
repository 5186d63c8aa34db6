import { useCallback, useEffect, useState } from "react";

export interface Resource<T> {
  data: T | null;
  error: unknown;
  reload(): void;
}

/** Loads something, keeps the last good answer while it loads again, and asks anew every `everyMs`. */
export function useResource<T>(load: (signal: AbortSignal) => Promise<T>, deps: unknown[], everyMs = 0): Resource<T> {
  const [data, setData] = useState<T | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [turn, setTurn] = useState(0);
  const reload = useCallback(() => setTurn((n) => n + 1), []);

  useEffect(() => {
    const stop = new AbortController();
    load(stop.signal).then(
      (value) => {
        if (stop.signal.aborted) return;
        setData(value);
        setError(null);
      },
      (failure: unknown) => {
        if (!stop.signal.aborted) setError(failure);
      },
    );
    return () => stop.abort();
    // `load` is made anew at each render; what it depends on is named in `deps`.
  }, [...deps, turn]);

  useEffect(() => {
    if (!everyMs) return;
    const timer = setInterval(reload, everyMs);
    return () => clearInterval(timer);
  }, [everyMs, reload]);

  return { data, error, reload };
}
