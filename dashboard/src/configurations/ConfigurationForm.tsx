import { useEffect, useRef, useState, type FormEvent } from "react";
import { words } from "../format/words";
import { Dialog } from "../parts/Dialog";
import { Failure } from "../parts/Notes";
import { useDesk } from "../session/desk";
import { PRESETS, type Configuration } from "../wire/configuration";
import { Problem } from "../wire/problem";
import { DEFAULTS, PRESET_TTL, bodyOf, draftOf, valueAt, withValue, type Draft } from "./draft";
import { GROUPS, fieldFor, type FieldSpec } from "./fields";
import { FormField } from "./FormField";
import { OriginChoice } from "./OriginChoice";

interface ConfigurationFormProps {
  /** What is edited; null makes a new one. */
  configuration: Configuration | null;
  onClose(): void;
  onSaved(): void;
}

/** Creates or edits a configuration. The server is the judge: what it objects to is shown at the field it names. */
export function ConfigurationForm({ configuration, onClose, onSaved }: ConfigurationFormProps) {
  const { client, say } = useDesk();
  const form = useRef<HTMLFormElement>(null);
  const [base, setBase] = useState(configuration);
  const [draft, setDraft] = useState<Draft>(() => draftOf(configuration));
  const [preset, setPreset] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const { byField, rest } = objections(error);

  useEffect(() => {
    const wrong = form.current?.querySelector<HTMLElement>('[aria-invalid="true"], fieldset[tabindex="-1"]');
    wrong?.focus();
  }, [error]);

  const save = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      if (base) await client.send("PUT", `configurations/${base.id}/`, bodyOf(draft));
      else await client.send("POST", `configurations/${preset ? `?preset=${preset}` : ""}`, bodyOf(draft));
      say(base ? "Configuration saved; it is live on every node." : "Cache created.");
      onSaved();
      onClose();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };

  const reload = async () => {
    const fresh = await client.get<Configuration>(`configurations/${base?.id}/`);
    setBase(fresh);
    setDraft(draftOf(fresh));
    setError(null);
  };

  const fallbackOf = (spec: FieldSpec) =>
    spec.pointer === "/ttl_seconds" && preset ? PRESET_TTL[preset] : base && spec.pointer !== "/origin/writable" ? undefined : valueAt(DEFAULTS, spec.pointer);
  const conflict = base !== null && error instanceof Problem && (error.status === 409 || error.status === 412);

  return (
    <Dialog sheet title={base ? `Edit ${base.name}` : "New cache"} lead={base ? `Version ${base.version}` : "Only a name is needed; the rest has sensible defaults."} onClose={onClose}>
      <form ref={form} className="stack" onSubmit={save} noValidate>
        {!base && (
          <div className="field">
            <label htmlFor="terrace-preset">Preset</label>
            <select id="terrace-preset" value={preset} onChange={(event) => setPreset(event.target.value)}>
              <option value="">None</option>
              {PRESETS.map((name) => (
                <option key={name} value={name}>
                  {words(name)}
                </option>
              ))}
            </select>
          </div>
        )}
        {GROUPS.map((group) => {
          const fields = group.fields.filter((spec) => applies(spec, draft, base));
          const inner = (
            <div className="fields">
              {group.title === "Origin" && <OriginChoice draft={draft} onChange={setDraft} />}
              {fields.map((spec) => (
                <FormField
                  key={spec.pointer}
                  spec={spec}
                  value={valueAt(draft, spec.pointer)}
                  fallback={fallbackOf(spec)}
                  error={byField.get(spec.pointer)}
                  onChange={(value) => setDraft(withValue(draft, spec.pointer, value))}
                />
              ))}
            </div>
          );
          const wrong = fields.some((spec) => byField.has(spec.pointer));
          return group.further ? (
            <details key={group.title} className="group" {...(wrong ? { open: true } : {})}>
              <summary>{group.title}</summary>
              {inner}
            </details>
          ) : (
            <fieldset key={group.title} className="group">
              <legend>{group.title}</legend>
              {inner}
            </fieldset>
          );
        })}
        {rest.length > 0 && (
          <Failure error={new Error(rest.join(" "))} onRetry={conflict ? reload : undefined} retry="Load present state" />
        )}
        <div className="dialog-actions sticky">
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="button primary" disabled={busy}>
            {base ? "Save" : "Create cache"}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function applies(spec: FieldSpec, draft: Draft, base: Configuration | null): boolean {
  if (spec.when === "create") return base === null;
  if (spec.when === "multi_level") return (draft["cache_type"] ?? "multi_level") === "multi_level";
  if (spec.when === "http_origin") return valueAt(draft, "/origin/type") === "http";
  return true;
}

/** The server's objections: those about fields of the form at their fields, all others as sentences. */
function objections(error: unknown): { byField: Map<string, string>; rest: string[] } {
  const byField = new Map<string, string>();
  const rest: string[] = [];
  if (!error) return { byField, rest };
  for (const { pointer, detail } of error instanceof Problem ? error.errors : []) {
    const field = fieldFor(pointer);
    if (field) byField.set(field, [byField.get(field), detail].filter(Boolean).join(" "));
    else rest.push(`${pointer}: ${detail}`);
  }
  if (error instanceof Problem && error.status === 409) rest.push(`${error.message} Load the present state to go on from there.`);
  else if (byField.size === 0 && rest.length === 0) rest.push(error instanceof Error ? error.message : String(error));
  else if (byField.size > 0) rest.unshift("Nothing was saved: see the marked fields.");
  return { byField, rest };
}
