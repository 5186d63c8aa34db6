import type { Severity } from "../wire/types";

interface IconProps {
  name: keyof typeof PATHS;
  size?: number;
}

const PATHS = {
  sun: "M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM8 1.5v1.2M8 13.3v1.2M1.5 8h1.2M13.3 8h1.2M3.4 3.4l.85.85M11.75 11.75l.85.85M3.4 12.6l.85-.85M11.75 4.25l.85-.85",
  moon: "M13.2 9.7A5.7 5.7 0 0 1 6.3 2.8a5.7 5.7 0 1 0 6.9 6.9Z",
  auto: "M8 2.2a5.8 5.8 0 1 0 0 11.6V2.2Z M8 2.2a5.8 5.8 0 0 1 0 11.6",
  out: "M6 2.5H3.5a1 1 0 0 0-1 1v9a1 1 0 0 0 1 1H6M10.5 11l3-3-3-3M13.2 8H6.5",
  back: "M9.5 3.5 5 8l4.5 4.5",
  next: "M6.5 3.5 11 8l-4.5 4.5",
  close: "m4 4 8 8M12 4l-8 8",
  plus: "M8 3.2v9.6M3.2 8h9.6",
  edit: "m3 13 .6-2.7 7.3-7.3a1 1 0 0 1 1.4 0l.7.7a1 1 0 0 1 0 1.4L5.7 12.4 3 13Z",
  trash: "M3 4.5h10M6.5 4.5v-1a1 1 0 0 1 1-1h1a1 1 0 0 1 1 1v1M4.5 4.5l.5 8a1 1 0 0 0 1 1h4a1 1 0 0 0 1-1l.5-8",
  sweep: "M13 3v3.2H9.8M3 13V9.8h3.2M12.6 6.2A5 5 0 0 0 4 5M3.4 9.8A5 5 0 0 0 12 11",
  check: "m3.5 8.5 3 3 6-7",
  table: "M2.5 3.5h11v9h-11zM2.5 6.5h11M2.5 9.5h11M6.5 3.5v9",
  chart: "M2.5 13.5h11M3.5 10.5l3-3.5 2.5 2 3.5-5",
  up: "M8 12.5v-9M4.5 7 8 3.5 11.5 7",
  down: "M8 3.5v9M4.5 9 8 12.5 11.5 9",
} as const;

export function Icon({ name, size = 16 }: IconProps) {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}

const SHAPES: Record<Severity, string> = {
  critical: "M5.2 1.5h5.6l3.7 3.7v5.6l-3.7 3.7H5.2l-3.7-3.7V5.2z",
  high: "M8 1.4 15.2 14H.8z",
  medium: "M8 1 15 8l-7 7-7-7z",
  low: "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8z",
};

/** Severity has a shape, a word and a colour, in that order of importance. */
export function SeverityMark({ severity, word = true }: { severity: Severity; word?: boolean }) {
  return (
    <span className={`severity ${severity}`}>
      <svg width="13" height="13" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
        <path d={SHAPES[severity] ?? SHAPES.low} />
      </svg>
      <span className={word ? "" : "sr-only"}>{severity.charAt(0).toUpperCase() + severity.slice(1)}</span>
    </span>
  );
}
