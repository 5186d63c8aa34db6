import type { IncomingMessage, ServerResponse } from "node:http";
import { PRESET_TTL } from "../src/configurations/draft";
import type { MetricSeries, Recommendation, Session } from "../src/wire/types";
import { ConfigurationShelf, Refused } from "./configurationShelf";
import { RECOMMENDATIONS } from "./recommendations";
import type { World } from "./world";

export const DEMO_TOKEN = "demo";
const ROOT = "/api/admin/caching/";

interface Call {
  method: string;
  path: string;
  query: URLSearchParams;
  body: Record<string, unknown>;
  request: IncomingMessage;
  response: ServerResponse;
}

/** Speaks the part of the admin API that the dashboard uses, over an invented world. For development and tests only. */
export class Contract {
  readonly shelf = new ConfigurationShelf();
  recommendations: Recommendation[] = RECOMMENDATIONS;
  /** Every call that changes something, as tests want to see it. */
  readonly changes: { method: string; path: string; body: unknown }[] = [];
  /** Set: monitoring is away, and says so. */
  away = false;
  /** Who the session belongs to. */
  role: Session["role"] = "admin";
  readonly #streams = new Set<ServerResponse>();
  readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  /** Moves the world on and tells everyone who listens. */
  tick(atMs: number): void {
    const data = `data: ${JSON.stringify(this.world.tick(atMs))}\n\n`;
    for (const stream of this.#streams) stream.write(data);
  }

  /** Breaks every open stream, as a restart would. */
  cut(): void {
    for (const stream of this.#streams) stream.destroy();
    this.#streams.clear();
  }

  get listeners(): number {
    return this.#streams.size;
  }

  /** Answers a request of the API; false when it is none. */
  async answer(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const url = new URL(request.url ?? "/", "http://demo");
    if (!url.pathname.startsWith(ROOT)) return false;
    try {
      const body = await bodyOf(request);
      const path = url.pathname.slice(ROOT.length).replace(/\/$/, "");
      this.#route({ method: request.method ?? "GET", path, query: url.searchParams, body, request, response });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      problem(response, error);
    }
    return true;
  }

  #route(call: Call): void {
    const { method, path, body, response } = call;
    if (path === "session") return this.#session(call);
    if (!signedIn(call.request)) throw new Refused(401, "Unauthorized", "No valid credentials.");
    if (method !== "GET") {
      if (call.request.headers["x-terrace-csrf"] !== "1") throw new Refused(403, "Forbidden", "The header X-Terrace-CSRF is missing.");
      this.changes.push({ method, path, body });
    }
    const [room, id, verb] = path.split("/");
    if (this.away && (room === "metrics" || room === "alerts")) throw new Refused(503, "Not able now", "Monitoring does not answer.");
    if (path === "metrics/stream") return this.#stream(response);
    if (path === "metrics/summary") return json(response, 200, this.world.latest);
    if (path === "metrics") return json(response, 200, { items: this.#history(call.query), next_cursor: null });
    if (path === "alerts") return json(response, 200, { items: this.world.alertBook.alerts, next_cursor: null });
    if (room === "alerts" && id && (verb === "resolve" || verb === "acknowledge")) {
      const alert = this.world.resolve(id, verb, String(body["reason"] ?? ""));
      if (!alert) throw new Refused(404, "Not found", "There is no such open alert.");
      return json(response, 200, alert);
    }
    if (path === "optimizations") return json(response, 200, { items: this.recommendations, next_cursor: null });
    if (path === "optimizations/analyze") return json(response, 200, { items: [] });
    if (path === "invalidations/invalidate_keys") return json(response, 200, invalidated(body));
    if (room === "configurations") return this.#configurations(call, id);
    throw new Refused(404, "Not found", `Nothing is at ${path}.`);
  }

  #session({ method, body, request, response }: Call): void {
    if (method === "POST") {
      if (body["token"] !== DEMO_TOKEN) throw new Refused(401, "Unauthorized", "The token is not valid.");
      response.setHeader("Set-Cookie", "terrace_demo=open; HttpOnly; SameSite=Strict; Path=/");
      return void response.writeHead(204).end();
    }
    if (method === "DELETE") {
      response.setHeader("Set-Cookie", "terrace_demo=; Max-Age=0; Path=/");
      return void response.writeHead(204).end();
    }
    if (!signedIn(request)) throw new Refused(401, "Unauthorized", "No valid credentials.");
    json(response, 200, { role: this.role, subject: "demo" });
  }

  #configurations({ method, query, body, response }: Call, id: string | undefined): void {
    if (!id && method === "GET") return json(response, 200, { items: this.shelf.all, next_cursor: null });
    if (!id) return json(response, 201, this.shelf.create(body, PRESET_TTL[query.get("preset") ?? ""]));
    if (method === "GET") return json(response, 200, this.shelf.find(id));
    if (method === "PUT") return json(response, 200, this.shelf.replace(id, body));
    this.shelf.remove(id);
    response.writeHead(204).end();
  }

  #stream(response: ServerResponse): void {
    response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
    response.write(this.world.latest ? `data: ${JSON.stringify(this.world.latest)}\n\n` : ": hello\n\n");
    this.#streams.add(response);
    response.on("close", () => this.#streams.delete(response));
  }

  #history(query: URLSearchParams): MetricSeries[] {
    const metric = query.get("metric") ?? "hit_ratio";
    const step = Number(query.get("step") ?? 5) * 1000;
    const from = Date.parse(query.get("from") ?? "") || 0;
    const series = new Map<string, MetricSeries>();
    let slot = -1;
    for (const { atMs, values } of this.world.frames) {
      if (atMs < from || Math.floor(atMs / step) === slot) continue;
      slot = Math.floor(atMs / step);
      for (const [key, value] of values) {
        const [cache, tier, name] = key.split("\n");
        if (name !== metric) continue;
        const line = series.get(key) ?? { cache_name: cache || null, tier: tier || null, metric, unit: null, points: [] };
        line.points.push([new Date(slot * step).toISOString(), value]);
        series.set(key, line);
      }
    }
    return [...series.values()];
  }
}

const signedIn = (request: IncomingMessage) =>
  (request.headers.cookie ?? "").includes("terrace_demo=open") || request.headers.authorization === `Bearer ${DEMO_TOKEN}`;

function invalidated(body: Record<string, unknown>) {
  const keys = Array.isArray(body["keys"]) ? body["keys"].length : 1240;
  return { id: "i-1", position: "p-1", keys, estimated: !Array.isArray(body["keys"]), propagated_nodes: 1 };
}

function json(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(value));
}

function problem(response: ServerResponse, { status, title, message, errors }: Refused): void {
  const headers: Record<string, string> = { "Content-Type": "application/problem+json" };
  if (status === 503) headers["Retry-After"] = "1";
  response.writeHead(status, headers).end(JSON.stringify({ type: "about:blank", title, status, detail: message, errors }));
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text ? (JSON.parse(text) as Record<string, unknown>) : {};
}
