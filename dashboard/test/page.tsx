import "@testing-library/jest-dom/vitest";
import { cleanup, configure, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { afterEach, expect } from "vitest";
import { DEMO_TOKEN } from "../dev/contract";
import CachingDashboard, { type CachingDashboardProps } from "../src/CachingDashboard";
import { PACE, type Suite } from "./suite";

configure({ asyncUtilTimeout: 15_000 });
afterEach(cleanup);

/** Renders the dashboard against the suite, by default already signed in by token. */
export function open(suite: Suite, props: CachingDashboardProps = { token: DEMO_TOKEN }) {
  const user = userEvent.setup();
  const view = render(<CachingDashboard baseUrl={suite.baseUrl} fetch={suite.fetch} pace={PACE} theme="light" {...props} />);
  return { user, ...view };
}

export const live = () => screen.findByText("Live");

/** No rule of WCAG A or AA that can be judged without a renderer is broken. Colours are checked in a browser. */
export async function expectAccessible(root: Element = document.body) {
  const { violations } = await axe.run(root, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    rules: { "color-contrast": { enabled: false } },
  });
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(" ")}`)).toEqual([]);
}
