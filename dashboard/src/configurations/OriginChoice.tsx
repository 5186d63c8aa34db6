import { useId } from "react";
import { valueAt, type Draft } from "./draft";

/** Whether misses have somewhere to go. A database origin is shown and kept; its columns are edited through the API. */
export function OriginChoice({ draft, onChange }: { draft: Draft; onChange(draft: Draft): void }) {
  const id = useId();
  const type = String(valueAt(draft, "/origin/type") ?? "none");
  const choose = (next: string) => {
    if (next === type) return;
    onChange({ ...draft, origin: next === "http" ? { type: "http", url_template: "" } : null });
  };
  return (
    <div className="field">
      <label htmlFor={id}>Misses go to</label>
      <select id={id} value={type} onChange={(event) => choose(event.target.value)}>
        <option value="none">Nowhere (what is not there is a miss)</option>
        <option value="http">An HTTP service</option>
        {type === "database" && <option value="database">A database table</option>}
      </select>
      {type === "database" && (
        <p className="hint">
          Table {String(valueAt(draft, "/origin/table"))} of {String(valueAt(draft, "/origin/datasource"))}; its columns are
          set through the API.
        </p>
      )}
    </div>
  );
}
