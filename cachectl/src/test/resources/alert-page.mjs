// Signs in at the dashboard, waits until the alert of a cache is on its page, and until the page says that it is over.
// Says "firing" and "resolved" as it sees them. Environment: PAGE, TOKEN, CACHE, PICTURES.
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const { chromium } = createRequire(join(process.cwd(), "package.json"))("playwright-core");
const { PAGE, TOKEN, CACHE, PICTURES } = process.env;
const executablePath = "/usr/bin/chromium";
const profile = mkdtempSync(join(tmpdir(), "alert-page-"));
const args = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"];
const browser = await chromium.launchPersistentContext(profile, { executablePath, args });
try {
  const page = await browser.newPage();
  await page.goto(PAGE);
  await page.getByLabel("Access token").fill(TOKEN);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText("Live", { exact: true }).waitFor();
  await page.goto(`${PAGE}#/alerts`);
  const alert = page.locator("li.alert", { hasText: CACHE }).filter({ hasText: /hit ratio/i });
  const open = alert.and(page.locator(":not(.past)"));
  await open.filter({ hasText: /firing/i }).first().waitFor({ timeout: 50_000 });
  await page.screenshot({ path: join(PICTURES, "alert-firing.png") });
  console.log("firing");
  await open.first().waitFor({ state: "detached", timeout: 140_000 });
  await page.screenshot({ path: join(PICTURES, "alert-over.png") });
  console.log("resolved");
} finally {
  await browser.close();
  rmSync(profile, { recursive: true, force: true });
}
