/** `npm start`, with what the tests have proved already. */
import { runLine } from "../../src/server/run-line.js";
import { proveOnce } from "./prove-once.js";

await runLine({ prove: proveOnce });
