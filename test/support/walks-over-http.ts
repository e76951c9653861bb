/** Callers left to chance, through the HTTP server and the simulator, on one clock that stands until it is moved. */
import { pino } from "pino";
import type { Billing } from "../../src/billing/billing.js";
import { createLegs } from "../../src/carrier/twilio/legs.js";
import { createRest } from "../../src/carrier/twilio/rest.js";
import {
  createManualClock,
  createSimulator,
  type Clock,
} from "../../src/carrier/simulator/index.js";
import { spokenMs } from "../../src/carrier/simulator/spoken.js";
import type { PhoneEvent } from "../../src/carrier/simulator/phone-api.js";
import {
  assumed,
  timedPromises,
  type AssumptionName,
  type Clocks,
} from "../../src/flows/proof/index.js";
import { readState } from "../../src/server/turn.js";
import { createChance } from "../flows/proof/support/walk.js";
import {
  answerLine,
  lineNumber,
  token,
  type AnsweredLine,
} from "./answered-line.js";
import { quietStore } from "./quiet-store.js";
import { createEars, type Silence } from "../../src/simulate/ears.js";
import { createWalkers, deedsOf, share } from "./walkers.js";

export interface WalksOptions {
  readonly calls: number;
  /** Absent: every caller has a number, and every seventh hides it. */
  readonly from?: string;
  readonly seed: number;
  /** Seconds by which the carrier goes beyond one assumption, on every turn. */
  readonly beyond?: Readonly<Partial<Record<AssumptionName, number>>>;
  /** Every answer of the line takes so long, ms; absent: as long as is assumed, or less. */
  readonly answersIn?: number;
  /** Whoever took a call presses star now and then, and the keys that it leads to. */
  readonly parts?: true;
  /** A certificate that allows less than was proved, as a wrong model would. */
  readonly wronglyProved?: number;
}

export interface WalksResult {
  readonly clocks: readonly Clocks[];
  /** What the line wrote into its log, warnings and errors. */
  readonly logged: readonly Record<string, unknown>[];
  readonly metrics: string;
  /** Longer than three seconds, on any telephone. */
  readonly silences: readonly Silence[];
}

/** Billing is away now and then, as it is drawn. */
const isOfBilling = /^billing did not say/;
const start = Date.UTC(2026, 10, 22, 14, 15);
/** Twice what the proof counts for a call: none comes there. */
const mostSeconds = 900;

const isTimed: ReadonlySet<string> = new Set(timedPromises);

export async function walkOverHttp(
  options: WalksOptions,
): Promise<WalksResult> {
  const { beyond = {} } = options;
  const chance = createChance(options.seed);
  const clock = createManualClock(start);
  const logged: Record<string, unknown>[] = [];
  const account = { sid: "AC0", token };
  let base = "";
  const legs = createLegs({
    get: (path, query) =>
      createRest({ ...account, apiUrl: base }).get(path, query),
    post: (path, form) =>
      createRest({ ...account, apiUrl: base }).post(path, form),
  });
  const answered = await answerLine({
    legs,
    now: () => clock.now(),
    later: (ms, run) => clock.after(ms, run),
    // What a server does after its answer takes it no second.
    hold: (work) => clock.hold(work),
    wrapStore: quietStore,
    billing: billingOfChance(chance),
    log: pino(
      { level: "warn" },
      {
        write(line) {
          const said = JSON.parse(line) as Record<string, unknown>;
          if (!isOfBilling.test(String(said["msg"]))) logged.push(said);
        },
      },
    ),
  });
  const [served] = answered.line.served.now.answering;
  if (served && options.wronglyProved !== undefined)
    Object.assign(served, {
      certificate: {
        ...served.certificate,
        promises: served.certificate.promises.map((one) => ({
          ...one,
          bound: options.wronglyProved,
        })),
      },
    });
  const late = createLateClock(clock);
  base = `${answered.url}/simulator`;
  const simulator = createSimulator({
    account,
    apiBase: base,
    clock: late.clock,
    random: createChance(options.seed + 1),
    numbers: { line: lineNumber, callers: [], people: [] },
    // The line's own pace is another test's.
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
  const worst = answered.line.served.now.certificate.promises.flatMap(
    ({ name, worst: call }) =>
      call && isTimed.has(name) ? [deedsOf(call.transcript)] : [],
  );
  const walkers = createWalkers(simulator, clock, chance, worst, options);
  const ears = createEars(3_000);
  simulator.events.subscribe((event) => {
    // The next answer is as slow as is assumed, or sooner: request, answer and voice together.
    const { request = 0, answer = 0 } = beyond;
    const slow = 2 * share(chance) + request + answer;
    simulator.setFaults({ slowMs: options.answersIn ?? slow * 1000 });
    ears.take(event);
    late.expect(event, chance, beyond);
    walkers.take(event);
  });
  try {
    const sids = Array.from({ length: options.calls }, (_, at) =>
      simulator.dial({
        from:
          options.from ??
          (at % 7 === 6 ? "anonymous" : `+1202555${String(1000 + at)}`),
        to: lineNumber,
        // Who is vouched for hears of more charges.
        verstat: "TN-Validation-Passed-A",
      }),
    );
    for (let second = 0; walkers.live() > 0; second += 1) {
      if (second > mostSeconds)
        throw new Error(`After ${mostSeconds} s some calls are not over.`);
      await clock.advance(1_000);
      if (second % (1 + (beyond.relay ?? 0)) !== 0) continue;
      // What the company answers comes at some point of the caller's waiting, or too late.
      const answers = chance() < 0.8;
      await fireDue(answered, clock.now());
      await answered.settle(({ key, effect }) => {
        const isCompany =
          key.kind !== "call" || effect.includes("find-charges");
        return answers || !isCompany || isPerson.has(key.kind);
      });
    }
    // The end of a call on which a message is left waits for the message.
    await clock.advance(10_000);
    await clock.settle();
    const clocks: Clocks[] = [];
    for (const id of sids) clocks.push(await clocksOf(id));
    const metrics = await (await fetch(`${answered.url}/metrics`)).text();
    return { clocks, logged, metrics, silences: ears.silences };
  } finally {
    await simulator.close();
    await answered.close();
  }

  // A hang-up is answered before it is worked on.
  async function clocksOf(id: string): Promise<Clocks> {
    for (let tries = 0; ; tries += 1) {
      const { machine } = await answered.store.load({ kind: "call", id });
      const state = machine && readState(machine.state);
      if (state?.snapshot.status === "done") return state.record as Clocks;
      if (tries > 500) throw new Error(`Call ${id} has not ended.`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}

/** The machines that bring callers and people together; they never wait for the company. */
const isPerson: ReadonlySet<string> = new Set(["connection", "queue", "aside"]);

/** Delivers what is due on the shared clock, as a relay does. */
async function fireDue(
  { store, line }: AnsweredLine,
  now: number,
): Promise<void> {
  for (let partition = 0; partition < store.partitions; partition += 1)
    for (const timer of await store.dueTimers(partition, now, 200))
      await line.fire(timer);
}

/** Lets single durations of the simulator's last longer: speech, a recogniser, the tone. */
function createLateClock(clock: Clock) {
  let next: { extraMs: number; only?: number } | undefined;
  return {
    clock: {
      ...clock,
      now: () => clock.now(),
      after(ms: number, run: () => void) {
        const late = next && (next.only ?? ms) === ms ? next : undefined;
        if (late) next = undefined;
        return clock.after(ms + (late?.extraMs ?? 0), run);
      },
    } satisfies Clock,
    expect(
      event: PhoneEvent,
      chance: () => number,
      beyond: NonNullable<WalksOptions["beyond"]>,
    ) {
      const seconds = (name: AssumptionName) => (beyond[name] ?? 0) * 1000;
      // What comes next of a leg that the line asked for is its first ring.
      if (event.type === "leg-started" && event.direction === "outbound-api")
        next = {
          extraMs: 1000 * assumed["set-up"] * share(chance) + seconds("set-up"),
        };
      else if (event.type === "said")
        next = {
          extraMs: seconds("voice") + seconds("speech"),
          only: event.ms,
        };
      else if (event.type === "spoke")
        next = {
          only: spokenMs(event.text, "en-US") + 1000 * assumed["end of speech"],
          extraMs:
            1000 * share(chance) +
            seconds("recognition") +
            seconds("end of speech"),
        };
      else if (event.type === "beep")
        next = { extraMs: 1000 * share(chance) + seconds("tone"), only: 4_000 };
    },
  };
}

function billingOfChance(chance: () => number): Billing {
  const label = { es: "una llamada a larga distancia", en: "a long call" };
  return {
    findCharges: (number) => {
      if (chance() < 0.15) return Promise.reject(new Error("It is down."));
      const charges = Array.from(
        { length: chance() < 0.5 ? 3 : Math.floor(chance() * 4) },
        (_, at) => ({
          id: `${number}-${at}`,
          amount: {
            amount: chance() < 0.85 ? 210 + at : 9_900,
            currency: "USD",
          },
          date: `2026-11-0${at + 1}`,
          label,
        }),
      );
      return Promise.resolve(
        chance() < 0.15
          ? { charges: [] }
          : { account: `account-${number}`, charges },
      );
    },
    postCredit: () =>
      Promise.resolve({
        outcome: "posted",
        total: { amount: 3790, currency: "USD" },
      }),
  };
}
