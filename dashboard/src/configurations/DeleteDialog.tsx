import { useState } from "react";
import { Dialog } from "../parts/Dialog";
import { Failure } from "../parts/Notes";
import { useDesk } from "../session/desk";
import type { Configuration } from "../wire/configuration";

interface DeleteDialogProps {
  configuration: Configuration;
  onClose(): void;
  onDeleted(): void;
}

/** Says what will be gone before it is gone. */
export function DeleteDialog({ configuration, onClose, onDeleted }: DeleteDialogProps) {
  const { client, say } = useDesk();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const run = async () => {
    setBusy(true);
    try {
      await client.send("DELETE", `configurations/${configuration.id}/`);
      say(`${configuration.name} deleted.`);
      onDeleted();
      onClose();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={`Delete ${configuration.name}?`}
      lead="The configuration and everything this cache holds are dropped, and requests to it are answered 404. This cannot be undone."
      onClose={onClose}
    >
      <Failure error={error} />
      <div className="dialog-actions">
        <button type="button" className="button" onClick={onClose}>
          Keep it
        </button>
        <button type="button" className="button danger" disabled={busy} onClick={run}>
          Delete {configuration.name}
        </button>
      </div>
    </Dialog>
  );
}
