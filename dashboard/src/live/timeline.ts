/** Live frames come once a second; a longer silence than this is shown. */
const LIVE_GAP_MS = 3500;

/**
 * The last minutes of every series in columns that share one time axis, as the charts want them. Live frames are
 * authoritative; history only fills times that no live frame covers, so that a reload or a lost connection leaves a
 * gap exactly where nothing is known.
 */
export class Timeline {
  readonly spanMs: number;
  #times: number[] = [];
  #live: boolean[] = [];
  #columns = new Map<string, (number | null)[]>();

  constructor(spanMs = 15 * 60_000) {
    this.spanMs = spanMs;
  }

  /** Epoch seconds, ascending. */
  get times(): readonly number[] {
    return this.#times;
  }

  get keys(): string[] {
    return [...this.#columns.keys()];
  }

  column(key: string): readonly (number | null)[] {
    return this.#columns.get(key) ?? new Array<null>(this.#times.length).fill(null);
  }

  /** Appends a live frame. A pause of more than `gapMs` before it becomes a row of nulls, so that no line bridges it. */
  append(atMs: number, values: Map<string, number | null>, gapMs = LIVE_GAP_MS): void {
    const t = atMs / 1000;
    const last = this.#times.at(-1);
    if (last !== undefined && t <= last) return;
    if (last !== undefined && t - last > gapMs / 1000) this.#push(last + 0.001, new Map(), false);
    this.#push(t, values, true);
    this.#trim(t - this.spanMs / 1000);
  }

  /**
   * Lays history under the live frames; points within half a step of a live frame are left out. Where history meets
   * live frames, up to three steps are bridged: the newest step is not complete when it is asked for.
   */
  fill(history: Map<string, [number, number | null][]>, stepMs: number): void {
    const step = stepMs / 1000;
    const live = this.#times.filter((_, i) => this.#live[i]);
    const rows = this.#known();
    for (const [key, points] of history) {
      for (const [atMs, value] of points) {
        const t = atMs / 1000;
        if (nearest(live, t) < step / 2) continue;
        const row = rows.get(t) ?? new Map<string, number | null>();
        row.set(key, value);
        rows.set(t, row);
      }
    }
    const liveSet = new Set(live);
    this.#times = [];
    this.#live = [];
    this.#columns = new Map();
    let last: number | undefined;
    for (const t of [...rows.keys()].sort((a, b) => a - b)) {
      if (last !== undefined && t - last > longest(liveSet.has(last), liveSet.has(t), step)) {
        this.#push(last + 0.001, new Map(), false);
      }
      this.#push(t, rows.get(t) ?? new Map(), liveSet.has(t));
      last = t;
    }
    if (last !== undefined) this.#trim(last - this.spanMs / 1000);
  }

  /** All rows that say something, by time: what an earlier recall brought stays if the next one brings less. */
  #known(): Map<number, Map<string, number | null>> {
    const rows = new Map<number, Map<string, number | null>>();
    this.#times.forEach((t, i) => {
      const row = new Map([...this.#columns].map(([key, column]): [string, number | null] => [key, column[i] ?? null]));
      if (this.#live[i] || [...row.values()].some((value) => value !== null)) rows.set(t, row);
    });
    return rows;
  }

  #push(t: number, values: Map<string, number | null>, live: boolean): void {
    const rows = this.#times.length;
    for (const key of values.keys()) {
      if (!this.#columns.has(key)) this.#columns.set(key, new Array<null>(rows).fill(null));
    }
    this.#times.push(t);
    this.#live.push(live);
    for (const [key, column] of this.#columns) column.push(values.get(key) ?? null);
  }

  #trim(from: number): void {
    const first = this.#times.findIndex((t) => t >= from);
    if (first <= 0) return;
    this.#times.splice(0, first);
    this.#live.splice(0, first);
    for (const [key, column] of this.#columns) {
      column.splice(0, first);
      if (column.every((value) => value === null)) this.#columns.delete(key);
    }
  }
}

/** Seconds between two neighbours that a line may still bridge, by whether each of them is a live frame. */
function longest(before: boolean, after: boolean, step: number): number {
  if (before && after) return LIVE_GAP_MS / 1000;
  return before === after ? step * 1.9 : step * 3;
}

/** Distance from `t` to the nearest of the ascending `times`. */
function nearest(times: readonly number[], t: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if ((times[mid] ?? 0) < t) low = mid + 1;
    else high = mid;
  }
  return Math.min(Math.abs((times[low] ?? Infinity) - t), Math.abs((times[low - 1] ?? -Infinity) - t));
}
