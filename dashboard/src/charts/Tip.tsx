import { text, type Quantity } from "../format/quantity";
import { clock } from "../format/time";
import type { Line } from "./plot";

interface TipProps {
  /** Pixels from the left edge of the plot, and whether that is in its right half. */
  left: number;
  flip: boolean;
  at: number;
  lines: readonly Line[];
  hidden: ReadonlySet<string>;
  valueOf(index: number): Quantity;
}

/** What all lines say at the moment under the cursor. The same moment is shown in every chart of the page. */
export function Tip({ left, flip, at, lines, hidden, valueOf }: TipProps) {
  return (
    <div className="chart-tip" data-flip={flip || undefined} style={{ left }} aria-hidden="true">
      <div className="chart-tip-time">{clock(at * 1000)}</div>
      {lines.map((line, i) =>
        hidden.has(line.key) ? null : (
          <div className="chart-tip-row" key={line.key}>
            <span className={`swatch series-${(i % 6) + 1}`} />
            <span>{line.label}</span>
            <span className="num">{text(valueOf(i))}</span>
          </div>
        ),
      )}
    </div>
  );
}
