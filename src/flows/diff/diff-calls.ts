import { advance, whereIs } from "../../machines/advance.js";
import type { CompiledFlow } from "../compile.js";
import { isLegEffect, type Effect } from "../effects.js";
import { createClocks } from "../proof/clocks.js";
import type { Clocks, TimedPromise } from "../proof/clock-state.js";
import { agentFor, sampleDirector } from "../proof/facts.js";
import { dutiesOf } from "../proof/live-facts.js";
import {
  callersPlace,
  deadlineAt,
  deadlineEvent,
  stepOf,
} from "../chart-places.js";
import { endsElsewhere } from "./ends-elsewhere.js";
import { completeEvent } from "../rehearse.js";
import { spokenSeconds, type Language } from "../speech/index.js";
import { parseEvent } from "../transcript/parse-event.js";
import type { TranscriptEvent } from "../transcript/event.js";
import type { Transcript } from "../transcript/index.js";

/** How a recorded call goes on a flow. Seconds are counted alike for both flows: what is said at its length, silences and rings in full. */
export interface CallEnd {
  /** The step that the call was on last. */
  readonly step: string;
  /** What the caller had by then. */
  readonly got:
    "a person or a promise" | "a person was asked for" | "nothing yet";
  /** Until a person took the call, a promise was made or the matter was settled; else until the last thing that happened. */
  readonly seconds: number;
  /** The first thing that the caller or the world did and that this flow has no use for; the call is not followed beyond it. */
  readonly strayed?: string;
}

export interface CallChanged {
  readonly name: string;
  readonly title: string;
  readonly before: CallEnd;
  readonly after: CallEnd;
}

/** Less is no difference that a caller notices, in seconds. */
const noticed = 0.5;

/** Plays recorded calls on both flows; gives those that end elsewhere, or sooner or later. */
export function diffCalls(
  before: CompiledFlow,
  after: CompiledFlow,
  calls: readonly { readonly name: string; readonly call: Transcript }[],
): CallChanged[] {
  const old = createPlayer(before);
  const now = createPlayer(after);
  return calls.flatMap(({ name, call }) => {
    const one = old(call);
    const other = now(call);
    const isSame =
      !endsElsewhere({ before: one, after: other }) &&
      Math.abs(one.seconds - other.seconds) < noticed;
    return isSame
      ? []
      : [{ name, title: call.title, before: one, after: other }];
  });
}

const answered: TimedPromise = "answered or promised within";

function createPlayer(flow: CompiledFlow) {
  const clocks = createClocks(flow);
  const agents = dutiesOf(flow.chart).map(agentFor);
  return ({ header, turns }: Transcript): CallEnd => {
    const settings = new Map(header);
    const startedAt = Date.parse(settings.get("clock") ?? "") || 0;
    const rehearsal = {
      flow,
      people: {
        agents: settings.get("agents") === "none" ? [] : agents,
        director: sampleDirector,
      },
      startedAt,
      line: "+12025550100",
      call: "call",
      reference: "48291377",
    };
    let snapshot: Parameters<typeof advance>[1];
    let measured: Clocks | undefined;
    let seconds = 0;
    let leg: readonly Effect[] = [];
    let strayed: string | undefined;
    for (const { event } of turns) {
      const [line = ""] = event.split("\n");
      const happened = parseEvent(event);
      const place = snapshot ? whereIs(snapshot) : "";
      seconds += waitFor(leg, happened, deadlineAt(flow.chart, place));
      const at = startedAt + Math.round(seconds * 1000);
      const complete = completeEvent(
        happened,
        rehearsal,
        at,
        deadlineEvent(flow.chart, place),
      );
      const step = advance(flow.machine, snapshot, complete);
      if (!step.accepted) {
        strayed = line;
        break;
      }
      measured = clocks(measured, snapshot, complete, step);
      snapshot = step.snapshot;
      const effects = step.effects as readonly Effect[];
      const speech = effects.reduce((sum, one) => sum + secondsOf(one), 0);
      if (effects.some(isLegEffect)) leg = effects;
      seconds += speech;
    }
    const served = measured?.run[answered];
    return {
      step: snapshot ? stepOf(callersPlace(whereIs(snapshot))) : "",
      got:
        served !== undefined
          ? "a person or a promise"
          : measured?.standing === "asked"
            ? "a person was asked for"
            : "nothing yet",
      seconds: served ?? seconds,
      ...(strayed !== undefined && { strayed }),
    };
  };
}

function secondsOf(effect: Effect): number {
  return effect.type === "say"
    ? spokenSeconds(effect.text, effect.language.slice(0, 2) as Language)
    : 0;
}

/** Callers answer at once; silences, and waits for a person who does not come, last as long as the flow lets them. */
function waitFor(
  leg: readonly Effect[],
  event: TranscriptEvent,
  deadline: number,
): number {
  const isUnanswered =
    event.type === "leg-ended" &&
    (event.result === "no-answer" || event.result === "failed");
  const isLong =
    event.type === "silence" || event.type === "time-up" || isUnanswered;
  if (!isLong) return 0;
  return leg.reduce((longest, effect) => {
    if (effect.type === "gather") return Math.max(longest, effect.timeout);
    if (effect.type === "wait") return Math.max(longest, deadline);
    return effect.type === "record" ? effect.silence : longest;
  }, 0);
}
