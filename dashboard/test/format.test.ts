import { describe, expect, it } from "vitest";
import { bytes, count, millis, ofMetric, percent, rate, ratio, text } from "../src/format/quantity";
import { duration } from "../src/format/time";
import { plural, words } from "../src/format/words";

const nb = (s: string) => s.replace(/\u00a0/g, " ");

describe("quantities", () => {
  it("show what is unknown as a dash, never as zero", () => {
    for (const format of [ratio, percent, millis, rate, count, bytes]) {
      expect(text(format(null))).toBe("–");
      expect(text(format(undefined))).toBe("–");
      expect(text(format(NaN))).toBe("–");
    }
    expect(nb(text(ratio(0)))).toBe("0.0 %");
  });

  it.each([
    [0.004, "0.00 ms"],
    [0.234, "0.23 ms"],
    [9.99, "9.99 ms"],
    [9.996, "10.0 ms"],
    [99.96, "100 ms"],
    [1234, "1,234 ms"],
    [12_340, "12.3 s"],
  ])("keep three digits of %s ms", (value, expected) => expect(nb(text(millis(value)))).toBe(expected));

  it.each([
    [0, "0/s"],
    [0.5, "0.5/s"],
    [99.96, "100/s"],
    [9_999.4, "9,999/s"],
    [12_345, "12.3k/s"],
    [999_400, "999k/s"],
    [1_250_000, "1.25M/s"],
  ])("say %s a second", (value, expected) => expect(text(rate(value))).toBe(expected));

  it.each([
    [0, "0 B"],
    [1023, "1,023 B"],
    [1024, "1.0 KiB"],
    [1024 * 1024 - 1, "1.0 MiB"],
    [722 * 1024 * 1024, "722 MiB"],
  ])("count %s bytes in powers of 1024", (value, expected) => expect(nb(text(bytes(value)))).toBe(expected));

  it("follow the metric's name, else its unit", () => {
    expect(nb(text(ofMetric("hit_ratio", 0.5)))).toBe("50.0 %");
    expect(nb(text(ofMetric("memory_used_percent", 91.25)))).toBe("91.3 %");
    expect(nb(text(ofMetric("p99_ms", 3)))).toBe("3.00 ms");
    expect(nb(text(ofMetric("depth", 3, "items")))).toBe("3 items");
  });
});

describe("words", () => {
  it("read wire names aloud", () => {
    expect(words("write_through")).toBe("Write through");
    expect(words("ttl_seconds")).toBe("TTL");
    expect(plural(1, "key")).toBe("1 key");
    expect(plural(1240, "key")).toBe("1,240 keys");
  });

  it("name durations by their two greatest units", () => {
    expect(nb(duration(0))).toBe("0 s");
    expect(nb(duration(3600))).toBe("1 h");
    expect(nb(duration(5400))).toBe("1 h 30 min");
    expect(nb(duration(31_536_000))).toBe("1 y");
    expect(nb(duration(3605))).toBe("1 h");
    expect(duration(null)).toBe("–");
  });
});
