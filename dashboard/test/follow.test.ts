import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { DEMO_TOKEN } from "../dev/contract";
import { follow, type Link } from "../src/live/follow";
import { Client } from "../src/wire/client";
import type { Snapshot } from "../src/wire/types";
import { PACE, START, startSuite, type Suite } from "./suite";

const until = (check: () => void) => vi.waitFor(check, { timeout: 15_000, interval: 10 });

let suite: Suite;
let stop: AbortController;
let links: Link["state"][];
let snapshots: Snapshot[];

beforeEach(async () => {
  suite = await startSuite();
  stop = new AbortController();
  links = [];
  snapshots = [];
});
afterEach(async () => {
  stop.abort();
  await suite.close();
});

function begin(token = DEMO_TOKEN, pace = PACE) {
  const client = new Client({ baseUrl: suite.baseUrl, token, fetch: suite.fetch });
  const listener = {
    link: (link: Link) => void (links.at(-1) === link.state || links.push(link.state)),
    snapshot: (snapshot: Snapshot) => void snapshots.push(snapshot),
  };
  return follow(client, listener, stop.signal, pace);
}

it("delivers a snapshot at once and then each that comes", async () => {
  void begin();
  await until(() => expect(snapshots).toHaveLength(1));
  suite.contract.tick(START + 1000);
  await until(() => expect(snapshots).toHaveLength(2));
  expect(snapshots[1]?.at).toBe(new Date(START + 1000).toISOString());
  expect(links).toEqual(["live"]);
});

it("comes back by itself after the stream broke, and says so meanwhile", async () => {
  void begin();
  await until(() => expect(snapshots).toHaveLength(1));
  suite.contract.cut();
  await until(() => expect(snapshots).toHaveLength(2));
  expect(links).toEqual(["live", "reconnecting", "live"]);
});

it("calls a service away that says it is, and waits as long as it asks", async () => {
  suite.contract.away = true;
  void begin();
  await until(() => expect(links).toEqual(["away"]));
  suite.contract.away = false;
  await until(() => expect(links).toEqual(["away", "live"]));
});

it("gives up a stream that has fallen silent", async () => {
  void begin(DEMO_TOKEN, { delays: [10], silenceMs: 50 });
  await until(() => expect(snapshots.length).toBeGreaterThan(2));
  expect(links).toContain("reconnecting");
});

it("ends with the session", async () => {
  await begin("not a token");
  expect(links).toEqual(["signed_out"]);
});

it("leaves no stream open when it is stopped", async () => {
  const done = begin();
  await until(() => expect(suite.contract.listeners).toBe(1));
  stop.abort();
  await done;
  await until(() => expect(suite.contract.listeners).toBe(0));
});
