import type { ReactNode } from "react";
import { sentence } from "../wire/problem";

/** Nothing is here yet, and this is what one can do about it. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {children && <div className="empty-text">{children}</div>}
    </div>
  );
}

interface FailureProps {
  error: unknown;
  onRetry?: (() => void) | undefined;
  /** What the button says. */
  retry?: string;
}

/** What failed, in the server's words, with a way to try again. */
export function Failure({ error, onRetry, retry = "Try again" }: FailureProps) {
  if (!error) return null;
  return (
    <div className="failure" role="alert">
      <span>{sentence(error)}</span>
      {onRetry && (
        <button type="button" className="button small" onClick={onRetry}>
          {retry}
        </button>
      )}
    </div>
  );
}

/** A block of the page under a heading. */
export function Section({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className="section" aria-label={title}>
      <header className="section-head">
        <h2>{title}</h2>
        {aside && <div className="section-aside">{aside}</div>}
      </header>
      {children}
    </section>
  );
}
