interface SparklineProps {
  times: readonly number[];
  values: readonly (number | null)[];
  /** Seconds from the left to the right edge. */
  span: number;
  /** Keeps the scale from making a storm of nothing: the least range that fills the height. */
  least?: number;
  floor?: number;
}

const WIDTH = 120;
const HEIGHT = 28;
const BUCKETS = 60;

/** The shape of the last minutes, without axes; decoration to the number beside it, so hidden from screen readers. */
export function Sparkline({ times, values, span, least = 0, floor }: SparklineProps) {
  const points = thin(times, values, span);
  const known = points.filter((p): p is number => p !== null);
  if (known.length < 2) return <svg className="spark" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true" />;
  let low = Math.min(...known, floor ?? Infinity);
  let high = Math.max(...known);
  if (high - low < least) {
    const middle = (high + low) / 2;
    low = Math.max(middle - least / 2, Math.min(low, floor ?? -Infinity));
    high = low + least;
  }
  const y = (v: number) => HEIGHT - 2 - ((v - low) / (high - low || 1)) * (HEIGHT - 4);
  const x = (i: number) => (i / (BUCKETS - 1)) * WIDTH;
  let path = "";
  points.forEach((p, i) => {
    if (p !== null) path += `${i === 0 || points[i - 1] === null ? "M" : "L"}${x(i).toFixed(1)} ${y(p).toFixed(1)}`;
  });
  return (
    <svg className="spark" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <path d={path} vectorEffect="non-scaling-stroke" />
    </svg>
  );
}

/** Means of equal slices of time that end at the newest; a slice that holds nothing known is null. */
export function thin(times: readonly number[], values: readonly (number | null)[], span: number): (number | null)[] {
  const end = times.at(-1);
  if (end === undefined) return [];
  const sums = new Array<number>(BUCKETS).fill(0);
  const counts = new Array<number>(BUCKETS).fill(0);
  times.forEach((t, i) => {
    const value = values[i];
    const slot = Math.floor(((t - (end - span)) / span) * (BUCKETS - 1e-9));
    const at = Math.min(slot, BUCKETS - 1);
    if (value === null || value === undefined || at < 0) return;
    sums[at] = (sums[at] ?? 0) + value;
    counts[at] = (counts[at] ?? 0) + 1;
  });
  return sums.map((sum, i) => (counts[i] ? sum / (counts[i] ?? 1) : null));
}
