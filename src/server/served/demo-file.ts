import { fileURLToPath } from "node:url";

const root = new URL("../../../", import.meta.url);

/** A file of the demo company. */
export function demoFile(name: string): string {
  return fileURLToPath(new URL(`demo/${name}`, root));
}

/** The number of a line that has no other: the simulator's. */
export const demoLine = "+12025550100";
