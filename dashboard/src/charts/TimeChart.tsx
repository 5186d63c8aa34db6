import { Suspense, lazy, useState } from "react";
import { ofMetric, text } from "../format/quantity";
import { clock } from "../format/time";
import { Icon } from "../parts/icons";
import type { Timeline } from "../live/timeline";
import type { Cursor } from "./Canvas";
import type { Line, PlotSpec } from "./plot";
import { Tip } from "./Tip";
import { ValueTable } from "./ValueTable";

interface TimeChartProps {
  title: string;
  metric: string;
  lines: readonly Line[];
  timeline: Timeline;
  /** Under the title: what is left out, or what the lines are. */
  note?: string | undefined;
}

const LIMITS: Record<string, Pick<PlotSpec, "least" | "floor" | "ceiling">> = {
  hit_ratio: { least: 0.1, floor: 0, ceiling: 1 },
  error_rate: { least: 0.02, floor: 0, ceiling: 1 },
  memory_used_percent: { least: 10, floor: 0, ceiling: 100 },
  throughput: { least: 10, floor: 0, ceiling: null },
};
const DEFAULT_LIMITS = { least: 1, floor: 0, ceiling: null };

/** Loaded when the first chart is drawn: numbers need not wait for the drawing code. */
const Canvas = lazy(() => import("./Canvas"));

const drawable = () => typeof CanvasRenderingContext2D !== "undefined" && typeof ResizeObserver !== "undefined";

/** One metric over the last minutes. The legend reads now, a tip the moment under the cursor; a click on the legend hides a line. */
export function TimeChart({ title, metric, lines, timeline, note }: TimeChartProps) {
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [cursor, setCursor] = useState<Cursor | null>(null);
  const [asTable, setAsTable] = useState(!drawable());
  const times = timeline.times;
  const columns = lines.map((line) => timeline.column(line.key));
  const span = timeline.spanMs / 1000;
  const format = (value: number | null | undefined) => ofMetric(metric, value);
  const at = cursor === null ? undefined : times[cursor.index];
  const read = (i: number, row: number) => format(columns[i]?.[row]);

  const toggle = (key: string) => {
    const next = new Set(hidden);
    if (!next.delete(key)) next.add(key);
    setHidden(next);
  };

  return (
    <figure className="chart">
      <figcaption className="chart-head">
        <span className="chart-title">{title}</span>
        <span className="chart-note">{note}</span>
        <button
          type="button"
          className="button quiet icon-only small"
          aria-pressed={asTable}
          aria-label={`${title} as a table`}
          onClick={() => setAsTable(!asTable)}
        >
          <Icon name={asTable ? "chart" : "table"} size={14} />
        </button>
      </figcaption>
      {asTable ? (
        <ValueTable title={title} lines={lines} times={times} columns={columns} format={format} />
      ) : (
        <Suspense fallback={<div className="chart-canvas" />}>
          <Canvas
            label={`${title}, last ${Math.round(span / 60)} minutes`}
            spec={{ lines, format, ...(LIMITS[metric] ?? DEFAULT_LIMITS) }}
            times={times}
            columns={columns}
            hidden={hidden}
            span={span}
            onCursor={setCursor}
          >
            {cursor && at && (
              <Tip {...cursor} at={at} lines={lines} hidden={hidden} valueOf={(i) => read(i, cursor.index)} />
            )}
          </Canvas>
        </Suspense>
      )}
      <ul className="legend" aria-label={`Lines of ${title}`}>
        {lines.map((line, i) => (
          <li key={line.key}>
            <button type="button" aria-pressed={!hidden.has(line.key)} onClick={() => toggle(line.key)}>
              <span className={`swatch series-${(i % 6) + 1}`} aria-hidden="true" />
              <span className="legend-label">{line.label}</span>
              <span className="legend-value">{text(read(i, times.length - 1))}</span>
            </button>
          </li>
        ))}
      </ul>
      <p className="sr-only" aria-live="polite">
        {cursor && at
          ? `${clock(at * 1000)}: ${lines.map((line, i) => `${line.label} ${text(read(i, cursor.index))}`).join(", ")}`
          : ""}
      </p>
    </figure>
  );
}
