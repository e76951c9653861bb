import { carryCondition } from "./carry-condition.js";
import { person, wayOf, type Draft, type Import } from "./draft.js";
import { shorten, type Widget } from "./read-studio.js";

/** A split as a step that chooses, by the conditions that are known here. */
export function lowerSplit(all: Import, widget: Widget): Draft | undefined {
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
