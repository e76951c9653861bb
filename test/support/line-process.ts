/** A process that answers calls as `answerLine` does; the test that started it says the time and plays the company's systems. */
import type { Billing } from "../../src/billing/billing.js";
import type { LookUps } from "../../src/lookups/index.js";
import {
  answerLine,
  type AnsweredLine,
  type AnsweredLineOptions,
} from "./answered-line.js";
import {
  StoreUnavailable,
  type OutboxEntry,
  type Timer,
} from "../../src/store/contract.js";
import type { RungLeg } from "./carrier-legs.js";
import { createPeer } from "./peer.js";

/** What came of settling an outbox, since the last time. */
export interface Settled {
  readonly rung: RungLeg[];
  readonly fetched: string[];
  readonly performed: OutboxEntry[];
}

let now = 0;
let line: AnsweredLine | undefined;

/** A store that is away for a moment (its sockets wait while a flow is proved) is asked again, as a relay does. */
async function patiently<Result>(
  work: () => Promise<Result> | undefined,
): Promise<Result | undefined> {
  for (let tries = 0; ; tries += 1)
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof StoreUnavailable) || tries > 20) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
}

const ask = createPeer(process, {
  async open(options: AnsweredLineOptions) {
    line = await patiently(() =>
      answerLine({ ...options, now: () => now, billing, lookUp }),
    );
    return line?.url;
  },
  async setNow(to: number) {
    now = to;
  },
  async settle(): Promise<Settled> {
    if (!line) throw new Error("The line is not open.");
    const { legs, performed } = line;
    const before = {
      rung: legs.rung.length,
      fetched: legs.fetched.length,
      performed: performed.length,
    };
    await patiently(() => line?.settle());
    return {
      rung: legs.rung.slice(before.rung),
      fetched: legs.fetched.slice(before.fetched),
      performed: performed.slice(before.performed),
    };
  },
  async fire(timer: Timer) {
    await line?.fire(timer);
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
