import { useId, useState, type FormEvent } from "react";
import { Problem, sentence } from "../wire/problem";

/** The page before the page: it takes the token once and trades it for a cookie that scripts cannot read. */
export function SignIn({ onSignIn }: { onSignIn(token: string): Promise<void> }) {
  const id = useId();
  const [token, setToken] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      await onSignIn(token.trim());
    } catch (failure) {
      const refused = failure instanceof Problem && failure.status === 401;
      setError(refused ? "This token is not valid. Check that the whole line was copied." : sentence(failure));
      setBusy(false);
    }
  };

  return (
    <main className="gate">
      <form className="gate-card" onSubmit={submit}>
        <Wordmark />
        <h1>Sign in</h1>
        <label htmlFor={id}>Access token</label>
        <input
          id={id}
          type="password"
          autoComplete="current-password"
          autoFocus
          spellCheck={false}
          value={token}
          aria-invalid={error !== null}
          aria-describedby={`${id}-note`}
          onChange={(event) => setToken(event.target.value)}
        />
        <p id={`${id}-note`} className={error ? "field-error" : "hint"} role={error ? "alert" : undefined}>
          {error ?? (
            <>
              An API key, or the admin token that the first start wrote to <code>.terrace/admin.token</code>.
            </>
          )}
        </p>
        <button type="submit" className="button primary" disabled={busy || token.trim() === ""}>
          {busy ? "Signing in…" : "Sign in"}
        </button>
      </form>
    </main>
  );
}

export function Wordmark() {
  return (
    <span className="wordmark">
      <svg width="18" height="18" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
        <path d="M2 4h5M2 8h8.5M2 12h12" />
      </svg>
      Terrace
    </span>
  );
}
