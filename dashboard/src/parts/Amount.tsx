import type { Quantity } from "../format/quantity";

/** Digits with a quiet unit; a missing value says so to screen readers. */
export function Amount({ of, className = "" }: { of: Quantity; className?: string }) {
  if (of.digits === "–") {
    return (
      <span className={`amount none ${className}`}>
        <span aria-hidden="true">–</span>
        <span className="sr-only">no data</span>
      </span>
    );
  }
  return (
    <span className={`amount ${className}`}>
      {of.digits}
      {of.unit && <span className={of.unit.endsWith("/s") ? "unit tight" : "unit"}>{of.unit}</span>}
    </span>
  );
}
