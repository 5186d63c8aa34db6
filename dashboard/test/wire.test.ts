import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DEMO_TOKEN } from "../dev/contract";
import { Client } from "../src/wire/client";
import { eventsOf } from "../src/wire/events";
import { Problem, Unreachable } from "../src/wire/problem";
import { startSuite, type Suite } from "./suite";

async function read(...chunks: string[]): Promise<string[]> {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk));
      controller.close();
    },
  });
  const seen: string[] = [];
  for await (const data of eventsOf(body)) seen.push(data);
  return seen;
}

describe("server-sent events", () => {
  it("are whole however the network cuts them", async () => {
    expect(await read("da", "ta: {\"a\"", ":1}\n", "\ndata:2\n\n")).toEqual(['{"a":1}', "2"]);
  });

  it("join lines, and pass over comments and other fields", async () => {
    expect(await read(": hello\n\nid: 4\nevent: snapshot\ndata: a\ndata: b\n\n")).toEqual(["a\nb"]);
    expect(await read("data: a\r\n\r\ndata: b\r\n\r\n")).toEqual(["a", "b"]);
  });

  it("do not deliver an event that never ended", async () => {
    expect(await read("data: a\n\ndata: half")).toEqual(["a"]);
  });
});

describe("the client", () => {
  let suite: Suite;
  beforeEach(async () => void (suite = await startSuite()));
  afterEach(() => suite.close());
  const client = (token?: string) => new Client({ baseUrl: `${suite.baseUrl}/`, token, fetch: suite.fetch });

  it("turns a refusal into a problem with its fields", async () => {
    const failure = await client(DEMO_TOKEN).send("POST", "configurations/", { name: "A" }).catch((e: unknown) => e);
    expect(failure).toBeInstanceOf(Problem);
    expect((failure as Problem).status).toBe(422);
    expect((failure as Problem).errors[0]?.pointer).toBe("/name");
  });

  it("tells how long a service that is away wants to be left alone", async () => {
    suite.contract.away = true;
    const failure = await client(DEMO_TOKEN).get("alerts/").catch((e: unknown) => e);
    expect(failure).toMatchObject({ status: 503, retryAfter: 1 });
  });

  it("tells no answer from a bad one", async () => {
    await suite.close();
    await expect(client(DEMO_TOKEN).get("session/")).rejects.toBeInstanceOf(Unreachable);
  });

  it("trades a token for a cookie and gives it back", async () => {
    const guest = client();
    await expect(guest.get("session/")).rejects.toMatchObject({ status: 401 });
    await guest.send("POST", "session/", { token: DEMO_TOKEN });
    expect(await guest.get("session/")).toEqual({ role: "admin", subject: "demo" });
    await guest.send("DELETE", "session/");
    await expect(guest.get("session/")).rejects.toMatchObject({ status: 401 });
  });

  it("marks every change against forged requests", async () => {
    await client(DEMO_TOKEN).send("POST", "optimizations/analyze/", {});
    expect(suite.contract.changes).toHaveLength(1);
  });
});
