import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Contract } from "../dev/contract";
import { SPECS, type CacheSpec } from "../dev/specs";
import { World } from "../dev/world";

/** A moment at which web07 is in the middle of a bad spell. */
export const START = Date.UTC(2026, 0, 1, 0, 3, 0);
export const PACE = { delays: [20, 20, 20], silenceMs: 60_000 };

export interface Suite {
  contract: Contract;
  baseUrl: string;
  /** Keeps cookies like a browser does. */
  fetch: typeof fetch;
  close(): Promise<void>;
}

/** A real HTTP server that speaks the contract over an invented world which stands still until the test moves it. */
export async function startSuite(specs: readonly CacheSpec[] = SPECS): Promise<Suite> {
  const contract = new Contract(new World(specs));
  for (let s = 60; s >= 0; s--) contract.world.tick(START - s * 1000);
  const server = createServer((request, response) => {
    contract.answer(request, response).then(
      (done) => done || response.writeHead(404).end(),
      (error) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    contract,
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    fetch: withCookies(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function withCookies(): typeof fetch {
  let cookie = "";
  return async (input, init) => {
    const headers = new Headers(init?.headers);
    if (cookie) headers.set("Cookie", cookie);
    const response = await fetch(input, { ...init, headers });
    const [set] = response.headers.getSetCookie();
    if (set) cookie = set.includes("Max-Age=0") ? "" : (set.split(";")[0] ?? "");
    return response;
  };
}
