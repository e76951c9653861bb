import { combinations, comparedIn, type Compared } from "./cases.js";
import type { Condition } from "./condition.js";
import type { DecidableValue } from "./decidable.js";

/** What can come of conditions that are asked one after the other until one holds. */
export interface Ways {
  /** By place: whether it can hold at all, and whether it can fail to (or be open). */
  readonly canHold: readonly boolean[];
  readonly canFail: readonly boolean[];
  /** By place: whether it can be the first to hold. */
  readonly canBeFirst: readonly boolean[];
  /** None of them holds. */
  readonly canBeNone: boolean;
}

/** Variables that are known to be one of these; the others may be anything. */
export type Given = Readonly<Record<string, readonly DecidableValue[]>>;

/** How often conditions may still be tried; shared by all steps of a document, so that none takes long to check. */
export interface Patience {
  left: number;
}

/** How many cases one list of conditions is tried in. */
const mostCases = 300;

/**
 * Tries the conditions in every case that could tell them apart (each variable at, before, between and after the values that stand
 * beside it). Says `can` wherever trying does not tell: where a text is asked what is in it, where two variables are compared, and
 * where there are too many cases or no patience is left.
 */
export function waysOf(
  conditions: readonly Condition[],
  given: Given = {},
  patience: Patience = { left: Infinity },
): Ways {
  const alone = conditions.map((one) =>
    tryOut([one], comparedIn(one.tree), given, patience),
  );
  const canHold = alone.map((cases) => cases?.some(([held]) => held) ?? true);
  const canFail = alone.map((cases) => cases?.some(([held]) => !held) ?? true);
  const { tried, cases } = tryTogether(conditions, given, patience);
  const isFirst = (place: number) => {
    const at = tried.indexOf(place);
    const before = tried.filter((one) => one < place).length;
    return (
      canHold[place] === true &&
      cases.some(
        (held) =>
          (at < 0 || held[at] === true) &&
          !held.slice(0, before).includes(true),
      )
    );
  };
  return {
    canHold,
    canFail,
    canBeFirst: conditions.map((_, place) => isFirst(place)),
    canBeNone:
      canFail.every(Boolean) && cases.some((held) => !held.includes(true)),
  };
}

/** As many of the conditions, from the first on, as can be tried in a bounded number of cases. */
function tryTogether(
  conditions: readonly Condition[],
  given: Given,
  patience: Patience,
) {
  const tried: number[] = [];
  let together: Compared = new Map();
  for (const [place, { tree, decidables }] of conditions.entries()) {
    const compared = comparedIn(tree);
    const more = compared && joined(together, compared);
    if (!more || !combinations(more, decidables, given, mostCases)) continue;
    tried.push(place);
    together = more;
  }
  const chosen = tried.flatMap((place) => conditions[place] ?? []);
  const cases = tryOut(chosen, together, given, patience);
  return cases && chosen.length > 0
    ? { tried, cases }
    : { tried: [], cases: [[]] };
}

function joined(one: Compared, other: Compared): Compared {
  const all = new Map(one);
  for (const [name, values] of other)
    all.set(name, new Set([...(all.get(name) ?? []), ...values]));
  return all;
}

/** One row for each case, one column for each condition: whether it holds. `undefined` where trying does not tell. */
function tryOut(
  conditions: readonly Condition[],
  compared: Compared | undefined,
  given: Given,
  patience: Patience,
): boolean[][] | undefined {
  const [first] = conditions;
  if (!first || !compared) return undefined;
  const all = combinations(compared, first.decidables, given, mostCases);
  if (!all || patience.left < all.length * conditions.length) return undefined;
  patience.left -= all.length * conditions.length;
  return all.map((values) =>
    conditions.map((one) => one.decide(values) === true),
  );
}
