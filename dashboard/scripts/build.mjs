// Steps of the Maven build, each left out when nothing it reads has changed since it last succeeded.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const CONFIGS = ["package.json", "package-lock.json", "tsconfig.json", "vite.config.ts", "vite.demo.config.ts"];
const APP = ["index.html", "public", "src", ...CONFIGS];
const TESTS = ["src", "dev", "test", ...CONFIGS];

const digest = (paths) => {
  const hash = createHash("sha256");
  const add = (path) => {
    if (statSync(path).isDirectory()) readdirSync(path).sort().forEach((name) => add(join(path, name)));
    else hash.update(path).update("\0").update(readFileSync(path)).update("\0");
  };
  paths.forEach(add);
  return hash.digest("hex");
};

const run = (...command) => execFileSync(command[0], command.slice(1), { stdio: "inherit" });
const tool = (name, ...args) => run("node", join("node_modules", ...name), ...args);

/** Runs `work` unless `stamp` says that it went well on the same input, and `product` is still there. */
function step(name, stamp, input, product, work) {
  const now = digest(input);
  if (existsSync(product) && existsSync(stamp) && readFileSync(stamp, "utf8") === now) {
    console.log(`${name}: nothing changed`);
    return;
  }
  const start = Date.now();
  work();
  mkdirSync(join(stamp, ".."), { recursive: true });
  writeFileSync(stamp, now);
  console.log(`${name}: done in ${((Date.now() - start) / 1000).toFixed(1)} s`);
}

const install = () =>
  step("packages", "node_modules/.installed", ["package.json", "package-lock.json", ".npmrc"], "node_modules", () =>
    run("npm", "ci", "--no-audit", "--no-fund", "--prefer-offline"),
  );

const page = "target/classes/META-INF/resources/dashboard/index.html";
const STEPS = {
  app() {
    install();
    step("app", "target/app.stamp", APP, page, () => {
      tool(["typescript", "bin", "tsc"], "--noEmit");
      tool(["vite", "bin", "vite.js"], "build", "--logLevel", "warn");
    });
  },
  test() {
    install();
    step("tests", "target/tests.stamp", TESTS, "target", () => tool(["vitest", "vitest.mjs"], "run"));
  },
};

const wanted = STEPS[process.argv[2]];
if (!wanted) throw new Error("build.mjs app|test");
try {
  wanted();
} catch (failure) {
  console.error(failure.status ? `failed: ${failure.message}` : failure);
  process.exit(1);
}
