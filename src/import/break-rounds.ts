import { person } from "./draft.js";
import type { Lowered } from "./lower-flow.js";
import type { Ledger } from "./report.js";

/** Where callers could go round for ever, the way back leads to a person: no bound holds on a call that has none. */
export function breakRounds({ start, drafts }: Lowered, ledger: Ledger): void {
  const done = new Set<string>();
  const above = new Set<string>();
  const visits: { readonly name: string; readonly ways: string[] }[] = [];
  const enter = (name: string) => {
    const draft = drafts.get(name);
    above.add(name);
    visits.push({ name, ways: draft ? [...draft.ways.keys()] : [] });
  };
  enter(start);
  for (let visit = visits.at(-1); visit; visit = visits.at(-1)) {
    const key = visit.ways.shift();
    if (key === undefined) {
      visits.pop();
      above.delete(visit.name);
      done.add(visit.name);
      continue;
    }
    const draft = drafts.get(visit.name);
    const way = draft?.ways.get(key);
    if (!draft || !way || done.has(way.to)) continue;
    if (!above.has(way.to)) {
      enter(way.to);
      continue;
    }
    const back = way.to;
    way.to = person;
    ledger.breaks(
      "answered or promised within",
      `From "${draft.widget.name}" callers could go round for ever.`,
    );
    const says = `Went back to ${back}; a person answers, so that nobody goes round.`;
    if (!way.was) ledger.tell(draft.widget, "changed", says);
    else ledger.tellWay(way.was.owner, way.was.place, "changed", says);
  }
}
