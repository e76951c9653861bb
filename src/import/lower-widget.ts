import {
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
import { lowerConnect, lowerQueue } from "./lower-ringing.js";
import { lowerSplit } from "./lower-split.js";
import { lowerMessage, lowerSay } from "./lower-text.js";
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
