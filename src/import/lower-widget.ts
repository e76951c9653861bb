import { carryCondition } from "./carry-condition.js";
import { carryText } from "./carry-text.js";
import {
  callBack,
  completed,
  goodbye,
  person,
  wayOf,
  type Draft,
  type Import,
} from "./draft.js";
import { isQuestion } from "./found.js";
import { lowerLookUp } from "./lower-look-up.js";
import { lowerQuestion } from "./lower-question.js";
import { lowerMenu } from "./menu.js";
import { shorten, words, type Widget } from "./read-studio.js";

/** A widget as a step; `undefined` where a person does what it did. */
export function lowerWidget(all: Import, widget: Widget): Draft | undefined {
  const { ledger } = all;
  switch (widget.type) {
    case "say-play":
      return lowerSay(all, widget);
    case "make-http-request":
    case "run-function":
      return lowerLookUp(all, widget);
    case "gather-input-on-call": {
      if (isQuestion(all.flow, widget)) return lowerQuestion(all, widget);
      const menu = lowerMenu(all, widget);
      if (!menu)
        ledger.tell(
          widget,
          "lost",
          "It asks for more than a choice of keys: a person asks.",
        );
      return menu;
    }
    case "split-based-on":
      return lowerSplit(all, widget);
    case "connect-call-to":
      return lowerConnect(all, widget);
    case "enqueue-call":
    case "send-to-flex":
      return lowerQueue(all, widget);
    case "record-voicemail":
      return lowerRecord(all, widget);
    case "send-message":
      return lowerMessage(all, widget);
    case "run-subflow": {
      const run = all.runs.get(widget.name);
      if (run !== undefined) return lowerRun(all, widget, run);
      ledger.tell(
        widget,
        "lost",
        `It ran the flow ${shorten(words(widget.properties["flow_sid"]))}: a person answers. Give its export as well, with --sub-flow, if it speaks the same language.`,
      );
      return undefined;
    }
    default:
      ledger.tell(
        widget,
        "lost",
        "There is nothing like it here: a person does it.",
      );
      return undefined;
  }
}

/** A flow of its own, which stands beside this one. */
function lowerRun(all: Import, widget: Widget, run: string): Draft {
  const { ledger } = all;
  const name = all.nameOf(widget);
  const given = widget.properties["parameters"];
  const hasGiven = Array.isArray(given) && given.length > 0;
  ledger.tell(
    widget,
    hasGiven ? "changed" : "kept",
    `Is the step ${name}, which runs the flow ${run}.${hasGiven ? " What it was given is not known there: declare inputs." : ""}`,
  );
  for (const [place, { event }] of widget.ways.entries())
    if (event === "failed")
      ledger.tellWay(widget, place, "kept", "A flow beside this one is there.");
  return {
    name,
    widget,
    kind: "flow",
    ways: new Map([[completed, wayOf(all, widget, completed, goodbye)]]),
    body: (to) => ({ run, outcomes: { [completed]: to(completed) } }),
  };
}

function lowerSay(all: Import, widget: Widget): Draft | undefined {
  const { ledger, voice, found } = all;
  const source = words(widget.properties["say"]);
  const said = carryText(source, voice.language, found);
  if (!said) return undefined;
  const name = all.nameOf(widget);
  ledger.tell(widget, "kept", `Is the step ${name}.`);
  for (const note of said.notes) ledger.tell(widget, "changed", note);
  if (Number(widget.properties["loop"]) > 1)
    ledger.tell(
      widget,
      "changed",
      "It said that more than once; here it is said once.",
    );
  return {
    name,
    widget,
    kind: "say",
    text: said.text,
    plain: carryText(source, voice.language)?.text,
    ways: new Map([["to", wayOf(all, widget, "audioComplete", person)]]),
    body: (to, text) => ({ text: { [voice.language]: text }, to: to("to") }),
  };
}

function lowerSplit(all: Import, widget: Widget): Draft | undefined {
  const { ledger } = all;
  const choices = widget.ways.flatMap(({ event, conditions, next }, place) => {
    if (event !== "match") return [];
    const carried = conditions.map((one) =>
      carryCondition(one, all.found.variables),
    );
    if (carried.length === 0 || carried.includes(undefined)) {
      const asked = conditions[0];
      ledger.tellWay(
        widget,
        place,
        "lost",
        `"${shorten(asked?.input ?? "")}" is not known here: these callers go where all others do.`,
      );
      return [];
    }
    const to = next === undefined ? person : all.stepOf(next);
    if (next === undefined)
      ledger.breaks(
        "never sent away",
        `"${widget.name}" hung up on some callers.`,
      );
    ledger.tellWay(
      widget,
      place,
      next === undefined ? "changed" : "kept",
      `Leads to ${to}.`,
    );
    return [
      {
        when: carried.join(" && "),
        way: { to, was: { owner: widget, place } },
      },
    ];
  });
  if (choices.length === 0) {
    ledger.tell(
      widget,
      "lost",
      "It decides on what is not known here: a person decides.",
    );
    return undefined;
  }
  const name = all.nameOf(widget);
  ledger.tell(widget, "kept", `Is the step ${name}.`);
  return {
    name,
    widget,
    kind: "choose",
    ways: new Map([
      ...choices.map(({ way }, index) => [String(index), way] as const),
      ["otherwise", wayOf(all, widget, "noMatch", person)],
    ]),
    body: (to) => ({
      choices: choices.map(({ when }, index) => ({
        when,
        to: to(String(index)),
      })),
      otherwise: to("otherwise"),
    }),
  };
}

function lowerConnect(all: Import, widget: Widget): Draft {
  const { ledger } = all;
  const name = all.nameOf(widget);
  const number = shorten(words(widget.properties["to"]));
  const rings = Math.floor(Number(widget.properties["timeout"]) || 20);
  ledger.tell(
    widget,
    "changed",
    `Is the step ${name}: it rings an agent, who hears who calls and takes the call with a key.`,
  );
  ledger.remind(
    `Put whoever answers ${number === "" ? `"${widget.name}"` : number} into the people file, with a topic, and write the topic under "for:" of the step ${name}.`,
  );
  if (rings > 20)
    ledger.breaks(
      "no more than five rings (C4)",
      `"${widget.name}" rang ${rings} seconds.`,
    );
  if (widget.properties["record"] === true) {
    ledger.tell(widget, "changed", "Calls are not recorded here.");
    ledger.breaks(
      "nothing recorded without a yes",
      `"${widget.name}" recorded the call.`,
    );
  }
  return ringing(all, widget, name, {
    done: "callCompleted",
    missed: undefined,
    ring: `${Math.min(20, Math.max(5, rings))}s`,
  });
}

function lowerQueue(all: Import, widget: Widget): Draft {
  const { ledger } = all;
  const name = all.nameOf(widget);
  const queue = ["queue_name", "workflow_sid", "workflow"]
    .map((one) => words(widget.properties[one]))
    .find((one) => one !== "");
  ledger.tell(
    widget,
    "changed",
    `Is the step ${name}: callers wait there${queue === undefined ? "" : `, and no more in ${shorten(queue)}`}, hear their place, and not for longer than its "hold at most".`,
  );
  ledger.remind(
    `Put those who answer${queue === undefined ? "" : ` ${shorten(queue)}`} into the people file, with a topic, and write the topic under "for:" of the step ${name}.`,
  );
  ledger.breaks(
    "hold at most",
    `"${widget.name}" let callers wait without end.`,
  );
  return ringing(all, widget, name, {
    done: "callComplete",
    missed: "failedToEnqueue",
    ring: "20s",
  });
}

/** Callers who talked and those whom nobody answered come out by one event in Studio; here the latter are promised a call. */
function ringing(
  all: Import,
  widget: Widget,
  name: string,
  {
    done,
    missed,
    ring,
  }: { done: string; missed: string | undefined; ring: string },
): Draft {
  const { ledger } = all;
  const after = wayOf(all, widget, done, goodbye);
  const hasNext = after.to !== goodbye;
  const unanswered =
    missed === undefined
      ? hasNext
        ? after
        : { to: callBack }
      : wayOf(all, widget, missed, callBack);
  if (after.was && missed === undefined && hasNext)
    ledger.tellWay(
      widget,
      after.was.place,
      "changed",
      `Whom nobody answers is led to ${after.to}; who talked is let go.`,
    );
  for (const [place, { event, next }] of widget.ways.entries())
    if (event !== done && event !== missed)
      ledger.tellWay(
        widget,
        place,
        next === undefined ? "kept" : "lost",
        next === undefined
          ? "Nobody is there any more."
          : `Went to "${shorten(next)}"; here the caller is gone, or promised a call.`,
      );
  return {
    name,
    widget,
    kind: "agent",
    ways: new Map([
      ["done", missed === undefined ? { to: goodbye } : after],
      ["unanswered", unanswered],
    ]),
    body: (to) => ({
      ring,
      outcomes: { done: to("done"), unanswered: to("unanswered") },
    }),
  };
}

function lowerRecord(all: Import, widget: Widget): Draft {
  const { ledger } = all;
  const name = all.nameOf(widget);
  const seconds = Number(widget.properties["max_length"]) || 3600;
  const most = Math.round(Math.min(300, Math.max(10, seconds)));
  ledger.tell(
    widget,
    "changed",
    `Is the step ${name}: the message goes to somebody by name, who rings back.`,
  );
  if (most < seconds)
    ledger.tell(widget, "changed", `A message lasts ${most} seconds at most.`);
  ledger.breaks(
    "answered or promised within",
    `"${widget.name}" took a message and promised nobody's call.`,
  );
  for (const [place, { event }] of widget.ways.entries())
    if (event === "hangup")
      ledger.tellWay(widget, place, "kept", "The caller is gone.");
  return {
    name,
    widget,
    kind: "record",
    ways: new Map([
      ["recorded", wayOf(all, widget, "recordingComplete", goodbye)],
      ["nothing", wayOf(all, widget, "noAudio", person)],
    ]),
    body: (to) => ({
      "at most": `${most}s`,
      outcomes: { recorded: to("recorded"), nothing: to("nothing") },
    }),
  };
}

function lowerMessage(all: Import, widget: Widget): Draft | undefined {
  const { ledger, voice, found } = all;
  const source = words(widget.properties["body"]);
  const said = carryText(source, voice.language, found);
  const to = words(widget.properties["to"]).replaceAll(/\s/g, "");
  const isCaller = [
    "",
    "{{contact.channel.address}}",
    "{{trigger.call.From}}",
  ].includes(to);
  if (!said || !isCaller) return undefined;
  const name = all.nameOf(widget);
  ledger.tell(widget, "kept", `Is the step ${name}.`);
  for (const note of said.notes) ledger.tell(widget, "changed", note);
  return {
    name,
    widget,
    kind: "message",
    text: said.text,
    plain: carryText(source, voice.language)?.text,
    ways: new Map([
      ["sent", wayOf(all, widget, "sent", person)],
      ["not-possible", wayOf(all, widget, "failed", person)],
    ]),
    body: (lead, text) => ({
      text: { [voice.language]: text },
      outcomes: { sent: lead("sent"), "not-possible": lead("not-possible") },
    }),
  };
}
