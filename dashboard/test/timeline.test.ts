import { describe, expect, it } from "vitest";
import { Timeline } from "../src/live/timeline";

const frame = (value: number | null) => new Map([["a", value]]);

describe("the timeline", () => {
  it("keeps columns of one length and fills a late series with nulls", () => {
    const line = new Timeline();
    line.append(1000, frame(1));
    line.append(2000, new Map([["a", 2], ["b", 5]]));
    expect(line.times).toEqual([1, 2]);
    expect(line.column("a")).toEqual([1, 2]);
    expect(line.column("b")).toEqual([null, 5]);
    expect(line.column("unknown")).toEqual([null, null]);
  });

  it("leaves a gap where frames were lost", () => {
    const line = new Timeline();
    line.append(1000, frame(1));
    line.append(9000, frame(2));
    expect(line.column("a")).toEqual([1, null, 2]);
  });

  it("ignores a frame that is not newer", () => {
    const line = new Timeline();
    line.append(2000, frame(1));
    line.append(2000, frame(9));
    line.append(1000, frame(9));
    expect(line.column("a")).toEqual([1]);
  });

  it("forgets what is older than its span, and series that have nothing left", () => {
    const line = new Timeline(10_000);
    line.append(0, new Map([["gone", 1]]));
    for (let s = 1; s <= 12; s++) line.append(s * 1000, frame(s));
    expect(line.times[0]).toBe(2);
    expect(line.keys).toEqual(["a"]);
  });

  it("lays history before live frames and keeps those", () => {
    const line = new Timeline();
    line.append(100_000, frame(7));
    line.fill(new Map([["a", [[90_000, 1], [95_000, 2], [98_000, 3]]]]), 5000);
    expect(line.times).toEqual([90, 95, 100]);
    expect(line.column("a")).toEqual([1, 2, 7]);
  });

  it("joins history to live frames though its newest step is missing", () => {
    const line = new Timeline();
    line.append(100_000, frame(7));
    line.fill(new Map([["a", [[70_000, 1], [80_000, 2]]]]), 10_000);
    expect(line.column("a")).toEqual([1, 2, 7]);
  });

  it("keeps what it knew when a later recall brings less", () => {
    const line = new Timeline();
    line.append(100_000, frame(7));
    line.fill(new Map([["a", [[60_000, 1]]]]), 10_000);
    expect(line.column("a")).toEqual([1, null, 7]);
    line.fill(new Map(), 10_000);
    expect(line.column("a")).toEqual([1, null, 7]);
  });

  it("fills the hole that a lost connection left, once history knows it", () => {
    const line = new Timeline();
    line.append(100_000, frame(1));
    line.append(120_000, frame(2));
    line.fill(new Map([["a", [[105_000, 5], [110_000, 6], [115_000, 7]]]]), 5000);
    expect(line.column("a")).toEqual([1, 5, 6, 7, 2]);
  });

  it("shows a hole of the history itself as a gap, whether told as null or left out", () => {
    const line = new Timeline();
    line.append(100_000, frame(9));
    line.fill(new Map([["a", [[60_000, 1], [65_000, null], [70_000, 2], [95_000, 3]]]]), 5000);
    expect(line.column("a")).toEqual([1, null, 2, null, 3, 9]);
  });
});
