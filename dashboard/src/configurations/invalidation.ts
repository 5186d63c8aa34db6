export type How = "keys" | "tags" | "pattern" | "all";

export interface Invalidation {
  how: How;
  selector: string;
  soft: boolean;
  cdn: boolean;
  reason: string;
}

export const HOW_LABELS: Record<How, { choice: string; label: string; example: string }> = {
  keys: { choice: "Keys", label: "Keys, one a line", example: "user:123" },
  tags: { choice: "Tags", label: "Tags, one a line", example: "catalogue" },
  pattern: { choice: "Pattern", label: "Pattern: * any, ? one, [a-z] a range", example: "user:*" },
  all: { choice: "Everything", label: "", example: "" },
};

const linesOf = (text: string) =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

/** The body of `invalidate_keys/`: only the selector that was chosen. Commas and spaces may belong to a key. */
export function invalidationOf(cacheName: string, asked: Invalidation, dryRun: boolean): Record<string, unknown> {
  const selector = {
    keys: { keys: linesOf(asked.selector) },
    tags: { tags: linesOf(asked.selector) },
    pattern: { pattern: asked.selector.trim() },
    all: { all: true },
  }[asked.how];
  const reason = asked.reason.trim();
  return { cache_name: cacheName, ...selector, soft: asked.soft, cdn: asked.cdn, dry_run: dryRun, ...(reason ? { reason } : {}) };
}
