import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));

export default defineConfig({
  resolve: {
    alias: {
      "@": root.replace(/\/$/, ""),
      // Vitest is neither a server nor a client component; the guard would throw.
      "server-only": `${root}node_modules/server-only/empty.js`,
    },
  },
  test: {
    include: ["{lib,components,app}/**/*.test.{ts,tsx}"],
    setupFiles: ["./vitest.setup.ts"],
    // An odd offset shows every place that forgets the time zone.
    env: { TZ: "Asia/Kathmandu", LOG_LEVEL: "silent" },
  },
});
