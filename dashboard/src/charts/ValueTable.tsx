import { text, type Quantity } from "../format/quantity";
import { clock } from "../format/time";
import type { Line } from "./plot";

interface ValueTableProps {
  title: string;
  lines: readonly Line[];
  times: readonly number[];
  columns: readonly (readonly (number | null)[])[];
  format(value: number | null | undefined): Quantity;
}

const STEP_SECONDS = 60;

/** The chart in words: one row a minute, newest first, for readers who cannot or would rather not read a curve. */
export function ValueTable({ title, lines, times, columns, format }: ValueTableProps) {
  return (
    <div className="value-table" tabIndex={0} role="region" aria-label={`${title}, values`}>
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">Time</th>
            {lines.map((line) => (
              <th scope="col" className="num" key={line.key}>
                {line.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rowsOf(times).map((row) => (
            <tr key={times[row]}>
              <th scope="row">{clock((times[row] ?? 0) * 1000)}</th>
              {columns.map((column, i) => (
                <td className="num" key={lines[i]?.key}>
                  {text(format(column[row]))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Indexes of the newest moment and of one about each full step before it. */
export function rowsOf(times: readonly number[]): number[] {
  const rows: number[] = [];
  let next = Infinity;
  for (let i = times.length - 1; i >= 0; i--) {
    const t = times[i] ?? 0;
    if (t > next) continue;
    rows.push(i);
    next = t - STEP_SECONDS;
  }
  return rows;
}
