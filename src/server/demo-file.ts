import { fileURLToPath } from "node:url";

const root = new URL("../../", import.meta.url);

/** A file of the demo company. */
export function demoFile(name: string): string {
  return fileURLToPath(new URL(`demo/${name}`, root));
}
