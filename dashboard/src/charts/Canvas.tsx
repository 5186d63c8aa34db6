import { useEffect, useRef, type KeyboardEvent, type ReactNode } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { useTheme } from "../session/theme";
import { paletteOf } from "./colours";
import { optionsOf, type PlotSpec } from "./plot";

const HEIGHT = 180;

interface CanvasProps {
  spec: PlotSpec;
  label: string;
  times: readonly number[];
  columns: readonly (readonly (number | null)[])[];
  hidden: ReadonlySet<string>;
  /** Seconds that the time axis shows. */
  span: number;
  onCursor(cursor: Cursor | null): void;
  children?: ReactNode;
}

/** A moment that is looked at: its row, and where it lies on the page. */
export interface Cursor {
  index: number;
  left: number;
  flip: boolean;
}

/** uPlot inside React: made once a theme and set of lines, then only fed. Arrow keys move the cursor. */
export default function Canvas({ spec, label, times, columns, hidden, span, onCursor, children }: CanvasProps) {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(null);
  const theme = useTheme();
  const report = useRef(onCursor);
  report.current = onCursor;
  const identity = spec.lines.map((line) => line.key).join("|");

  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const options = optionsOf(spec, paletteOf(element), { width: element.clientWidth || 300, height: HEIGHT });
    options.hooks = { setCursor: [(u) => report.current(cursorOf(u))] };
    const made = new uPlot(options, [[], ...spec.lines.map(() => [])], element);
    plot.current = made;
    const observer = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height: HEIGHT }));
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.destroy();
      plot.current = null;
    };
    // The specification is made anew at each render; its lines and the theme decide whether it changed.
  }, [identity, theme]);

  useEffect(() => {
    const made = plot.current;
    if (!made) return;
    const end = times.at(-1);
    made.batch(() => {
      spec.lines.forEach((line, i) => {
        if (made.series[i + 1]?.show === hidden.has(line.key)) made.setSeries(i + 1, { show: !hidden.has(line.key) });
      });
      made.setData([times as number[], ...columns.map((c) => c as (number | null)[])], false);
      made.setScale("x", end === undefined ? { min: 0, max: span } : { min: end - span, max: end });
    });
  });

  const onKeyDown = (event: KeyboardEvent) => {
    const made = plot.current;
    const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, PageUp: -30, PageDown: 30 };
    const step = steps[event.key];
    if (!made || step === undefined || times.length === 0) return;
    event.preventDefault();
    const from = made.cursor.idx ?? times.length - 1;
    const to = Math.min(Math.max(from + step, 0), times.length - 1);
    made.setCursor({ left: made.valToPos(times[to] ?? 0, "x"), top: 0 });
  };

  return (
    <div
      ref={host}
      className="chart-canvas"
      tabIndex={0}
      role="group"
      aria-label={`${label}. Left and right arrow keys read single moments.`}
      onKeyDown={onKeyDown}
      onBlur={() => plot.current?.setCursor({ left: -10, top: -10 })}
    >
      {children}
    </div>
  );
}

function cursorOf(u: uPlot): Cursor | null {
  const { idx, left } = u.cursor;
  if (idx == null || left == null || left < 0) return null;
  const plotWidth = u.bbox.width / devicePixelRatio;
  return { index: idx, left: left + u.bbox.left / devicePixelRatio, flip: left > plotWidth / 2 };
}
