import { callersPlace, endPlace } from "../../src/flows/chart-places.js";
import type { Effect } from "../../src/flows/effects.js";
import { isLegEffect } from "../../src/flows/effects.js";
import { printOutcome } from "../../src/flows/transcript/print-outcome.js";
import { parseEvent } from "../../src/flows/transcript/parse-event.js";
import type { TranscriptEvent } from "../../src/flows/transcript/event.js";
import type { Transcript } from "../../src/flows/transcript/index.js";
import type { LegResult, People } from "../../src/flows/events.js";
import { readPeople } from "../../src/server/served/company.js";
import { whereIs } from "../../src/machines/advance.js";
import type { Billing } from "../../src/billing/billing.js";
import { assumed, type Clocks } from "../../src/flows/proof/index.js";
import { turnSeconds } from "../../src/flows/proof/assumptions.js";
import { longestWait } from "../../src/flows/proof/waiting.js";
import { readState } from "../../src/server/turn.js";
import type { MachineKey, Store } from "../../src/store/contract.js";
import { partitionOf } from "../../src/store/index.js";
import {
  answerLine,
  inboundForm,
  type AnsweredLineOptions,
} from "./answered-line.js";
import { actionOf, linesOf, waitUrlOf } from "./documents.js";
import {
  openCaseOf,
  putLimits,
  putCallBack,
  putCutOff,
  putList,
  rememberLanguage,
  untoldCaseOf,
} from "./earlier-calls.js";
import type { RehearsedLine } from "./two-servers.js";
import { until } from "./until.js";

const call = "CA00000000000000000000000000000001";

/** Plays a transcript through the HTTP app: forms in, TwiML back to lines, `outbox` and `at` from the store. */
export async function rehearseOverHttp(
  transcript: Transcript,
  options: AnsweredLineOptions & {
    startedAt: number;
    /** Who answers: a line in this process when absent. */
    answer?: (options: AnsweredLineOptions) => Promise<RehearsedLine>;
    /** Each event comes at the last moment that the assumptions of the proof allow. */
    asLateAsAssumed?: boolean;
    /** What is done when all has happened; `pass` moves the clock. */
    lastly?: (
      line: RehearsedLine,
      pass: (seconds: number) => void,
    ) => Promise<void>;
  },
): Promise<Transcript> {
  let now = options.startedAt;
  const people = options.people ?? (await readPeople("demo/people.yaml"));
  const world: World = { people, now: () => now, from: "" };
  const answered = await (options.answer ?? answerLine)({
    ...options,
    now: () => now,
    billing: scriptedBilling(world),
    lookUp: () =>
      Promise.resolve(
        world.event?.type === "look-up-answered"
          ? world.event
          : { outcome: "failed" },
      ),
  });
  try {
    const caller: CallerState = { action: undefined, wait: undefined };
    const turns = [];
    for (const [place, { event }] of transcript.turns.entries()) {
      const happened = parseEvent(event);
      now = options.asLateAsAssumed
        ? ((await latestFor(answered, happened)) ?? now)
        : options.startedAt + place * 5_000;
      if (happened.type === "call") world.from = happened.from;
      if (happened.callBack !== undefined)
        await putCallBack(answered, world.from, happened.callBack, {
          people,
          startedAt: options.startedAt,
        });
      if (happened.limits)
        await putLimits(answered, world.from, happened.limits, now);
      const before = new Set((await outboxOf(answered)).map(({ id }) => id));
      const document = await happen(answered, happened, caller, world);
      const added = (await outboxOf(answered)).filter(
        ({ id }) => !before.has(id),
      );
      const effects = added.map(({ effect }) => JSON.parse(effect) as Effect);
      turns.push({
        event,
        lines: [
          ...(document === undefined ? [] : linesOf(document)),
          ...printOutcome(
            effects.filter((one) => !isLegEffect(one)),
            await placeOf(answered),
          ),
        ],
      });
    }
    await options.lastly?.(answered, (seconds) => {
      now += seconds * 1000;
    });
    return { ...transcript, turns };
  } finally {
    await answered.close();
  }
}

/** Epoch ms; `undefined` for what comes from the world while the caller's document goes on, and before the call. */
async function latestFor(
  { store }: RehearsedLine,
  event: TranscriptEvent,
): Promise<number | undefined> {
  const clocks = await readClocks(store);
  if (!clocks || isOfTheWorld.has(event.type)) return undefined;
  const { leg } = clocks;
  const seconds =
    leg.speech + longestWait(leg, event, assumed) + turnSeconds(assumed);
  return leg.at + Math.floor(seconds * 1000);
}

const isOfTheWorld: ReadonlySet<string> = new Set([
  "charges-found",
  "charges-unavailable",
  "claim-answered",
  "look-up-answered",
]);

/** The clocks of the call that is rehearsed. */
export async function readClocks(store: Store): Promise<Clocks | undefined> {
  const { machine } = await store.load({ kind: "call", id: call });
  return machine && (readState(machine.state).record as Clocks);
}

interface CallerState {
  /** Where the caller's document sends what happens. */
  action: string | undefined;
  /** Where a caller who waits asks for what is heard. */
  wait: string | undefined;
}

interface World {
  readonly people: People;
  /** Epoch ms. */
  readonly now: () => number;
  event?: TranscriptEvent;
  /** The number that calls. */
  from: string;
}

/** Makes one event happen as the carrier or the company would; gives the document that it was answered with. */
async function happen(
  answered: RehearsedLine,
  event: TranscriptEvent,
  caller: CallerState,
  world: World,
): Promise<string | undefined> {
  const hear = (body: string) => {
    caller.action = actionOf(body);
    caller.wait = waitUrlOf(body);
    return body;
  };
  const post = async (address: string, form: Record<string, string>) =>
    (
      await answered.post(
        address,
        inboundForm(call, { CallStatus: "in-progress", ...form }),
      )
    ).body;
  const send = async (form: Record<string, string>) => {
    if (caller.action === undefined)
      throw new Error("The caller is on no document.");
    return hear(await post(caller.action, form));
  };
  /** The carrier lets the caller ask for the document that they are to be on by now, when it was told to. */
  const fetched = async (before = answered.legs.fetched.length) => {
    await answered.settle();
    const url = answered.legs.fetched.slice(before).at(-1);
    return url === undefined ? undefined : hear(await post(url, {}));
  };
  /** The person whom the line rings last picks up, and then does that. */
  const rung = async (form?: Record<string, string>) => {
    await answered.settle();
    const leg = answered.legs.rung.at(-1);
    if (!leg) throw new Error("Nobody is being rung.");
    const own = inboundForm(leg.leg);
    if (form) {
      const { body } = await answered.post(leg.answerUrl, own);
      await answered.post(actionOf(body) ?? "", { ...own, ...form });
    }
    return { ...leg, own };
  };
  /** The person whom the line rings last does not take the call. */
  const notTaken = async (result: LegResult) => {
    const { statusUrl, own } = await rung();
    if (result === "declined") return rung({ Digits: "2" });
    const connection = { kind: "connection", id: call };
    const before = await placeOf(answered, connection);
    await answered.post(statusUrl, {
      ...own,
      CallStatus: result === "answered" ? "completed" : result,
    });
    return until(async () => (await placeOf(answered, connection)) !== before);
  };
  const isWaiting = caller.wait !== undefined;
  switch (event.type) {
    case "call": {
      if (event.language !== undefined)
        await rememberLanguage(answered, event.from, event.language);
      const verdict: Record<string, string> =
        event.grade === "attested"
          ? { StirVerstat: "TN-Validation-Passed-A" }
          : {};
      const { line } = world.people.director;
      const dialled: Record<string, string> =
        event.to && line !== undefined ? { To: line } : {};
      const changes: { readonly id: string }[] = [];
      if (event.openCase !== undefined)
        changes.push(openCaseOf(world.people, event.from, event.openCase));
      if (event.outcome) changes.push(untoldCaseOf(world));
      await putList(answered, event.from, changes);
      if (event.resumes !== undefined)
        await putCutOff(answered, event.from, event.resumes, world.now());
      const { body } = await answered.post(
        "/voice",
        inboundForm(call, { From: event.from, ...verdict, ...dialled }),
      );
      return hear(body);
    }
    case "digits": {
      if (caller.wait === undefined) return send({ Digits: event.digits });
      const heard = await post(caller.wait, {});
      const left = await post(actionOf(heard) ?? "", { Digits: event.digits });
      return left.includes("<Leave/>")
        ? send({ QueueResult: "leave" })
        : undefined;
    }
    case "speech":
      return send({
        SpeechResult: event.text,
        ...(event.confidence !== undefined && {
          Confidence: String(event.confidence),
        }),
      });
    case "silence":
      return send(isWaiting ? { QueueResult: "queue-full" } : {});
    case "leg-ended": {
      const before = answered.legs.fetched.length;
      const key = { kind: "call", id: call };
      const place = await placeOf(answered, key);
      // Whoever stands in is rung next, and does not take the call either.
      do {
        await notTaken(event.result);
        await answered.settle();
      } while ((await placeOf(answered, key)) === place);
      return fetched(before);
    }
    case "recorded": {
      const isGone = (await placeOf(answered)) === endPlace;
      const answer = await send({
        RecordingUrl: event.url,
        RecordingDuration: String(event.seconds),
        Digits: isGone ? "hangup" : "#",
      });
      return isGone ? undefined : answer;
    }
    case "leg-accepted":
      await rung({ Digits: "1" });
      return fetched();
    case "time-up": {
      const key = { kind: "call", id: call };
      const timers = await answered.store.dueTimers(
        partitionOf(key),
        Number.MAX_SAFE_INTEGER,
        100,
      );
      for (const timer of timers)
        if (timer.key.kind === "call") await answered.fire(timer);
      return fetched();
    }
    case "hung-up":
      await answered.post(
        "/voice/status",
        inboundForm(call, { CallStatus: "completed" }),
      );
      // A status callback is answered before it is worked on, as the carrier wants it.
      await until(async () => (await placeOf(answered)) === endPlace);
      return undefined;
    case "charges-found":
    case "charges-unavailable":
    case "claim-answered":
    case "look-up-answered":
      world.event = event;
      await answered.settle();
      return undefined;
  }
}

/** The company's billing system says what the transcript says. */
function scriptedBilling(world: World): Billing {
  return {
    findCharges: () => {
      const { event } = world;
      if (event?.type !== "charges-found")
        return Promise.reject(new Error("The billing system is down."));
      const { account, charges } = event;
      return Promise.resolve({
        charges,
        ...(account !== undefined && { account }),
      });
    },
    postCredit: () => {
      const { event } = world;
      return Promise.resolve(
        event?.type === "claim-answered" && event.total
          ? { outcome: "posted", total: event.total }
          : { outcome: "refused", reason: "The transcript says so." },
      );
    },
  };
}

/** What the call asked of the world so far, done or not, but for what makes its own leg ask and what the line tells its figures. */
async function outboxOf({ store, performed }: RehearsedLine) {
  const key = { kind: "call", id: call };
  const waiting = await store.pending(partitionOf(key), 100);
  return [...performed, ...waiting].filter(
    (entry) =>
      entry.key.kind === "call" &&
      !/"fetch-document"|"kind":"(figures|contact)"/.test(entry.effect),
  );
}

async function placeOf(
  { store }: RehearsedLine,
  key: MachineKey = { kind: "call", id: call },
): Promise<string> {
  const { machine } = await store.load(key);
  return machine
    ? callersPlace(whereIs(readState(machine.state).snapshot))
    : "nowhere";
}
