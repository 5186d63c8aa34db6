import type { Plugin } from "vite";
import { Contract, DEMO_TOKEN } from "./contract";
import { SPECS } from "./specs";
import { World } from "./world";

const PAST_SECONDS = 15 * 60;
/** So far into their story are the caches when the server starts: one is just having a bad spell. */
const SPELL_SECONDS = 990;

/** Puts the invented suite behind Vite's development server: sign in with the token "demo". Never part of a build. */
export function demoPlugin(): Plugin {
  return {
    name: "terrace-demo",
    apply: "serve",
    configureServer(server) {
      const now = Date.now();
      const contract = new Contract(new World(SPECS, now - SPELL_SECONDS * 1000));
      for (let s = PAST_SECONDS; s > 0; s--) contract.world.tick(now - s * 1000, s < 430 || s > 480);
      const timer = setInterval(() => contract.tick(Date.now()), 1000);
      server.httpServer?.on("close", () => clearInterval(timer));
      server.middlewares.use((request, response, next) => {
        if (request.url === "/__demo/away") contract.away = true;
        if (request.url === "/__demo/back") contract.away = false;
        if (request.url?.startsWith("/__demo/")) {
          if (contract.away) contract.cut();
          return void response.end("ok");
        }
        contract.answer(request, response).then((done) => done || next(), next);
      });
      server.config.logger.info(`\n  Development server with invented data. Token: ${DEMO_TOKEN}\n`);
    },
  };
}
