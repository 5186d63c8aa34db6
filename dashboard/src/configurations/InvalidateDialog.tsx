import { useId, useState, type FormEvent } from "react";
import { plural } from "../format/words";
import { Dialog } from "../parts/Dialog";
import { Failure } from "../parts/Notes";
import { useDesk } from "../session/desk";
import type { InvalidationAnswer } from "../wire/types";
import { HOW_LABELS, invalidationOf, type How, type Invalidation } from "./invalidation";

const EMPTY: Invalidation = { how: "keys", selector: "", soft: false, cdn: false, reason: "" };

/** Throws copies away by key, tag, pattern, or all; a dry run says beforehand how many that would be. */
export function InvalidateDialog({ cacheName, onClose }: { cacheName: string; onClose(): void }) {
  const id = useId();
  const { client, say } = useDesk();
  const [asked, setAsked] = useState(EMPTY);
  const [preview, setPreview] = useState<InvalidationAnswer | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);

  const change = (part: Partial<Invalidation>) => {
    setAsked({ ...asked, ...part });
    setPreview(null);
    setError(null);
  };

  const run = async (dryRun: boolean) => {
    setBusy(true);
    setError(null);
    try {
      const body = invalidationOf(cacheName, asked, dryRun);
      const answer = await client.send<InvalidationAnswer>("POST", "invalidations/invalidate_keys/", body);
      if (dryRun) setPreview(answer);
      else {
        say(`Invalidated ${found(answer)} of ${cacheName}.`);
        onClose();
      }
    } catch (failure) {
      setError(failure);
    }
    setBusy(false);
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    void run(false);
  };
  const ready = !busy && (asked.how === "all" || asked.selector.trim() !== "");

  return (
    <Dialog title={`Invalidate in ${cacheName}`} lead="Copies are dropped in every tier and on every node; the next read loads anew." onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <fieldset className="field">
          <legend>What</legend>
          <div className="checks">
            {(Object.keys(HOW_LABELS) as How[]).map((how) => (
              <label key={how} className="check">
                <input type="radio" name={`${id}-how`} checked={asked.how === how} onChange={() => change({ how })} />
                {HOW_LABELS[how].choice}
              </label>
            ))}
          </div>
        </fieldset>
        {asked.how !== "all" && (
          <div className="field">
            <label htmlFor={`${id}-selector`}>{HOW_LABELS[asked.how].label}</label>
            <textarea
              id={`${id}-selector`}
              rows={asked.how === "pattern" ? 1 : 3}
              spellCheck={false}
              placeholder={HOW_LABELS[asked.how].example}
              value={asked.selector}
              onChange={(event) => change({ selector: event.target.value })}
            />
          </div>
        )}
        <div className="checks">
          <label className="check">
            <input type="checkbox" checked={asked.soft} onChange={(event) => change({ soft: event.target.checked })} />
            Soft: keep serving while it reloads
          </label>
          <label className="check">
            <input type="checkbox" checked={asked.cdn} onChange={(event) => change({ cdn: event.target.checked })} />
            On the CDN too
          </label>
        </div>
        <div className="field">
          <label htmlFor={`${id}-reason`}>Reason</label>
          <input id={`${id}-reason`} value={asked.reason} maxLength={500} onChange={(event) => change({ reason: event.target.value })} />
        </div>
        <p className="preview" aria-live="polite">
          {preview && `This would drop ${found(preview)}.`}
        </p>
        <Failure error={error} />
        <div className="dialog-actions">
          <button type="button" className="button" disabled={!ready} onClick={() => void run(true)}>
            Dry run
          </button>
          <button type="submit" className="button danger" disabled={!ready}>
            {asked.how === "all" ? "Invalidate everything" : "Invalidate"}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

const found = (answer: InvalidationAnswer | null) =>
  answer?.keys == null ? "an unknown number of keys" : `${answer.estimated ? "about " : ""}${plural(answer.keys, "key")}`;
