import type { Snapshot } from "xstate";
import {
  whereIs,
  type Advanced,
  type MachineEvent,
} from "../../machines/advance.js";
import { deadlineAt } from "../chart-places.js";
import type { CompiledFlow } from "../compile.js";
import { sentence, type Effect } from "../effects.js";
import type { CallEvent, People } from "../events.js";
import { limitsOf } from "../given.js";
import { assumed, turnSeconds, type Assumed } from "./assumptions.js";
import { ordinaryDispute } from "./clock-dispute.js";
import { exceed, rounding, wait } from "./clock-excess.js";
import { end, finish, note } from "./clock-runs.js";
import type { Clocks, Reached, Seconds } from "./clock-state.js";
import { standingAfter } from "./explore.js";
import { adviserDuty } from "./facts.js";
import { dutiesOf } from "./live-facts.js";
import { asksForPerson } from "./measures.js";
import { rememberEvent } from "./remember-event.js";
import { slowestChart, slowSentences } from "./slowest-chart.js";
import { readDone, type Done } from "./waiting.js";

/** A person's phone began to ring; the call itself has no use for it. */
export interface LegRinging extends MachineEvent {
  readonly type: "leg-ringing";
  /** When the carrier was asked to ring it, epoch ms; absent: an earlier version of the line asked. */
  readonly dialled?: number;
}

/** Calls of a thousand events end with the carrier; what comes later is not kept. */
const mostEvents = 300;

/**
 * Gives the clocks after an event whose turn is `step`, read as the proof reads it: each sentence at its slowest. Pure. Gives
 * `before` itself where nothing changes. `proved`: the bounds of the certificate, for a call that begins. Without `words` what callers say is not remembered.
 */
export function createClocks(
  flow: CompiledFlow,
  { given = assumed, words = true }: { given?: Assumed; words?: boolean } = {},
) {
  const { chart } = flow;
  const slowest = slowestChart(chart, given.speech, limitsOf(flow.document));
  const slow = slowSentences(chart, slowest);
  const atSlowest = (effect: Effect): Effect => {
    if (effect.type !== "say") return effect;
    const { says, language } = effect[sentence] ?? {};
    const texts = says && slow.get(says);
    return { ...effect, text: (language && texts?.[language]) ?? "" };
  };
  const duties = dutiesOf(chart);
  const dispute = ordinaryDispute(chart, given);
  return (
    before: Clocks | undefined,
    snapshot: Snapshot<unknown> | undefined,
    event: CallEvent | LegRinging,
    step: Advanced,
    proved: Seconds = {},
  ): Clocks | undefined => {
    if (event.type === "leg-ringing")
      return before && ring(before, snapshot, event, given);
    if (!step.accepted) return before;
    const done = readDone(
      (step.effects as readonly Effect[]).map(atSlowest),
      deadlineAt(chart, whereIs(step.snapshot)),
    );
    if (event.type === "call-started") {
      const staffed = isStaffed(event.people, duties);
      const begun = begin(event, done ?? nothing, proved, staffed);
      return hold(begun, whereIs(step.snapshot), event.at, given);
    }
    if (!before) return undefined;
    const noted = remember(before, event, words);
    const waited = wait(noted, event, snapshot, given);
    const ordinary = dispute(waited, event, snapshot, step.snapshot, done);
    const turned = turn({ ...waited, ordinary }, event, done);
    const place = whereIs(step.snapshot);
    const held = hold(turned, place, event.at, given);
    return step.done ? end(held, event.at) : held;
  };
}

const nothing: Done = {
  sentences: [],
  speech: 0,
  meant: 0,
  opens: false,
  waiting: { type: "over" },
};

function begin(
  event: Extract<CallEvent, { type: "call-started" }>,
  done: Done,
  proved: Seconds,
  staffed: boolean,
): Clocks {
  const { at } = event;
  const clocks: Clocks = {
    from: at,
    startedAt: at,
    standing: "new",
    staffed,
    proved,
    run: {},
    longest: {},
    spoken: 0,
    ordinary: { thought: 0 },
    leg: { at, speech: 0, waiting: { type: "over" } },
    exceeded: [],
    events: [],
  };
  return turn(remember(clocks, event, true), event, done);
}

function turn(
  before: Clocks,
  event: CallEvent,
  done: Done | undefined,
): Clocks {
  const { leg, standing } = before;
  const what = done ?? { ...nothing, waiting: leg.waiting };
  const next = standingAfter(standing, event.type, what);
  const anew = standing === "served" && next === "asked";
  const edge = { from: { done: { waiting: leg.waiting } }, done: what };
  const at = event.at + what.meant * 1000;
  const clocks: Clocks = {
    ...before,
    standing: next,
    reached: reach(before, event, {
      asks: next === "asked" || what.opens,
      means: what.means,
      at,
    }),
    ...(anew && { from: event.at, spoken: 0, run: {} }),
    leg: done
      ? { at: event.at, speech: done.speech, waiting: done.waiting }
      : leg,
  };
  const asked = asksForPerson(edge)
    ? finish(clocks, "asks for a person within", event.at)
    : clocks;
  if (next !== "served" || (standing === "served" && !anew)) return asked;
  const served = finish(asked, "answered or promised within", at);
  return before.ordinary && what.means === "settled"
    ? finish(
        served,
        "settles a small charge within",
        at - before.ordinary.thought * 1000,
      )
    : served;
}

function reach(
  { reached = {}, startedAt }: Clocks,
  { type }: CallEvent,
  {
    asks,
    means,
    at,
  }: {
    readonly asks: boolean;
    readonly means: Done["means"] | undefined;
    readonly at: number;
  },
): Reached {
  const { settled, people = 0 } = reached;
  return {
    ...reached,
    ...(asks && { asked: true }),
    ...(means === "promised" && { promised: true }),
    ...(means === "settled" &&
      settled === undefined && {
        settled: Number(((at - startedAt) / 1000).toFixed(3)),
      }),
    ...(type === "leg-accepted" && { people: people + 1 }),
  };
}

/**
 * The line's own seconds of a wait for a person: from the decision to wait until the call goes on. That a deadline is delivered late, by no
 * more than is assumed, is the relay's doing.
 */
function hold(
  clocks: Clocks,
  place: string,
  at: number,
  given: Assumed,
): Clocks {
  const { hold: before, leg } = clocks;
  if (before?.place === place) return clocks;
  const { waiting } = leg;
  const begun: Clocks =
    waiting.type === "holding"
      ? { ...clocks, hold: { place, at, atMost: waiting.atMost } }
      : { ...clocks, hold: undefined };
  if (!before) return begun;
  const elapsed = (at - before.at) / 1000;
  const late = Math.max(0, elapsed - before.atMost);
  const seconds = elapsed - Math.min(late, given.relay + turnSeconds(given));
  return note(begun, "hold at most", Number(seconds.toFixed(3)));
}

/**
 * How long the carrier needed to ring a phone. Only a person who was rung as soon as one was asked for counts for the promise: a later ring
 * tells nothing of it, since nobody was free, or another had declined.
 */
function ring(
  clocks: Clocks,
  snapshot: Snapshot<unknown> | undefined,
  { at, dialled = at }: LegRinging,
  given: Assumed,
): Clocks {
  const { leg, standing, staffed } = clocks;
  const ringing = given.relay + given["set-up"];
  const late = (at - dialled) / 1000 - ringing - given.request;
  const noted = exceed(clocks, snapshot ? whereIs(snapshot) : "", late, [
    "set-up",
    "relay",
    "request",
  ]);
  const isAtOnce =
    (at - leg.at) / 1000 <= turnSeconds(given) + ringing + rounding;
  return standing === "asked" &&
    leg.waiting.type === "holding" &&
    staffed &&
    isAtOnce
    ? finish(noted, "rings within, when someone is free", at)
    : noted;
}

function remember(clocks: Clocks, event: CallEvent, words: boolean): Clocks {
  const { events, startedAt } = clocks;
  if (events.length >= mostEvents) return clocks;
  const text = rememberEvent(event, (event.at - startedAt) / 1000, words);
  return { ...clocks, events: [...events, text] };
}

function isStaffed({ agents }: People, duties: readonly string[]): boolean {
  return duties.every((duty) =>
    duty === adviserDuty
      ? true
      : duty === "*"
        ? agents.length > 0
        : agents.some(({ topics }) => topics?.includes(duty)),
  );
}
