// @vitest-environment jsdom
import { screen, waitFor, within } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, expect, it } from "vitest";
import { expectAccessible, live, open } from "./page";
import { startSuite, type Suite } from "./suite";

let suite: Suite;
beforeEach(async () => void (suite = await startSuite()));
afterEach(() => suite.close());

async function openPage(name: string): Promise<UserEvent> {
  const { user } = open(suite);
  await live();
  await user.click(screen.getByRole("button", { name: new RegExp(`^${name}`) }));
  await screen.findByRole("heading", { name });
  return user;
}

const web07 = () => suite.contract.shelf.find("web07");
const lastChange = () => suite.contract.changes.at(-1);

it("acknowledges an alert with a reason", async () => {
  const user = await openPage("Alerts");
  const alert = (await screen.findByText("web07")).closest("li")!;
  expect(alert).toHaveTextContent(/Critical.*Hit ratio.*threshold 50\.0/);
  await expectAccessible();
  await user.click(within(alert).getByRole("button", { name: "Acknowledge" }));
  const dialog = await screen.findByRole("dialog", { name: "Acknowledge alert" });
  await expectAccessible(dialog);
  expect(within(dialog).getByRole("button", { name: "Acknowledge alert" })).toBeDisabled();
  await user.type(within(dialog).getByLabelText("Reason"), "known scan{Enter}");
  await screen.findByText("Alert acknowledged.");
  expect(lastChange()).toMatchObject({ path: expect.stringMatching(/^alerts\/a-\d+\/acknowledge$/), body: { reason: "known scan" } });
});

it("resolves an alert and finds it among the resolved", async () => {
  const user = await openPage("Alerts");
  const alert = (await screen.findByText("web07")).closest("li")!;
  await user.click(within(alert).getByRole("button", { name: "Resolve" }));
  await user.type(await screen.findByLabelText("Reason"), "moved the crawler{Enter}");
  await screen.findByText("Alert resolved.");
  await user.click(screen.getByRole("button", { name: /^Resolved/ }));
  expect(await screen.findByText(/Resolved by hand by demo .*: moved the crawler/)).toBeVisible();
});

it("makes a cache from a name and a preset, with nothing sent that was not said", async () => {
  const user = await openPage("Configurations");
  await user.click(screen.getByRole("button", { name: "New cache" }));
  const dialog = await screen.findByRole("dialog", { name: "New cache" });
  await expectAccessible(dialog);
  await user.type(within(dialog).getByLabelText("Name"), "sessions2");
  await user.selectOptions(within(dialog).getByLabelText("Preset"), "session");
  expect(within(dialog).getByLabelText("Time to live")).toHaveAttribute("placeholder", "1800");
  await user.click(within(dialog).getByRole("button", { name: "Create cache" }));
  expect(await screen.findByRole("rowheader", { name: "sessions2" })).toBeVisible();
  expect(lastChange()).toEqual({ method: "POST", path: "configurations", body: { name: "sessions2" } });
  expect(suite.contract.shelf.find("sessions2").ttl_seconds).toBe(1800);
});

it("shows each objection at its field and goes to the first", async () => {
  const user = await openPage("Configurations");
  await user.click(screen.getByRole("button", { name: "New cache" }));
  const dialog = await screen.findByRole("dialog");
  await user.type(within(dialog).getByLabelText("Name"), "Bad Name");
  await user.type(within(dialog).getByLabelText("Time to live"), "-5");
  await user.selectOptions(within(dialog).getByLabelText("Strategy"), "write_through");
  await user.selectOptions(within(dialog).getByLabelText("Misses go to"), "http");
  await user.type(within(dialog).getByLabelText("Address"), "http://x/");
  await user.click(within(dialog).getByRole("button", { name: "Create cache" }));
  const name = within(dialog).getByLabelText("Name");
  await waitFor(() => expect(name).toHaveFocus());
  expect(name).toHaveAccessibleDescription(/beginning with a letter/);
  expect(within(dialog).getByLabelText("Time to live")).toHaveAccessibleDescription("Must be more than 0.");
  expect(within(dialog).getByLabelText("Address")).toHaveAccessibleDescription("Must hold {key} once.");
  expect(within(dialog).getByLabelText("Strategy")).toHaveAccessibleDescription(/writable origin/);
  expect(suite.contract.shelf.all).toHaveLength(6);
});

it("edits with the version it has seen and keeps what it does not show", async () => {
  const user = await openPage("Configurations");
  await user.click(await screen.findByRole("button", { name: "Edit web07" }));
  const ttl = await screen.findByLabelText("Time to live");
  await user.clear(ttl);
  await user.type(ttl, "120");
  await user.click(screen.getByRole("button", { name: "Save" }));
  await screen.findByText(/Configuration saved/);
  expect(web07()).toMatchObject({ ttl_seconds: 120, version: 2, quotas: { operations_per_second: null } });
  expect(lastChange()?.body).not.toHaveProperty("created_at");
});

it("does not overwrite what somebody else changed meanwhile", async () => {
  const user = await openPage("Configurations");
  await user.click(await screen.findByRole("button", { name: "Edit web07" }));
  Object.assign(web07(), { version: 2, ttl_seconds: 77 });
  await user.click(await screen.findByRole("button", { name: "Save" }));
  await user.click(await screen.findByRole("button", { name: "Load present state" }));
  await waitFor(() => expect(screen.getByLabelText("Time to live")).toHaveValue(77));
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(web07().version).toBe(3));
});

it("gives the focus back to where it came from", async () => {
  const user = await openPage("Configurations");
  const edit = await screen.findByRole("button", { name: "Edit web07" });
  edit.focus();
  await user.keyboard("{Enter}");
  await screen.findByRole("dialog", { name: "Edit web07" });
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(edit).toHaveFocus();
});

it("deletes only after it was confirmed", async () => {
  const user = await openPage("Configurations");
  await user.click(await screen.findByRole("button", { name: "Delete web07" }));
  await user.click(await screen.findByRole("button", { name: "Keep it" }));
  expect(suite.contract.changes).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Delete web07" }));
  const dialog = await screen.findByRole("dialog");
  await expectAccessible(dialog);
  await user.click(within(dialog).getByRole("button", { name: "Delete web07" }));
  await waitFor(() => expect(screen.queryByRole("rowheader", { name: "web07" })).toBeNull());
});

it("says what an invalidation would drop before it drops it", async () => {
  const user = await openPage("Configurations");
  await user.click(await screen.findByRole("button", { name: "Invalidate web07" }));
  const dialog = await screen.findByRole("dialog", { name: "Invalidate in web07" });
  await expectAccessible(dialog);
  await user.type(within(dialog).getByLabelText("Keys, one a line"), "user:1\nuser:2");
  await user.click(within(dialog).getByRole("button", { name: "Dry run" }));
  expect(await within(dialog).findByText("This would drop 2 keys.")).toBeVisible();
  expect(lastChange()?.body).toMatchObject({ keys: ["user:1", "user:2"], dry_run: true });
  await user.type(within(dialog).getByLabelText("Reason"), "stale prices");
  await user.click(within(dialog).getByRole("button", { name: "Invalidate" }));
  await screen.findByText("Invalidated 2 keys of web07.");
  expect(lastChange()?.body).toMatchObject({ dry_run: false, reason: "stale prices" });
});

it("offers a viewer nothing that a viewer may not do", async () => {
  suite.contract.role = "viewer";
  await openPage("Configurations");
  await screen.findByRole("rowheader", { name: "web07" });
  expect(screen.queryByRole("button", { name: /Edit|Delete|Invalidate|New cache/ })).toBeNull();
});
