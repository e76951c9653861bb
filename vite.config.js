import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const line = `http://127.0.0.1:${process.env.PORT ?? 3000}`;

export default defineConfig({
  root: "src/console",
  plugins: [react()],
  build: {
    outDir: "../../dist/console",
    emptyOutDir: true,
    // The worker has the checker and the proof; it is loaded with the editor alone.
    chunkSizeWarningLimit: 1_000,
    rolldownOptions: {
      // The worker is a build of its own within this one, and takes its time.
      checks: { pluginTimings: false },
      input: ["src/console/index.html", "src/console/phone/index.html"],
    },
  },
  // `npx vite` shows changes at once, beside a line that runs.
  server: { proxy: { "/simulator": line, "/api": line } },
});
