import type { Found } from "./found.js";
import type { Ledger } from "./report.js";
import type { StudioFlow, Widget } from "./read-studio.js";
import type { Language } from "../flows/speech/index.js";
import type { Translation, Twins } from "./twins.js";
import type { Speaks } from "./voice.js";

/** A step that is being made of a widget. */
export interface Draft {
  readonly name: string;
  readonly widget: Widget;
  readonly kind: string;
  /** Where it leads, by the name of the way. */
  readonly ways: Map<string, DraftWay>;
  /** What it says, if it says anything. */
  text?: string;
  /** The same without what other widgets found out, should that not be known where it is said. */
  readonly plain?: string | undefined;
  /** The same in the other languages of the line. */
  translations?: ReadonlyMap<Language, Translation>;
  readonly body: (to: (way: string) => string, text: string) => object;
}

export interface DraftWay {
  to: string;
  /** The way that it was in Studio: of which widget, counted from 0. Absent: there was none. */
  readonly was?: { readonly owner: Widget; readonly place: number };
}

/** What every widget is lowered with. */
export interface Import {
  readonly flow: StudioFlow;
  readonly ledger: Ledger;
  readonly voice: Speaks;
  readonly found: Found;
  /** The widgets that say the same in other languages, by language and the name of the first one's. */
  readonly twins: Twins["others"];
  /** The flows that are given for its widgets that run one, by the name of the widget. */
  readonly runs: ReadonlyMap<string, string>;
  /** The step's name for a widget of Studio; the steps that it needs are made as well. */
  readonly stepOf: (widget: string) => string;
  readonly nameOf: (widget: Widget) => string;
}

/** The steps that every imported flow has, and where what cannot be carried over leads. */
export const person = "person";
export const goodbye = "goodbye";
export const callBack = "call-back";
export const director = "director";
/** The outcome of a flow that others run; also the widget that its branches lead to where they ended. */
export const completed = "completed";

/**
 * Where a widget's event leads. Where Studio hung up: `ended`, with what that means for callers; an event that the widget does not have
 * goes there too.
 */
export function wayOf(
  { ledger, stepOf }: Import,
  widget: Widget,
  event: string,
  ended: typeof person | typeof goodbye | typeof callBack,
): DraftWay {
  const place = widget.ways.findIndex((way) => way.event === event);
  const way = widget.ways[place];
  if (!way) return { to: ended };
  if (way.next === undefined) {
    if (ended === person) {
      ledger.breaks("never sent away", `"${widget.name}" hung up on ${event}.`);
      ledger.tellWay(widget, place, "changed", "It hung up; a person answers.");
    } else ledger.tellWay(widget, place, "kept", `Leads to ${ended}.`);
    return { to: ended, was: { owner: widget, place } };
  }
  const to = stepOf(way.next);
  ledger.tellWay(
    widget,
    place,
    to === person ? "changed" : "kept",
    `Leads to ${to}.`,
  );
  return { to, was: { owner: widget, place } };
}
