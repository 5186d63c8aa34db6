import { useMemo, useState } from "react";
import { Desktop } from "./Desktop";
import { Empty } from "./parts/Notes";
import { SignIn } from "./session/SignIn";
import { ThemeContext, storeChoice, storedChoice, useResolved, type Choice } from "./session/theme";
import { useSession } from "./session/useSession";
import { Client, type Access } from "./wire/client";
import { sentence } from "./wire/problem";
import type { Pace } from "./live/follow";
import "./styles/index.css";

export interface CachingDashboardProps extends Access {
  /** "system" (the default) follows the machine and offers a switch; a fixed theme takes the switch away. */
  theme?: Choice;
  /** "hash" keeps the open page in the address, for an app of its own; a panel inside another page uses "memory". */
  routing?: "memory" | "hash";
  /** How eagerly a lost connection is tried again. */
  pace?: Pace;
}

/**
 * The live dashboard of a Terrace suite. Without properties it speaks to the page's own origin with the session cookie
 * and shows a sign-in page when there is none. In another admin panel: `baseUrl` with `token`, or with a `fetch` that
 * adds the credentials.
 */
export default function CachingDashboard(props: CachingDashboardProps) {
  const { baseUrl, token, fetch, routing = "memory" } = props;
  const client = useMemo(() => new Client({ baseUrl, token, fetch }), [baseUrl, token, fetch]);
  const [choice, setChoice] = useState<Choice>(() => props.theme ?? storedChoice());
  const theme = useResolved(props.theme && props.theme !== "system" ? props.theme : choice);
  const [root, setRoot] = useState<HTMLElement | null>(null);
  const { state, close, signIn, signOut } = useSession(client, props.pace?.delays[2]);

  const choose = (next: Choice) => {
    setChoice(next);
    storeChoice(next);
  };

  return (
    <ThemeContext value={theme}>
      <div className="terrace" data-theme={theme} ref={setRoot}>
        {state.state === "open" && (
          <Desktop
            client={client}
            session={state.session}
            root={root}
            routing={routing}
            pace={props.pace}
            theme={props.theme && props.theme !== "system" ? null : { choice, choose }}
            onSignedOut={close}
            onSignOut={token ? null : signOut}
          />
        )}
        {state.state === "closed" &&
          (token ? (
            <Empty title="Not signed in">The gateway refuses the token that this panel was given.</Empty>
          ) : (
            <SignIn onSignIn={signIn} />
          ))}
        {state.state === "unknown" && (
          <main className="gate" role="status">
            <Empty title="The suite cannot be reached">{sentence(state.error)} Trying again every few seconds.</Empty>
          </main>
        )}
      </div>
    </ThemeContext>
  );
}
