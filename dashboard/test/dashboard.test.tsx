// @vitest-environment jsdom
import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, it } from "vitest";
import { DEMO_TOKEN } from "../dev/contract";
import { expectAccessible, live, open } from "./page";
import { START, startSuite, type Suite } from "./suite";

let suite: Suite;
beforeEach(async () => void (suite = await startSuite()));
afterEach(() => suite.close());

const rowOf = async (name: string) => (await screen.findByRole("button", { name })).closest("tr")!;

it("asks for a token, says when it is wrong, and opens with the right one", async () => {
  const { user } = open(suite, {});
  const field = await screen.findByLabelText("Access token");
  await expectAccessible();
  await user.type(field, "wrong{Enter}");
  expect(await screen.findByRole("alert")).toHaveTextContent("not valid");
  await user.clear(field);
  await user.type(field, `${DEMO_TOKEN}{Enter}`);
  await live();
  await user.click(screen.getByRole("button", { name: "Sign out" }));
  expect(await screen.findByLabelText("Access token")).toHaveValue("");
});

it("shows the figures of the suite and of every cache", async () => {
  open(suite);
  await live();
  const figures = screen.getByRole("region", { name: "Key figures" });
  const { overall } = suite.contract.world.latest!;
  expect(figures).toHaveTextContent(`Hit ratio${((overall.hit_ratio ?? 0) * 100).toFixed(1)}%`);
  const row = await rowOf("session_cache");
  expect(row).toHaveTextContent("Healthy");
  expect(row).toHaveTextContent("Memory");
  expect(await rowOf("web07")).toHaveTextContent("Unhealthy");
  await expectAccessible();
});

it("moves with every snapshot", async () => {
  open(suite);
  await live();
  const before = (await rowOf("product_cache")).textContent;
  for (let s = 1; s <= 20; s++) suite.contract.tick(START + s * 1000);
  await waitFor(async () => expect((await rowOf("product_cache")).textContent).not.toBe(before));
});

it("sorts by a column and tells so", async () => {
  const { user } = open(suite);
  await live();
  const names = () => screen.getAllByRole("row").slice(1).map((row) => within(row).queryByRole("rowheader")?.textContent).filter(Boolean);
  await user.click(await screen.findByRole("button", { name: "Cache" }));
  expect(screen.getByRole("columnheader", { name: /^Cache/ })).toHaveAttribute("aria-sort", "ascending");
  expect(names().slice(0, 3)).toEqual(["api_responses", "default", "image_meta"]);
});

it("opens a cache with its tiers and goes back", async () => {
  const { user } = open(suite);
  await live();
  await user.click(await screen.findByRole("button", { name: "api_responses" }));
  expect(screen.getByRole("heading", { name: "api_responses" })).toBeVisible();
  for (const tier of ["Memory", "Redis", "Memcached", "File system"]) {
    expect(screen.getByRole("rowheader", { name: tier })).toBeVisible();
  }
  const memcached = screen.getByRole("rowheader", { name: "Memcached" }).closest("tr")!;
  expect(memcached).toHaveTextContent(/open/i);
  expect(memcached).toHaveTextContent("no data");
  await expectAccessible();
  await user.click(screen.getByRole("button", { name: "All caches" }));
  expect(await rowOf("web07")).toBeVisible();
});

it("recalls the minutes before it was opened", async () => {
  open(suite);
  await live();
  const table = await screen.findByRole("region", { name: "Hit ratio, values" });
  await waitFor(() => expect(within(table).getAllByRole("row").length).toBeGreaterThan(1));
});

it("says that the connection is lost, keeps the last figures, and comes back", async () => {
  open(suite);
  await live();
  suite.contract.away = true;
  suite.contract.cut();
  expect(await screen.findByText("Monitoring is away.")).toBeVisible();
  expect(screen.getByText(/Figures are as of/)).toBeVisible();
  expect(await rowOf("web07")).toBeVisible();
  suite.contract.away = false;
  await live();
  expect(screen.queryByText("Monitoring is away.")).toBeNull();
});

it("tells what to do when no cache has had traffic", async () => {
  await suite.close();
  suite = await startSuite([]);
  open(suite);
  expect(await screen.findByText("No cache has had traffic yet")).toBeVisible();
  expect(screen.getByText(/curl -X PUT/)).toBeVisible();
  expect(screen.getByText(/Nothing has crossed a threshold/)).toBeVisible();
  await expectAccessible();
});

it("refuses to guess when its host gave it a bad token", async () => {
  open(suite, { token: "bad" });
  expect(await screen.findByText("Not signed in")).toBeVisible();
  expect(screen.queryByLabelText("Access token")).toBeNull();
});

it("waits for a gateway that does not answer instead of signing out", async () => {
  await suite.close();
  open(suite);
  expect(await screen.findByText("The suite cannot be reached")).toBeVisible();
});

it("shows advice with its predicted effect and asks for more", async () => {
  const { user } = open(suite);
  await live();
  await user.click(screen.getByRole("button", { name: "Recommendations" }));
  const item = (await screen.findByText(/miss-ratio curve still falls/)).closest("li")!;
  expect(item).toHaveTextContent("128 → 208");
  expect(item.textContent).toContain("Predicted hit ratio 93.1\u00a0% (92.2\u00a0% to 93.8\u00a0%)");
  await expectAccessible();
  await user.click(screen.getByRole("button", { name: "Analyze now" }));
  await screen.findByText("Analysis done.");
  expect(suite.contract.changes.at(-1)).toEqual({ method: "POST", path: "optimizations/analyze", body: { cache_name: null, days: 7 } });
});
