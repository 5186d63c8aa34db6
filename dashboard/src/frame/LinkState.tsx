import { useEffect, useState } from "react";
import { clock, duration } from "../format/time";
import type { Link } from "../live/follow";
import type { Live } from "../live/useLive";

const WORDS: Record<Link["state"], string> = {
  connecting: "Connecting",
  live: "Live",
  reconnecting: "Reconnecting",
  away: "Monitoring away",
  signed_out: "Signed out",
};

/** One word on the connection, always in sight. */
export function LinkState({ link }: { link: Link }) {
  return (
    <span className={`link-state ${link.state}`} role="status">
      <span className="link-dot" aria-hidden="true" />
      {WORDS[link.state]}
    </span>
  );
}

/** While nothing new comes, says so, says how old the figures are, and when it tries again. */
export function LinkBanner({ live }: { live: Live }) {
  const { link, snapshot } = live;
  if (link.state !== "reconnecting" && link.state !== "away") return null;
  const asOf = snapshot ? `Figures are as of ${clock(Date.parse(snapshot.at))}. ` : "";
  return (
    <div className={`banner ${link.state}`}>
      <strong>{link.state === "away" ? "Monitoring is away." : "The connection was lost."}</strong>{" "}
      {link.state === "away" && link.detail ? `${link.detail} ` : ""}
      {asOf}
      <Countdown until={link.nextAt} />
    </div>
  );
}

function Countdown({ until }: { until: number }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  const left = Math.ceil((until - now) / 1000);
  return <span className="muted">{left > 0 ? `Trying again in ${duration(left)}.` : "Trying now."}</span>;
}
