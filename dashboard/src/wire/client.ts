import { Unreachable, problemOf } from "./problem";
import type { Page } from "./types";

export interface Access {
  /** Where the gateway is; empty for the page's own origin. */
  baseUrl?: string | undefined;
  /** The host's own fetch, where it adds credentials itself. */
  fetch?: typeof fetch | undefined;
  /** A bearer token; without it the session cookie speaks. */
  token?: string | undefined;
}

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** Speaks the admin API. Failures are `Problem` (an answer) or `Unreachable` (none); aborts pass through. */
export class Client {
  readonly #root: string;
  readonly #fetch: typeof fetch;
  readonly #token: string | undefined;

  constructor(access: Access) {
    this.#root = `${(access.baseUrl ?? "").replace(/\/+$/, "")}/api/admin/caching/`;
    this.#fetch = access.fetch ?? ((input, init) => fetch(input, init));
    this.#token = access.token;
  }

  /** Where the gateway is, for people. */
  get address(): string {
    return new URL(this.#root, location.href).origin;
  }

  async get<T>(path: string, signal?: AbortSignal): Promise<T> {
    const response = await this.open("GET", path, undefined, signal);
    return (await response.json()) as T;
  }

  /** All pages of a list, up to `most` items. */
  async list<T>(path: string, signal?: AbortSignal, most = 2000): Promise<T[]> {
    const items: T[] = [];
    let cursor: string | null | undefined;
    do {
      const more: string = cursor ? `${path.includes("?") ? "&" : "?"}cursor=${encodeURIComponent(cursor)}` : "";
      const page: Page<T> = await this.get<Page<T>>(path + more, signal);
      items.push(...page.items);
      cursor = page.next_cursor;
    } while (cursor && items.length < most);
    return items;
  }

  async send<T>(method: Method, path: string, body?: unknown): Promise<T | null> {
    const response = await this.open(method, path, body);
    return response.status === 204 ? null : ((await response.json().catch(() => null)) as T | null);
  }

  /** The bare response of a call that went well. */
  async open(method: Method, path: string, body?: unknown, signal?: AbortSignal): Promise<Response> {
    const headers: Record<string, string> = { Accept: "application/json" };
    if (path.endsWith("/stream")) headers["Accept"] = "text/event-stream";
    if (method !== "GET") headers["X-Terrace-CSRF"] = "1";
    if (body !== undefined) headers["Content-Type"] = "application/json";
    if (this.#token) headers["Authorization"] = `Bearer ${this.#token}`;
    const init: RequestInit = { method, headers, credentials: "same-origin", cache: "no-store" };
    if (body !== undefined) init.body = JSON.stringify(body);
    if (signal) init.signal = signal;
    const response = await this.#fetch(this.#root + path, init).catch((error: unknown) => {
      if (signal?.aborted) throw error;
      throw new Unreachable(error);
    });
    if (!response.ok) throw await problemOf(response);
    return response;
  }
}
