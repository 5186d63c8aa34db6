import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { Advice } from "./advice/Advice";
import { Alerts } from "./alerts/Alerts";
import { isOpen } from "./alerts/order";
import { CacheDetail } from "./caches/CacheDetail";
import { Configurations } from "./configurations/Configurations";
import { LinkBanner } from "./frame/LinkState";
import { TopBar, type ThemeSwitch } from "./frame/TopBar";
import { useView, type View } from "./frame/view";
import { PACE, type Pace } from "./live/follow";
import { useLive, type Live } from "./live/useLive";
import { Overview } from "./overview/Overview";
import { DeskContext, type Desk } from "./session/desk";
import type { Client } from "./wire/client";
import type { Session } from "./wire/types";

interface DesktopProps {
  client: Client;
  session: Session;
  root: HTMLElement | null;
  routing: "memory" | "hash";
  pace: Pace | undefined;
  theme: ThemeSwitch | null;
  onSignedOut(): void;
  onSignOut: (() => void) | null;
}

const MESSAGE_MS = 5000;

/** The dashboard once somebody is signed in: the bar, the state of the connection, and the open page. */
export function Desktop({ client, session, root, routing, pace, theme, onSignedOut, onSignOut }: DesktopProps) {
  const live = useLive(client, onSignedOut, pace ?? PACE);
  const [view, open] = useView(routing);
  const [message, say] = useMessage();
  const main = useRef<HTMLElement>(null);
  const desk = useMemo<Desk>(
    () => ({
      client,
      session,
      mayOperate: session.role === "admin" || session.role === "operator",
      mayConfigure: session.role === "admin",
      root,
      now: live.snapshot ? Date.parse(live.snapshot.at) : Date.now(),
      say,
    }),
    [client, session, root, live.snapshot, say],
  );
  const go = (next: View) => {
    open(next);
    main.current?.focus({ preventScroll: true });
    root?.scrollIntoView?.({ block: "start" });
  };
  const openAlerts = live.snapshot?.alerts.filter(isOpen).length ?? 0;

  return (
    <DeskContext value={desk}>
      <TopBar view={view} onView={go} openAlerts={openAlerts} live={live} theme={theme} onSignOut={onSignOut} />
      <LinkBanner live={live} />
      <main ref={main} tabIndex={-1} className={live.link.state === "live" ? "page" : "page stale"}>
        <Page view={view} live={live} go={go} />
      </main>
      <div className="message" role="status" data-shown={message !== "" || undefined}>
        {message}
      </div>
    </DeskContext>
  );
}

function Page({ view, live, go }: { view: View; live: Live; go(view: View): void }) {
  switch (view.page) {
    case "alerts":
      return <Alerts live={live.snapshot?.alerts ?? []} />;
    case "advice":
      return <Advice />;
    case "configurations":
      return <Configurations />;
    case "cache":
      return <CacheDetail live={live} name={view.name} onBack={() => go({ page: "overview" })} />;
    default:
      return (
        <Overview
          live={live}
          onOpenCache={(name) => go({ page: "cache", name })}
          onOpenAlerts={() => go({ page: "alerts" })}
        />
      );
  }
}

/** A sentence for a few seconds. */
function useMessage(): [string, (message: string) => void] {
  const [message, setMessage] = useState("");
  useEffect(() => {
    if (!message) return;
    const timer = setTimeout(() => setMessage(""), MESSAGE_MS);
    return () => clearTimeout(timer);
  }, [message]);
  return [message, useCallback((next: string) => setMessage(next), [])];
}
