import { useId, useState, type FormEvent } from "react";
import { Dialog } from "../parts/Dialog";
import { Failure } from "../parts/Notes";
import { useDesk } from "../session/desk";
import type { Alert } from "../wire/types";

type Verb = "acknowledge" | "resolve";

/** Acknowledge (somebody is on it) and resolve (it is over): both ask why, for the next one who reads it. */
export function AlertActions({ alert, onChanged }: { alert: Alert; onChanged?: (() => void) | undefined }) {
  const { mayOperate } = useDesk();
  const [asking, setAsking] = useState<Verb | null>(null);
  if (!mayOperate) return null;
  return (
    <div className="alert-actions">
      {alert.status !== "acknowledged" && (
        <button type="button" className="button small" onClick={() => setAsking("acknowledge")}>
          Acknowledge
        </button>
      )}
      <button type="button" className="button small" onClick={() => setAsking("resolve")}>
        Resolve
      </button>
      {asking && <ReasonDialog alert={alert} verb={asking} onClose={() => setAsking(null)} onDone={onChanged} />}
    </div>
  );
}

interface ReasonDialogProps {
  alert: Alert;
  verb: Verb;
  onClose(): void;
  onDone?: (() => void) | undefined;
}

const SAID: Record<Verb, { title: string; lead: string; done: string }> = {
  acknowledge: {
    title: "Acknowledge alert",
    lead: "It stays open and goes on being measured, but counts as known.",
    done: "Alert acknowledged.",
  },
  resolve: {
    title: "Resolve alert",
    lead: "It is closed by hand. If the cause is still there, it will fire again.",
    done: "Alert resolved.",
  },
};

function ReasonDialog({ alert, verb, onClose, onDone }: ReasonDialogProps) {
  const id = useId();
  const { client, say } = useDesk();
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const said = SAID[verb];

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      await client.send("POST", `alerts/${encodeURIComponent(alert.id)}/${verb}/`, { reason: reason.trim() });
      say(said.done);
      onDone?.();
      onClose();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };

  return (
    <Dialog title={said.title} lead={said.lead} onClose={onClose}>
      <form onSubmit={submit} className="stack">
        <label htmlFor={id}>Reason</label>
        <input id={id} value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
        <Failure error={error} />
        <div className="dialog-actions">
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="button primary" disabled={busy || reason.trim() === ""}>
            {said.title}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
