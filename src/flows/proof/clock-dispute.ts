import type { Snapshot } from "xstate";
import { whereIs } from "../../machines/advance.js";
import type { CallContext } from "../call-context.js";
import type { Chart } from "../chart.js";
import type { CallEvent } from "../events.js";
import type { TranscriptEvent } from "../transcript/event.js";
import { turnSeconds, type Assumed } from "./assumptions.js";
import type { Clocks } from "./clock-state.js";
import { isQuestion, staysOrdinary } from "./common-path.js";
import { longestWait, type Done } from "./waiting.js";

/**
 * Follows whether a call is still the ordinary small dispute, as the proof has it, and what of its seconds the caller took to answer: as much
 * as came after the answer could have been there, and no more than the line waits.
 */
export function ordinaryDispute(chart: Chart, given: Assumed) {
  return (
    { ordinary, leg, standing }: Clocks,
    event: CallEvent,
    before: Snapshot<unknown> | undefined,
    after: Snapshot<unknown>,
    done: Done | undefined,
  ): Clocks["ordinary"] => {
    if (!ordinary || !before || !done) return ordinary;
    const was = contextOf(before);
    const is = contextOf(after);
    const from = whereIs(before);
    const stays = staysOrdinary(chart, {
      standing,
      from,
      to: whereIs(after),
      event: event.type,
      settles: done.means === "settled",
      about: is.charges?.findIndex(({ id }) => id === is.about?.id) ?? 0,
      changesLanguage: was.languageChanges !== is.languageChanges,
    });
    if (!stays) return undefined;
    const { waiting, speech } = leg;
    if (!isQuestion(chart, from) || waiting.type !== "listening")
      return ordinary;
    const happened = event as unknown as TranscriptEvent;
    const wait = (timeout: number) =>
      longestWait(
        { waiting: { ...waiting, timeout }, speech },
        happened,
        given,
      );
    const atOnce = speech + wait(0) + turnSeconds(given);
    const later = (event.at - leg.at) / 1000 - atOnce;
    const most = wait(waiting.timeout) - wait(0);
    return {
      thought: ordinary.thought + Math.min(Math.max(0, later), most),
    };
  };
}

function contextOf(snapshot: Snapshot<unknown>): CallContext {
  return (snapshot as unknown as { context: CallContext }).context;
}
