import { useId } from "react";
import { duration } from "../format/time";
import { words } from "../format/words";
import { TIERS } from "../wire/configuration";
import { toggledTiers } from "./draft";
import type { FieldSpec } from "./fields";

interface FormFieldProps {
  spec: FieldSpec;
  value: unknown;
  /** What the server takes when the field stays empty. */
  fallback: unknown;
  error: string | undefined;
  onChange(value: unknown): void;
}

/** Label, control, hint, and the server's objection right where it belongs. */
export function FormField({ spec, value, fallback, error, onChange }: FormFieldProps) {
  const id = useId();
  const note = error ?? noteOf(spec, value ?? fallback);
  const shared = {
    id,
    "aria-invalid": error ? (true as const) : undefined,
    "aria-describedby": note ? `${id}-note` : undefined,
    "data-pointer": spec.pointer,
  };
  const noteLine = note && (
    <p id={`${id}-note`} className={error ? "field-error" : "hint"}>
      {note}
    </p>
  );

  if (spec.kind === "tiers") {
    const tiers = (value ?? fallback ?? []) as string[];
    return (
      <fieldset className="field" aria-describedby={shared["aria-describedby"]} data-pointer={spec.pointer} tabIndex={error ? -1 : undefined}>
        <legend>{spec.label}</legend>
        <div className="checks">
          {TIERS.map((tier) => (
            <label key={tier} className="check">
              <input type="checkbox" checked={tiers.includes(tier)} onChange={() => onChange(toggledTiers(tiers, tier))} />
              {words(tier)}
            </label>
          ))}
        </div>
        {noteLine}
      </fieldset>
    );
  }
  if (spec.kind === "switch") {
    return (
      <div className="field">
        <label className="check">
          <input {...shared} type="checkbox" checked={Boolean(value ?? fallback)} onChange={(e) => onChange(e.target.checked)} />
          {spec.label}
        </label>
        {noteLine}
      </div>
    );
  }
  return (
    <div className="field">
      <label htmlFor={id}>{spec.label}</label>
      {spec.kind === "choice" ? (
        <select {...shared} value={String(value ?? fallback ?? "")} onChange={(e) => onChange(e.target.value)}>
          {optionsOf(spec, value).map((option) => (
            <option key={option} value={option}>
              {words(option)}
            </option>
          ))}
        </select>
      ) : (
        <span className="with-unit">
          <input
            {...shared}
            type={spec.kind === "number" ? "number" : "text"}
            step="any"
            spellCheck={false}
            autoComplete="off"
            placeholder={fallback == null ? "" : String(fallback)}
            value={value == null ? "" : String(value)}
            onChange={(e) => onChange(read(spec, e.target.value))}
          />
          {spec.unit && <span className="unit-tag">{spec.unit}</span>}
        </span>
      )}
      {noteLine}
    </div>
  );
}

/** A value that a newer server knows and this page does not is kept as a choice. */
function optionsOf(spec: FieldSpec, value: unknown): string[] {
  const options = [...(spec.options ?? [])];
  if (typeof value === "string" && !options.includes(value)) options.push(value);
  return options;
}

function read(spec: FieldSpec, entered: string): unknown {
  if (entered === "") return undefined;
  return spec.kind === "number" ? Number(entered) : entered;
}

function noteOf(spec: FieldSpec, value: unknown): string | undefined {
  if (spec.unit === "s" && typeof value === "number" && value >= 60) return `${duration(value)}${spec.hint ? `. ${spec.hint}` : ""}`;
  return spec.hint;
}
