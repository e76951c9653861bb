/** Starts the line from the environment: `npm start`. */
import { runLine } from "./run-line.js";

await runLine();
