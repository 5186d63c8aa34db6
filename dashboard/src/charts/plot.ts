import type uPlot from "uplot";
import { text, type Quantity } from "../format/quantity";
import type { Palette } from "./colours";

export interface Line {
  key: string;
  label: string;
}

export interface PlotSpec {
  lines: readonly Line[];
  format(value: number | null): Quantity;
  /** The least range shown, so that noise around a constant stays small. */
  least: number;
  /** Hard limits of the axis, where the metric has them. */
  floor: number | null;
  ceiling: number | null;
}

const FONT = '11px "Inter Variable", system-ui, sans-serif';

/** How one chart is drawn: shared time axis, own unit axis, gaps left open. */
export function optionsOf(spec: PlotSpec, palette: Palette, size: { width: number; height: number }): uPlot.Options {
  return {
    ...size,
    padding: [8, 20, 0, 0],
    legend: { show: false },
    cursor: {
      sync: { key: "terrace", setSeries: false },
      drag: { x: false, y: false },
      points: { size: 6, width: 2, fill: palette.surface },
    },
    scales: { x: { time: true }, y: { range: (_, low, high) => rangeOf(spec, low, high) } },
    axes: [
      {
        stroke: palette.axis,
        font: FONT,
        size: 26,
        gap: 6,
        space: 70,
        grid: { show: false },
        ticks: { stroke: palette.grid, size: 4, width: 1 },
        values: (_, splits) => splits.map(hourMinute),
      },
      {
        stroke: palette.axis,
        font: FONT,
        size: 56,
        gap: 8,
        space: 34,
        grid: { stroke: palette.grid, width: 1 },
        ticks: { show: false },
        values: (_, splits) => splits.map((split) => trimmed(text(spec.format(split)))),
      },
    ],
    series: [
      {},
      ...spec.lines.map((line, i) => ({
        label: line.label,
        stroke: palette.series[i % palette.series.length] ?? palette.axis,
        width: 1.5,
        spanGaps: false,
        points: { show: false },
      })),
    ],
  };
}

/** Axis labels say 5 ms where a reading says 5.00 ms. */
export const trimmed = (label: string) => label.replace(/(\.\d*?)0+(?!\d)/, "$1").replace(/\.(?!\d)/, "");

/** A range with room above and below that never leaves the metric's own limits. */
export function rangeOf(spec: Pick<PlotSpec, "least" | "floor" | "ceiling">, low: number, high: number): [number, number] {
  if (low == null || high == null || !Number.isFinite(low) || !Number.isFinite(high)) {
    return [spec.floor ?? 0, spec.ceiling ?? (spec.floor ?? 0) + spec.least];
  }
  const room = Math.max((high - low) * 0.12, (spec.least - (high - low)) / 2);
  let bottom = low - room;
  let top = high + room;
  if (spec.floor !== null && bottom < spec.floor) {
    top += Math.max(0, spec.least - (top - spec.floor));
    bottom = spec.floor;
  }
  if (spec.ceiling !== null && top > spec.ceiling) {
    bottom = Math.max(spec.floor ?? -Infinity, Math.min(bottom, spec.ceiling - spec.least));
    top = spec.ceiling;
  }
  return [bottom, top];
}

function hourMinute(epochSeconds: number): string {
  const at = new Date(epochSeconds * 1000);
  const seconds = at.getSeconds();
  const two = (n: number) => String(n).padStart(2, "0");
  return `${two(at.getHours())}:${two(at.getMinutes())}${seconds ? `:${two(seconds)}` : ""}`;
}
