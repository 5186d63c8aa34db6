export interface FieldError {
  pointer: string;
  detail: string;
}

/** The server answered, and the answer was no: an RFC 9457 problem, or what could be made of a foreign body. */
export class Problem extends Error {
  readonly status: number;
  readonly title: string;
  readonly errors: FieldError[];
  /** Seconds after which asking again makes sense, where the server said so. */
  readonly retryAfter: number | null;

  constructor(status: number, title: string, detail: string, errors: FieldError[], retryAfter: number | null) {
    super(detail || title);
    this.name = "Problem";
    this.status = status;
    this.title = title;
    this.errors = errors;
    this.retryAfter = retryAfter;
  }
}

/** No answer at all: the network, the gateway, or something between. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super("The gateway does not answer.", { cause });
    this.name = "Unreachable";
  }
}

export async function problemOf(response: Response): Promise<Problem> {
  const body = await response.json().catch(() => ({}));
  const told = typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
  const text = (name: string) => (typeof told[name] === "string" ? (told[name] as string) : "");
  const errors = Array.isArray(told["errors"]) ? (told["errors"] as FieldError[]) : [];
  const after = Number(response.headers.get("Retry-After"));
  const title = text("title") || response.statusText || `Status ${response.status}`;
  return new Problem(response.status, title, text("detail"), errors, after > 0 ? after : null);
}

/** One sentence for people, whatever was thrown. */
export function sentence(error: unknown): string {
  if (error instanceof Problem && error.status === 403) {
    return `Your role does not allow this. ${error.message}`;
  }
  return error instanceof Error ? error.message : String(error);
}
