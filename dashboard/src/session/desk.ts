import { createContext, useContext } from "react";
import type { Client } from "../wire/client";
import type { Session } from "../wire/types";

/** What every part of the page may reach: the wire, who is signed in, where dialogs go, how to tell the reader. */
export interface Desk {
  client: Client;
  session: Session;
  /** May answer alerts and invalidate. */
  mayOperate: boolean;
  /** May change configurations. */
  mayConfigure: boolean;
  /** The dashboard's own element: dialogs open inside it, so that its styles reach them. */
  root: HTMLElement | null;
  /** Epoch milliseconds of the newest snapshot. */
  now: number;
  say(message: string): void;
}

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error("This part belongs inside <CachingDashboard>.");
  return desk;
}
