import { words } from "../format/words";

/** Evidence has no fixed shape: lists become lists, objects become pairs, and what is nested stays readable. */
export function Evidence({ of, label = "Evidence" }: { of: unknown; label?: string }) {
  if (isEmpty(of)) return null;
  return (
    <details className="evidence">
      <summary>{label}</summary>
      <Node of={of} />
    </details>
  );
}

function Node({ of }: { of: unknown }) {
  if (Array.isArray(of)) {
    const shown = of.slice(0, 12);
    return (
      <ul>
        {shown.map((item, i) => (
          <li key={i}>
            <Node of={item} />
          </li>
        ))}
        {of.length > shown.length && <li>and {of.length - shown.length} more</li>}
      </ul>
    );
  }
  if (typeof of === "object" && of !== null) {
    return (
      <dl>
        {Object.entries(of)
          .filter(([, value]) => !isEmpty(value))
          .map(([name, value]) => (
            <div key={name}>
              <dt>{words(name)}</dt>
              <dd>
                <Node of={value} />
              </dd>
            </div>
          ))}
      </dl>
    );
  }
  return <>{plain(of)}</>;
}

export function plain(value: unknown): string {
  if (typeof value === "number") return value.toLocaleString("en-US", { maximumFractionDigits: 4 });
  if (typeof value === "boolean") return value ? "on" : "off";
  return value === null || value === undefined ? "none" : typeof value === "object" ? JSON.stringify(value) : String(value);
}

const isEmpty = (value: unknown) =>
  value === null ||
  value === undefined ||
  value === "" ||
  (typeof value === "object" && Object.keys(value as object).length === 0);
