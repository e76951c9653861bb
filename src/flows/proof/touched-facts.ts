import type {
  Chart,
  ChartAction,
  ChartGuard,
  ChartState,
  ChartTransition,
} from "../chart.js";
import { placeOf, stateAt, waysOn } from "../chart-places.js";
import { asksForLanguage, isAs, isPressed, type Hearing } from "../guards.js";
import type { TranscriptEvent } from "../transcript/event.js";
import type { FactName, Facts } from "./facts.js";
import { effectOn, type Reads } from "./live-facts.js";
import { printEvent } from "../transcript/print-event.js";

/** What one turn does with a call's facts, through all states that it may pass. */
export interface Touched {
  /** Calls that agree in these take the turn alike. */
  readonly decides: readonly FactName[];
  /** The facts that may be others afterwards, and those that decide. */
  readonly touched: readonly FactName[];
}

/** What is sure to be written by now, on one way through a turn. */
type Written = ReadonlySet<FactName>;

const nothing: Written = new Set();

/** The turn in which a place is entered, whatever led there. */
export function touchedByEntering(
  chart: Chart,
  reads: Reads,
  place: string,
): Touched {
  const turn = createTurn(chart, reads);
  turn.enter(place, nothing);
  return turn.touched();
}

/** The turn of an event at a place, for a call that speaks this language, changed so often. `text` tells it from others there. */
export function touchedByEvent(
  { chart, reads, hears }: Searched,
  { place, ...call }: Pick<Facts, "place" | "language" | "languageChanges">,
  event: TranscriptEvent,
): Touched & { readonly text: string } {
  const turn = createTurn(chart, reads, event);
  const state = stateAt(chart, place);
  const all = waysOn(state, event.type);
  // Whether these hold is known of this call and this event, so that what is left is taken, or asks for something else.
  const known = all.flatMap((one, index): (ChartTransition & At)[] => {
    const { guard, ...way } = one;
    if (guard?.type === "heard")
      return event.type === "speech" &&
        isAs(guard.confidence, event) &&
        hears(event.text, call.language, guard)
        ? [{ ...way, index }]
        : [];
    if (guard?.type !== "asks-for-language" || isOtherKey(guard, event))
      return [{ ...one, index }];
    turn.read("languageChanges");
    return asksForLanguage(call, guard)
      ? [{ ...way, guard: { type: "pressed", key: guard.key }, index }]
      : [];
  });
  const stay = (written: Written) => turn.rest(state, written);
  if (!turn.choose(known, nothing, stay)) stay(nothing);
  const ways = known.map(({ index }) => index).join(" ");
  return { ...turn.touched(), text: `${printEvent(event)} by ${ways}` };
}

interface At {
  /** The place of a way among those of its event. */
  readonly index: number;
}

/** Where a turn is looked at. */
export interface Searched {
  readonly chart: Chart;
  readonly reads: Reads;
  readonly hears: Hearing;
}

function createTurn(chart: Chart, reads: Reads, event?: TranscriptEvent) {
  const decides = new Set<FactName>();
  const touched = new Set<FactName>();
  const passed = new Map<string, Written>();
  const ends: Written[] = [];
  const read = (fact: FactName, written: Written = nothing) => {
    touched.add(fact);
    if (!written.has(fact)) decides.add(fact);
  };
  const act = (actions: readonly ChartAction[], before: Written): Written => {
    const written = new Set(before);
    for (const action of actions) {
      const effect = effectOn(action);
      for (const fact of effect.reads)
        if (!isToldForEach(action, fact)) read(fact, written);
      for (const fact of effect.writes)
        if (effect.surely) {
          touched.add(fact);
          written.add(fact);
        } else read(fact, written);
    }
    return written;
  };
  const enter = (place: string, before: Written) => {
    const known = passed.get(place);
    const written = known
      ? new Set([...known].filter((fact) => before.has(fact)))
      : before;
    if (known?.size === written.size) return;
    passed.set(place, written);
    const state = stateAt(chart, place);
    rest(state, act(state?.entry ?? [], written));
  };
  const rest = (state: ChartState | undefined, written: Written) => {
    const stay = () => void ends.push(written);
    if (!choose(state?.always ?? [], written, stay)) stay();
  };
  /** Whether one of them is sure to be taken. `stay`: what follows when one that leads nowhere is. */
  const choose = (
    list: readonly ChartTransition[],
    before: Written,
    stay: (written: Written) => void,
  ): boolean => {
    for (const { guard, actions = [], target } of list) {
      if (guard && event && isOtherKey(guard, event)) continue;
      if (guard) for (const fact of reads(guard)) read(fact, before);
      const written = act(actions, before);
      if (target === undefined) stay(written);
      else enter(placeOf(chart, target), written);
      if (!guard || isSure(guard)) return true;
    }
    return false;
  };
  return {
    read,
    enter,
    choose,
    rest,
    /** What some way leaves as it was decides too: it is the same afterwards. */
    touched: (): Touched => ({
      touched: [...touched],
      decides: [...touched].filter(
        (fact) =>
          decides.has(fact) ||
          // What was said before a change of language was said in the other one.
          fact === "language" ||
          !ends.every((written) => written.has(fact)),
      ),
    }),
  };
}

/** Of a sentence the seconds in each language are told; what words the line listens for takes no time. */
function isToldForEach(action: ChartAction, fact: FactName): boolean {
  return (
    fact === "language" &&
    (action.type === "gather" ||
      (action.type === "say" && action.only === undefined))
  );
}

function isOtherKey(guard: ChartGuard, event: TranscriptEvent): boolean {
  return (
    (guard.type === "pressed" || guard.type === "asks-for-language") &&
    event.type === "digits" &&
    !isPressed(event.digits, guard.key)
  );
}

/** Holds whenever it is asked: the key was looked at before, and the director has a phone. */
function isSure(guard: ChartGuard): boolean {
  return (
    guard.type === "pressed" ||
    (guard.type === "somebody-to-ring" && guard.role === "director")
  );
}
