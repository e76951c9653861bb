/** A process that performs effects and is killed on the way; see `workUntil`. */
import { openStore } from "../../src/store/index.js";
import {
  workUntil,
  type Asked,
  type Outside,
  type Stage,
} from "./effects-line.js";

const { stage, address, effects } = JSON.parse(process.argv[2] ?? "") as {
  readonly stage: Stage;
  readonly address: Outside;
  readonly effects: Asked;
};
const store = await openStore({ dataDir: address.folder, prefix: "effects" });
await workUntil(stage, store, address, effects);
process.kill(process.pid, "SIGKILL");
