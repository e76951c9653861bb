import { person, wayOf, type Draft, type Import } from "./draft.js";
import type { Widget } from "./read-studio.js";

/** A widget that asked another system, as a look-up over a connection that an admin defines. */
export function lowerLookUp(all: Import, widget: Widget): Draft | undefined {
  const { ledger, found } = all;
  const asked = found.lookUps.get(widget.name);
  if (!asked) return undefined;
  const { connection, find, with: parameters, notes } = asked;
  const name = all.nameOf(widget);
  ledger.tell(
    widget,
    notes.length > 0 ? "changed" : "kept",
    `Is the look-up ${name}, over the connection ${connection}.`,
  );
  for (const note of notes) ledger.tell(widget, "changed", note);
  ledger.remind(
    `Let an admin define the connection ${connection} (docs/look-ups.md), with its secret and the types of ${find}.`,
  );
  const success = wayOf(all, widget, "success", person);
  const failed = wayOf(
    all,
    widget,
    widget.type === "run-function" ? "fail" : "failed",
    person,
  );
  return {
    name,
    widget,
    kind: "lookup",
    ways: new Map([
      ["found", success],
      ["failed", failed],
    ]),
    body: (to) => ({
      connection,
      find,
      ...(Object.keys(parameters).length > 0 && { with: parameters }),
      outcomes: {
        found: to("found"),
        empty: to("failed"),
        failed: to("failed"),
        late: to("failed"),
        person,
      },
    }),
  };
}
