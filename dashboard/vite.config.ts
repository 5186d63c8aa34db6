import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/** The app that the gateway serves at /dashboard/ ; with `--mode lib` the npm package instead. */
export default defineConfig(({ mode }) => ({
  base: "./",
  plugins: [react()],
  build:
    mode === "lib"
      ? {
          outDir: "dist",
          copyPublicDir: false,
          lib: { entry: "src/index.ts", formats: ["es"], fileName: "caching-dashboard", cssFileName: "caching-dashboard" },
          rollupOptions: { external: ["react", "react-dom", "react/jsx-runtime", "react-dom/client"] },
        }
      : { outDir: "target/classes/META-INF/resources/dashboard", emptyOutDir: true, assetsInlineLimit: 0 },
  test: {
    environment: "node",
    include: ["test/**/*.test.{ts,tsx}"],
    css: false,
    // Generous, for a machine that does other work: nothing waits for time, only for conditions.
    testTimeout: 60_000,
    pool: "threads",
    maxWorkers: 2,
  },
}));
