// Opens the demo in Chromium, takes pictures of every page, and checks what only a browser can: axe with real colours,
// no sideways scrolling, charts that have drawn something. `npm run look -- <directory>`
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { createServer } from "vite";

const out = process.argv[2] ?? "target/look";
const only = process.argv[3];
mkdirSync(out, { recursive: true });
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const profile = mkdtempSync(join(tmpdir(), "look-"));

const server = await createServer({ configFile: "vite.demo.config.ts", logLevel: "error", server: { port: 0 } });
await server.listen();
const base = `http://127.0.0.1:${server.httpServer.address().port}/dashboard/`;
const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"];
flags.push("--disable-background-networking", "--disable-component-update", "--disable-sync");
const browser = await chromium.launchPersistentContext(profile, { executablePath: "/usr/bin/chromium", args: flags });
const faults = [];
// The browser's own words on answers that this walk provokes: not signed in, refused fields, a stream that is cut.
const EXPECTED = /status of (401|422|503)|ERR_INCOMPLETE_CHUNKED/;

async function audit(page, name) {
  await page.screenshot({ path: join(out, `${name}.png`), fullPage: true });
  const found = await page.evaluate(`${axe}; axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"] })`);
  for (const v of found.violations) faults.push(`${name}: ${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).slice(0, 3).join(" | ")}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wide > 0) faults.push(`${name}: scrolls sideways by ${wide} px`);
}

async function signIn(page) {
  await page.goto(base);
  await page.getByLabel("Access token").fill("demo");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText("Live", { exact: true }).waitFor();
  await page.locator(".chart canvas").first().waitFor();
  await page.waitForFunction(() => document.querySelectorAll(".data.caches tbody tr").length > 3);
  await page.waitForTimeout(1500);
}

const PAGES = { overview: "#/", cache: "#/caches/web07", alerts: "#/alerts", recommendations: "#/recommendations", configurations: "#/configurations" };
const LOOKS = [
  ["light", { width: 1440, height: 900 }],
  ["dark", { width: 1440, height: 900 }],
  ["dark", { width: 400, height: 860 }],
  ["light", { width: 400, height: 860 }],
  ["light", { width: 900, height: 900 }],
];

for (const [scheme, size] of LOOKS) {
  const tag = `${scheme}-${size.width}`;
  if (only && only !== tag) continue;
  await browser.clearCookies();
  const page = await browser.newPage();
  page.on("pageerror", (error) => faults.push(`${tag}: ${error}`));
  page.on("console", (line) => line.type() === "error" && !EXPECTED.test(line.text()) && faults.push(`${tag}: ${line.text()}`));
  await page.setViewportSize(size);
  await page.emulateMedia({ colorScheme: scheme });
  await page.goto(base);
  await page.getByLabel("Access token").waitFor();
  await audit(page, `${tag}-sign-in`);
  await signIn(page);
  for (const [name, hash] of Object.entries(PAGES)) {
    await page.goto(base + hash);
    await page.waitForTimeout(700);
    await page.mouse.move(0, 0);
    await audit(page, `${tag}-${name}`);
  }
  await page.getByRole("button", { name: "New cache" }).click();
  await page.getByLabel("Name").fill("Not A Name");
  await page.getByLabel("Time to live").fill("-5");
  await page.getByRole("button", { name: "Create cache" }).click();
  await page.locator('[aria-invalid="true"]').first().waitFor();
  await audit(page, `${tag}-form`);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Invalidate web07" }).click();
  await page.getByLabel("Pattern", { exact: true }).check();
  await page.getByRole("textbox", { name: /Pattern/ }).fill("user:*");
  await page.getByRole("button", { name: "Dry run" }).click();
  await page.getByText("This would drop").waitFor();
  await audit(page, `${tag}-invalidate`);
  await page.keyboard.press("Escape");
  await page.goto(base + "#/");
  await page.locator(".chart-canvas").first().waitFor();
  await page.locator(".chart-canvas").nth(0).hover({ position: { x: Math.min(size.width / 2, 300), y: 80 } });
  await page.locator(".chart-tip").first().waitFor();
  await page.screenshot({ path: join(out, `${tag}-hover.png`) });
  await page.mouse.move(0, 0);
  await page.locator(".chart-canvas").nth(1).focus();
  await page.keyboard.press("ArrowLeft");
  await page.locator(".chart-tip").first().waitFor();
  await page.keyboard.press("PageUp");
  const said = await page.locator(".chart [aria-live]").nth(1).textContent();
  if (!/^\d\d:\d\d:\d\d: .+\sms/.test(said ?? "")) faults.push(`${tag}: a chart read by keys says "${said}"`);
  await page.request.get(new URL("/__demo/away", base).href);
  await page.getByText("Monitoring away").waitFor();
  await audit(page, `${tag}-away`);
  await page.request.get(new URL("/__demo/back", base).href);
  await page.close();
}

await browser.close();
await server.close();
rmSync(profile, { recursive: true, force: true });
console.log(faults.length ? faults.join("\n") : `nothing wrong; pictures in ${out}`);
process.exit(faults.length ? 1 : 0);
