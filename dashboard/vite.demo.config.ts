import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { demoPlugin } from "./dev/demoPlugin";

/** Development only: the app beside an invented, living suite. Nothing of this is built or shipped. */
export default defineConfig({
  base: "/dashboard/",
  cacheDir: "node_modules/.vite-demo",
  plugins: [react(), demoPlugin()],
  server: { host: "127.0.0.1", port: Number(process.env["DEMO_PORT"] ?? 5173) },
});
