import { callBack, goodbye, wayOf, type Draft, type Import } from "./draft.js";
import { shorten, words, type Widget } from "./read-studio.js";

/** Somebody's telephone, as a step that rings an agent. */
export function lowerConnect(all: Import, widget: Widget): Draft {
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

/** A queue, as a step that rings one agent after the other. */
export function lowerQueue(all: Import, widget: Widget): Draft {
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
