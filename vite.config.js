import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const line = `http://127.0.0.1:${process.env.PORT ?? 3000}`;

const assets = "dist/console/assets";

/** Beside each script and style its Brotli form, which the server gives to whoever takes it. */
const compress = {
  name: "compress",
  closeBundle() {
    for (const name of readdirSync(assets).filter((file) =>
      /\.(js|css|svg)$/.test(file),
    )) {
      const file = join(assets, name);
      const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
      writeFileSync(
        `${file}.br`,
        brotliCompressSync(readFileSync(file), { params }),
      );
    }
  },
};

export default defineConfig({
  root: "src/console",
  plugins: [react(), compress],
  // The form of it that brings along what Node has and browsers lack.
  resolve: { alias: { "csv-parse/sync": "csv-parse/browser/esm/sync" } },
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
