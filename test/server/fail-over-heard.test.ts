/** What everybody on the telephone hears while the store's master fails over: calls as chance has them, on the real clock. */
import { monitorEventLoopDelay } from "node:perf_hooks";
import {
  createRealClock,
  createSimulator,
} from "../../src/carrier/simulator/index.js";
import type { PhoneEvent } from "../../src/carrier/simulator/phone-api.js";
import { createLegs } from "../../src/carrier/twilio/legs.js";
import { createRest } from "../../src/carrier/twilio/rest.js";
import { createChance } from "../flows/proof/support/walk.js";
import { createEars } from "../../src/simulate/ears.js";
import { until } from "../store/support/until.js";
import { answerLine, lineNumber, token } from "../support/answered-line.js";
import { startRedisSentinel } from "../support/redis-sentinel.mjs";
import { createWalkers } from "../support/walkers.js";

/** As sentinels are set by default in a company: a master is given up after so long, ms. */
const downAfterMs = 5_000;
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

it.each(["hangs", "dies"] as const)(
  "when the master %s nobody hears nothing for more than five seconds, callers and people alike",
  async (fault) => {
    const place = await startRedisSentinel({ downAfterMs });
    const account = { sid: "AC0", token };
    let base = "";
    const rest = () => createRest({ ...account, apiUrl: base });
    const answered = await answerLine({
      redisUrl: place.url,
      legs: createLegs({
        get: (path, query) => rest().get(path, query),
        post: (path, form) => rest().post(path, form),
      }),
    });
    base = `${answered.url}/simulator`;
    const clock = createRealClock();
    const chance = createChance(fault === "hangs" ? 5 : 6);
    const simulator = createSimulator({
      account,
      apiBase: base,
      clock,
      random: createChance(7),
      numbers: { line: lineNumber, callers: [], people: [] },
      callsPerSecond: 1_000_000,
      lines: {
        [lineNumber]: {
          voiceUrl: `${answered.url}/voice`,
          voiceFallbackUrl: `${answered.url}/voice/fallback`,
          statusCallback: `${answered.url}/voice/status`,
        },
      },
    });
    answered.line.app.use("/simulator", simulator.router);
    const ears = createEars(5_000);
    // What the machine itself stood still is no silence of the line's.
    const stalls = monitorEventLoopDelay({ resolution: 20 });
    stalls.enable();
    const said: PhoneEvent[] = [];
    const walkers = createWalkers(simulator, clock, chance, [
      [{ type: "digits", digits: "2" }],
    ]);
    simulator.events.subscribe((event) => {
      said.push(event);
      ears.take(event);
      walkers.take(event);
    });
    try {
      await answered.line.relay.start();
      for (let caller = 0; caller < 18; caller += 1) {
        simulator.dial({
          from: `+1202555${String(1000 + caller)}`,
          to: lineNumber,
          verstat: "TN-Validation-Passed-A",
        });
        await wait(750);
        if (caller === 8)
          if (fault === "hangs") place.master.freeze();
          else await place.master.kill();
      }
      await until(() => answered.store.ping(), 30_000);
      await wait(12_000);
      // The fault was met: calls heard of it and went on.
      expect(
        said.some(
          (one) => one.type === "said" && one.text.includes("sigo con usted"),
        ),
      ).toBe(true);
      expect(
        ears.silences
          .filter(({ ms }) => ms > 5_000 + stalls.max / 1e6)
          .map(({ sid, at, ms }) => ({
            ms,
            heard: said
              .filter((one) => one.sid === sid && one.at <= at + ms)
              .slice(-6),
          })),
      ).toEqual([]);
    } finally {
      await simulator.close();
      await answered.line.relay.stop();
      await answered.close();
      await place.stop();
    }
  },
  120_000,
);
