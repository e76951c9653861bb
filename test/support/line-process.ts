/** A process that answers calls as `answerLine` does; the test that started it says the time and plays the company's systems. */
import type { Billing } from "../../src/billing/billing.js";
import type { LookUps } from "../../src/lookups/index.js";
import {
  answerLine,
  type AnsweredLine,
  type AnsweredLineOptions,
} from "./answered-line.js";
import { createPeer } from "./peer.js";

let now = 0;
let line: AnsweredLine | undefined;

const ask = createPeer(process, {
  async open(options: AnsweredLineOptions) {
    line = await answerLine({ ...options, now: () => now, billing, lookUp });
    return line.url;
  },
  async setNow(to: number) {
    now = to;
  },
  async settle() {
    await line?.settle();
  },
  async close() {
    await line?.close();
  },
});

const billing: Billing = {
  findCharges: (...given) =>
    ask("findCharges", ...given) as ReturnType<Billing["findCharges"]>,
  postCredit: (...given) =>
    ask("postCredit", ...given) as ReturnType<Billing["postCredit"]>,
};

const lookUp: LookUps = (question) =>
  ask("lookUp", question) as ReturnType<LookUps>;

process.on("disconnect", () => process.exit());
