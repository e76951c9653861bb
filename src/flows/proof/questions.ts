import type { Chart } from "../chart.js";
import { createHearing, mayChangeLanguage } from "../guards.js";
import type { HeardMatcher, Language } from "../speech/index.js";
import type { TranscriptEvent } from "../transcript/event.js";
import type { Step } from "./answer.js";
import { arrivalsAt, postsAt } from "./behaviours.js";
import type { Facts } from "./facts.js";
import type { Memory } from "./live-facts.js";
import { createSureTargets, type SureTarget } from "./sure-target.js";
import {
  touchedByEntering,
  touchedByEvent,
  type Touched,
} from "./touched-facts.js";
import { isZero, type Waiting } from "./waiting.js";

/** What the machine is asked. */
export interface Question extends Touched {
  /** Two questions with the same text, of calls that agree in the facts that decide, have the same answer. */
  readonly text: string;
  /** Where its answer does not depend on where the call is now. */
  readonly target?: string;
  /** The answer is for a call whose language was changed to this one. */
  readonly language?: Language;
  /** What came of it so far, by the number of what a call remembers. */
  readonly steps: Map<number, readonly Step[]>;
}

/** Something that may happen at a place. */
export interface Happening {
  readonly events: readonly [TranscriptEvent];
  /** The event, as far as a measure takes it apart: key 0 is a kind of its own. */
  readonly kind: string;
  readonly question: Question;
}

/** What may happen to calls, put once for all calls at a place that speak one language. */
export function createQuestions(chart: Chart, { reads }: Memory) {
  const hears = createHearing(rememberAll);
  const sureTarget = createSureTargets(chart, hears);
  const known = new Map<string, readonly Happening[]>();
  const entering = new Map<string, Question>();
  const enter = ({ place: target, language }: SureTarget): Question => {
    const key = `${target}|${language}`;
    const found = entering.get(key) ?? {
      target,
      text: "enter",
      ...touchedByEntering(chart, reads, target),
      ...(language === undefined
        ? { steps: new Map<number, readonly Step[]>() }
        : { language, steps: enter({ place: target }).steps }),
    };
    entering.set(key, found);
    return found;
  };
  const question = (facts: Facts, event: TranscriptEvent): Question => {
    // No state does anything on being left, so a turn that is sure to enter a state is the same wherever it begins.
    const sure = sureTarget(facts, event);
    return sure
      ? enter(sure)
      : {
          ...touchedByEvent({ chart, reads, hears }, facts, event),
          steps: new Map<number, readonly Step[]>(),
        };
  };
  const once = (
    facts: Facts,
    what: string,
    find: () => Happening[],
  ): readonly Happening[] => {
    const { place, language } = facts;
    const key = `${place}|${language}|${mayChangeLanguage(facts)}|${what}`;
    const found = known.get(key) ?? find();
    known.set(key, found);
    return found;
  };
  const happening = (facts: Facts, event: TranscriptEvent, kind: string) => ({
    events: [event] as const,
    kind,
    question: question(facts, event),
  });
  return {
    /** From the caller's phone, while it is on a document that waits for this. What is asked and measured alike stands once. */
    posts: (facts: Facts, waiting: Waiting) =>
      once(
        facts,
        waiting.type === "listening"
          ? `listening ${waiting.speech}`
          : waiting.type,
        () => {
          const posts = postsAt(chart, facts, waiting).map((event) =>
            happening(facts, event, kindOf(event, waiting)),
          );
          return posts.filter(
            ({ question: asked, kind }, place) =>
              posts.findIndex(
                (one) => one.question === asked && one.kind === kind,
              ) === place,
          );
        },
      ),
    /** From the world meanwhile. */
    arrivals: (facts: Facts) =>
      once(facts, `world ${facts.about}`, () =>
        arrivalsAt(chart, facts).map((event) =>
          happening(facts, event, event.type),
        ),
      ),
  };
}

function kindOf(event: TranscriptEvent, waiting: Waiting): string {
  return event.type === "digits" && isZero(event.digits, waiting)
    ? "0"
    : event.type;
}

/** What callers say in a search is known beforehand. */
function rememberAll(matcher: HeardMatcher): HeardMatcher {
  const known = new Map<string, ReturnType<HeardMatcher>>();
  return (text) => {
    const found = known.get(text) ?? matcher(text);
    known.set(text, found);
    return found;
  };
}
