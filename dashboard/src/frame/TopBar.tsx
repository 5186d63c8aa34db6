import { Icon } from "../parts/icons";
import type { Live } from "../live/useLive";
import { useDesk } from "../session/desk";
import { Wordmark } from "../session/SignIn";
import type { Choice } from "../session/theme";
import { LinkState } from "./LinkState";
import type { View } from "./view";

export interface ThemeSwitch {
  choice: Choice;
  choose(choice: Choice): void;
}

interface TopBarProps {
  view: View;
  onView(view: View): void;
  openAlerts: number;
  live: Live;
  theme: ThemeSwitch | null;
  onSignOut: (() => void) | null;
}

const PAGES = [
  ["overview", "Overview"],
  ["alerts", "Alerts"],
  ["advice", "Recommendations"],
  ["configurations", "Configurations"],
] as const;

export function TopBar({ view, onView, openAlerts, live, theme, onSignOut }: TopBarProps) {
  const { session } = useDesk();
  const current = view.page === "cache" ? "overview" : view.page;
  return (
    <header className="bar">
      <Wordmark />
      <nav aria-label="Dashboard" className="tabs">
        {PAGES.map(([page, label]) => (
          <button key={page} type="button" aria-current={current === page ? "page" : undefined} onClick={() => onView({ page })}>
            {label}
            {page === "alerts" && openAlerts > 0 && (
              <span className="tally hot">
                {openAlerts}
                <span className="sr-only"> open</span>
              </span>
            )}
          </button>
        ))}
      </nav>
      <div className="bar-end">
        <LinkState link={live.link} />
        {theme && <ThemeButton {...theme} />}
        <span className="who" title={`Signed in as ${session.subject}`}>
          {session.role}
        </span>
        {onSignOut && (
          <button type="button" className="button quiet icon-only" aria-label="Sign out" title="Sign out" onClick={onSignOut}>
            <Icon name="out" />
          </button>
        )}
      </div>
    </header>
  );
}

const NEXT: Record<Choice, Choice> = { system: "light", light: "dark", dark: "system" };
const ICONS = { system: "auto", light: "sun", dark: "moon" } as const;

function ThemeButton({ choice, choose }: ThemeSwitch) {
  const label = `Theme: ${choice}. Change to ${NEXT[choice]}`;
  return (
    <button type="button" className="button quiet icon-only" aria-label={label} title={label} onClick={() => choose(NEXT[choice])}>
      <Icon name={ICONS[choice]} />
    </button>
  );
}
