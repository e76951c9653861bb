import type { Chart } from "../chart.js";
import type { TranscriptEvent } from "../transcript.js";
import { arrivalsAt, postsAt } from "./behaviours.js";
import type { FactName, Facts } from "./facts.js";
import type { Memory } from "./live-facts.js";
import { printEvent } from "./print-event.js";
import { createSureTargets } from "./sure-target.js";
import {
  touchedByEntering,
  touchedByEvent,
  type Touched,
} from "./touched-facts.js";
import type { Waiting } from "./waiting.js";

/** Something that may happen at a place: what the machine is asked. */
export interface Question {
  readonly event: TranscriptEvent;
  /** Two questions with the same text, of calls that agree in the facts that decide, have the same answer. */
  readonly text: string;
  /** Where its answer does not depend on where the call is now. */
  readonly target: string | undefined;
  readonly decides: readonly FactName[];
  readonly touched: readonly FactName[];
}

/** What may happen to calls, put once for all calls at a place that speak one language. */
export function createQuestions(chart: Chart, { reads }: Memory) {
  const sureTarget = createSureTargets(chart);
  const known = new Map<string, readonly Question[]>();
  const entering = new Map<string, Touched>();
  const touchedIn = (place: string): Touched => {
    const found = entering.get(place) ?? touchedByEntering(chart, reads, place);
    entering.set(place, found);
    return found;
  };
  const question = (facts: Facts, event: TranscriptEvent): Question => {
    // No state does anything on being left, so a turn that is sure to enter a state is the same wherever it begins.
    const target = sureTarget(facts, event);
    return target === undefined
      ? {
          event,
          target,
          text: printEvent(event),
          ...touchedByEvent(chart, reads, facts, event),
        }
      : { event, target, text: "enter", ...touchedIn(target) };
  };
  const once = (
    facts: Facts,
    kind: string,
    events: () => readonly TranscriptEvent[],
  ): readonly Question[] => {
    const { place, language, languageChanges } = facts;
    const key = `${place}|${language}|${languageChanges}|${kind}`;
    const found =
      known.get(key) ?? events().map((event) => question(facts, event));
    known.set(key, found);
    return found;
  };
  return {
    /** From the caller's phone, while it is on a document that waits for this. */
    posts: (facts: Facts, waiting: Waiting) =>
      once(
        facts,
        waiting.type === "listening"
          ? `listening ${waiting.speech}`
          : waiting.type,
        () => postsAt(chart, facts, waiting),
      ),
    /** From the world meanwhile. */
    arrivals: (facts: Facts) =>
      once(facts, `world ${facts.about}`, () => arrivalsAt(chart, facts)),
  };
}
