import { useCallback, useEffect, useState } from "react";

/** The page that is open. */
export type View =
  | { page: "overview" }
  | { page: "cache"; name: string }
  | { page: "alerts" }
  | { page: "advice" }
  | { page: "configurations" };

export function viewOf(hash: string): View {
  const [page, name] = hash.replace(/^#\/?/, "").split("/");
  if (page === "caches" && name) return { page: "cache", name: decodeURIComponent(name) };
  if (page === "alerts" || page === "configurations") return { page };
  if (page === "recommendations") return { page: "advice" };
  return { page: "overview" };
}

export function hashOf(view: View): string {
  if (view.page === "cache") return `#/caches/${encodeURIComponent(view.name)}`;
  if (view.page === "advice") return "#/recommendations";
  return view.page === "overview" ? "#/" : `#/${view.page}`;
}

/** The open page and how to open another; with "hash" the address and the back button take part. */
export function useView(routing: "memory" | "hash"): [View, (view: View) => void] {
  const [view, setView] = useState<View>(() => (routing === "hash" ? viewOf(location.hash) : { page: "overview" }));
  useEffect(() => {
    if (routing !== "hash") return;
    const follow = () => setView(viewOf(location.hash));
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, [routing]);
  const open = useCallback(
    (next: View) => {
      if (routing === "hash") location.hash = hashOf(next);
      setView(next);
    },
    [routing],
  );
  return [view, open];
}
