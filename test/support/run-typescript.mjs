/**
 * `node --import ./test/support/run-typescript.mjs file.ts` runs a TypeScript file in a process of its own, for tests that kill it.
 */
import { register } from "node:module";

register("./typescript-hooks.mjs", import.meta.url);
