import {
  callBack,
  completed,
  director,
  goodbye,
  person,
  wayOf,
  type Draft,
  type Import,
} from "./draft.js";
import { lowerWidget } from "./lower-widget.js";
import { shorten, words, type StudioFlow, type Widget } from "./read-studio.js";
import type { Ledger } from "./report.js";
import { carryCondition } from "./carry-condition.js";
import { isQuestion, type Found } from "./found.js";
import { isMenu } from "./menu.js";
import { carryText } from "./carry-text.js";
import type { Speaks } from "./voice.js";

export interface Lowered {
  readonly start: string;
  readonly drafts: ReadonlyMap<string, Draft>;
}

/** The steps of all widgets that a call gets to. */
export function lowerFlow(
  flow: StudioFlow,
  ledger: Ledger,
  voice: Speaks,
  found: Found,
  runs: Import["runs"],
  twins: Import["twins"] = new Map(),
): Lowered {
  const drafts = new Map<string, Draft>();
  const made = new Map<string, string>();
  const names = new Map<string, string>();
  const taken = new Set([person, goodbye, callBack, director, completed]);
  const open: Widget[] = [];

  const nameOf = (widget: Widget): string => {
    const known = names.get(widget.name);
    if (known !== undefined) return known;
    const name = freeName(widget.name, taken);
    names.set(widget.name, name);
    return name;
  };
  const all: Import = {
    flow,
    ledger,
    voice,
    found,
    twins,
    runs,
    nameOf,
    stepOf,
  };

  /** The step for a widget by name. Those that say nothing here are passed over; those that nothing here can do are a person's. */
  function stepOf(wanted: string): string {
    const passed = new Set<string>();
    let name = wanted;
    for (;;) {
      const widget = flow.widgets.get(name);
      if (name === flow.ended) return completed;
      if (!widget) {
        ledger.remind(
          `The old flow led to "${shorten(name)}", which it does not have; a person answers there.`,
        );
        return person;
      }
      const known = made.get(name);
      if (known !== undefined) return known;
      const event = passesOver(widget, all);
      if (event === undefined) break;
      if (passed.has(name)) return person;
      passed.add(name);
      tellPassed(widget, ledger);
      const { to } = passOn(widget, event);
      if (to === undefined) return person;
      name = to;
    }
    const widget = flow.widgets.get(name);
    if (!widget) return person;
    if (isPersons(widget)) {
      made.set(name, person);
      lowerWidget(all, widget);
      return person;
    }
    made.set(name, nameOf(widget));
    open.push(widget);
    return nameOf(widget);
  }

  function passOn(widget: Widget, event: string): { to: string | undefined } {
    const place = widget.ways.findIndex((way) => way.event === event);
    const way = widget.ways[place];
    if (way)
      ledger.tellWay(
        widget,
        place,
        way.next === undefined ? "changed" : "kept",
        way.next === undefined
          ? "It hung up; a person answers."
          : "Calls go on there at once.",
      );
    if (way && way.next === undefined)
      ledger.breaks("never sent away", `"${widget.name}" hung up on ${event}.`);
    return { to: way?.next };
  }

  /** Of these nothing can be a step whatever leads to them. */
  function isPersons(widget: Widget): boolean {
    const { type, ways } = widget;
    if (type === "gather-input-on-call")
      return !isMenu({ flow }, widget) && !isQuestion(flow, widget);
    if (type === "split-based-on")
      return !ways.some(
        ({ conditions }) =>
          conditions.length > 0 &&
          conditions.every(
            (one) => carryCondition(one, found.variables) !== undefined,
          ),
      );
    if (type === "run-subflow") return !runs.has(widget.name);
    return !lowered.has(type);
  }

  const start = begin(all);
  for (const widget of open) {
    const draft = lowerWidget(all, widget);
    if (draft) drafts.set(draft.name, draft);
  }
  return { start, drafts };
}

const lowered: ReadonlySet<string> = new Set([
  "say-play",
  "gather-input-on-call",
  "split-based-on",
  "connect-call-to",
  "enqueue-call",
  "send-to-flex",
  "record-voicemail",
  "send-message",
  "make-http-request",
  "run-function",
]);

function begin(all: Import): string {
  const { flow, ledger } = all;
  const trigger =
    flow.widgets.get(flow.start) ??
    [...flow.widgets.values()].find(({ type }) => type === "trigger");
  if (!trigger) {
    ledger.remind(
      "The old flow has no beginning; callers get a person at once.",
    );
    return person;
  }
  if (trigger.type !== "trigger") return all.stepOf(trigger.name);
  ledger.tell(trigger, "kept", "Calls begin here.");
  const begins =
    flow.ended !== undefined &&
    trigger.ways.some(({ event, next }) => event === "incomingParent" && next)
      ? "incomingParent"
      : "incomingCall";
  for (const [place, { event, next }] of trigger.ways.entries())
    if (event !== begins)
      ledger.tellWay(
        trigger,
        place,
        next === undefined ? "kept" : "lost",
        next === undefined
          ? "Nothing began so."
          : `Went to "${shorten(next)}": this line takes calls, and no messages.`,
      );
  return wayOf(all, trigger, begins, person).to;
}

/** The event by which a call leaves a widget that has nothing to do here. */
function passesOver(widget: Widget, all: Import): string | undefined {
  const { found, voice } = all;
  const { language } = voice;
  switch (widget.type) {
    case "set-variables":
    case "fork-stream":
      return "next";
    case "record-call":
      return "success";
    // Nothing works with the answer: calls go on as when the system did not answer.
    case "make-http-request":
      return found.lookUps.has(widget.name) ? undefined : "failed";
    case "run-function":
      return found.lookUps.has(widget.name) ? undefined : "fail";
    case "say-play":
      return carryText(words(widget.properties["say"]), language, found)
        ? undefined
        : "audioComplete";
    case "send-message": {
      const to = words(widget.properties["to"]).replaceAll(/\s/g, "");
      const isCaller =
        to === "" ||
        /^\{\{(contact\.channel\.address|trigger\.call\.From)\}\}$/.test(to);
      return isCaller &&
        carryText(words(widget.properties["body"]), language, found)
        ? undefined
        : "sent";
    }
    default:
      return undefined;
  }
}

function tellPassed(widget: Widget, ledger: Ledger): void {
  const { type, properties } = widget;
  const says: Readonly<Record<string, string>> = {
    "set-variables": "It kept values that nothing here works with.",
    "fork-stream": "Nobody listens in here.",
    "record-call": "Calls are not recorded here.",
    ...Object.fromEntries(
      ["make-http-request", "run-function"].map((one) => [
        one,
        `It asked ${shorten(words(properties["url"])) || "another system"}; nothing here works with the answer, so calls go on as when that failed. If the system has to know of the call, an engineer connects it.`,
      ]),
    ),
    "say-play": `It played ${shorten(words(properties["play"]) || words(properties["digits"]) || "nothing")}: write what callers are to hear.`,
    "send-message":
      "It wrote to somebody else than the caller, or nothing that can be written here.",
  };
  ledger.tell(widget, "lost", says[type] ?? "It has nothing to do here.");
  if (type === "record-call" && properties["record_call"] !== false)
    ledger.breaks(
      "nothing recorded without a yes",
      `"${widget.name}" recorded calls.`,
    );
}

/** Small letters, digits and dashes. */
function freeName(name: string, taken: Set<string>): string {
  const plain = name
    .normalize("NFD")
    .toLowerCase()
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+/, "")
    .slice(0, 50)
    .replace(/-+$/, "");
  const first = plain === "" ? "step" : plain;
  let free = first;
  for (let count = 2; taken.has(free); count += 1) free = `${first}-${count}`;
  taken.add(free);
  return free;
}
