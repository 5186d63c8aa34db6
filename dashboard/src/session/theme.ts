import { createContext, useContext, useSyncExternalStore } from "react";

/** What the reader chose; "system" follows the machine. */
export type Choice = "system" | "light" | "dark";
export type Theme = "light" | "dark";

const QUERY = "(prefers-color-scheme: dark)";

function subscribe(changed: () => void): () => void {
  const media = window.matchMedia?.(QUERY);
  media?.addEventListener("change", changed);
  return () => media?.removeEventListener("change", changed);
}

/** The theme that is really shown. */
export function useResolved(choice: Choice): Theme {
  const dark = useSyncExternalStore(subscribe, () => window.matchMedia?.(QUERY).matches ?? false);
  return choice === "system" ? (dark ? "dark" : "light") : choice;
}

export const ThemeContext = createContext<Theme>("light");
export const useTheme = () => useContext(ThemeContext);

const KEY = "terrace.theme";

export function storedChoice(): Choice {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === "light" || kept === "dark" ? kept : "system";
  } catch {
    return "system";
  }
}

export function storeChoice(choice: Choice): void {
  try {
    localStorage.setItem(KEY, choice);
  } catch {
    // A browser that keeps nothing still shows the choice until the page is left.
  }
}
