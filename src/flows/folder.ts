import type { FlowDocument } from "./document.js";
import { runOf } from "./sub-flows.js";

/** The flows that stand beside one another and may run each other. */
export interface Folder {
  readonly names: readonly string[];
  /** How many of them have this name. */
  count(name: string): number;
  /** As far as it could be read. */
  find(name: string): FlowDocument | undefined;
  /** `undefined` while it has mistakes. */
  checked(name: string): FlowDocument | undefined;
  /** The flows by which `from` comes to run `to`, both included; `undefined` when it never does. */
  wayTo(from: string, to: string): readonly string[] | undefined;
}

export function createFolder(
  drafts: readonly (FlowDocument | undefined)[],
  checkedAt: (index: number) => FlowDocument | undefined,
): Folder {
  const places = new Map<string, number[]>();
  for (const [index, draft] of drafts.entries())
    if (draft) {
      const known = places.get(draft.flow);
      if (known) known.push(index);
      else places.set(draft.flow, [index]);
    }
  const find = (name: string) => drafts[places.get(name)?.[0] ?? -1];
  const runs = new Map<string, ReadonlySet<string>>();
  const runsOf = (name: string): ReadonlySet<string> => {
    const steps = Object.values(find(name)?.steps ?? {});
    const found =
      runs.get(name) ??
      new Set(steps.flatMap((step) => runOf(step)?.run ?? []));
    runs.set(name, found);
    return found;
  };
  return {
    names: [...places.keys()],
    count: (name) => places.get(name)?.length ?? 0,
    find,
    checked: (name) => {
      const [first] = places.get(name) ?? [];
      return first === undefined ? undefined : checkedAt(first);
    },
    wayTo: (from, to) => {
      const before = new Map<string, string | undefined>([[from, undefined]]);
      for (const name of before.keys()) {
        if (name === to) return wayBack(before, name);
        for (const run of runsOf(name))
          if (!before.has(run)) before.set(run, name);
      }
      return undefined;
    },
  };
}

function wayBack(
  before: ReadonlyMap<string, string | undefined>,
  last: string,
): string[] {
  const way: string[] = [];
  for (let name: string | undefined = last; name !== undefined;) {
    way.unshift(name);
    name = before.get(name);
  }
  return way;
}
