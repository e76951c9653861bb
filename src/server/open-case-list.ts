import {
  isTheirs,
  type Caller,
  type CallersCase,
  type CallersOutcome,
  type People,
} from "../flows/events.js";
import { everybody, findPerson } from "../machines/company/ladder.js";
import {
  allShares,
  type OpenCase,
  type OpenCases,
} from "../machines/case/open-cases.js";
import type { Store } from "../store/contract.js";
import { readContext } from "./read-context.js";
import { SettingError } from "./setting-error.js";

/** All open cases, the earliest due first. */
export async function listOpenCases(store: Store): Promise<OpenCase[]> {
  const shares = await Promise.all(allShares.map((id) => casesIn(store, id)));
  return shares.flat().toSorted((one, other) => one.due - other.due);
}

/** The open cases of one caller, the earliest due first. */
export async function casesOfCaller(
  store: Store,
  number: string,
): Promise<OpenCase[]> {
  const cases = await casesIn(store, number);
  return cases.toSorted((one, other) => one.due - other.due);
}

/**
 * What a call that begins brings along of the caller's cases; of nobody whose number is withheld or shared, and none while the store does not
 * tell: that keeps no call from being answered. It never rejects.
 */
export async function callersCases(
  store: Store,
  people: People,
  caller: Caller,
  now: number,
): Promise<{
  readonly openCase?: CallersCase;
  readonly outcome?: CallersOutcome;
}> {
  if (!isTheirs(caller)) return {};
  const list = await listOf(store, caller.number).catch(() => undefined);
  if (!list) return {};
  const openCase = openCaseIn(list, people, caller);
  const outcome = outcomeIn(list, people, caller, now);
  return { ...(openCase && { openCase }), ...(outcome && { outcome }) };
}

/**
 * The case that a caller's owner is due to ring about first. It is named only to a number that its carrier attests: one that is merely shown
 * may be anybody's.
 */
function openCaseIn(
  { cases }: OpenCases,
  people: People,
  { grade }: Caller,
): CallersCase | undefined {
  const [first] = byDue(cases);
  const owner = first && findPerson(people, first.owner);
  if (!owner || owner.phone === "") return undefined;
  const { id, reference } = first;
  return { id, reference, owner, named: grade === "attested" };
}

/** What came of a case, which no message told this caller; told only to a number that its carrier attests. */
function outcomeIn(
  { untold = {} }: OpenCases,
  people: People,
  { grade }: Caller,
  now: number,
): CallersOutcome | undefined {
  if (grade !== "attested") return undefined;
  const found = Object.values(untold).find(({ until }) => now < until);
  if (!found) return undefined;
  const { until: _until, owner, ...told } = found;
  return {
    ...told,
    owner: findPerson(people, owner) ?? { name: owner, phone: "" },
  };
}

function byDue(cases: OpenCases["cases"]): OpenCase[] {
  return Object.values(cases).toSorted((one, other) => one.due - other.due);
}

async function casesIn(store: Store, id: string): Promise<OpenCase[]> {
  return Object.values((await listOf(store, id))?.cases ?? {});
}

function listOf(store: Store, id: string): Promise<OpenCases | undefined> {
  return readContext<OpenCases>(store, { kind: "open-cases", id });
}

/** Throws a `SettingError` when somebody who owns an open case is no longer on file: the caller was promised that person (C24). */
export async function refuseToForget(
  store: Store,
  people: People,
): Promise<void> {
  const known = new Set(everybody(people).map(({ name }) => name));
  const owned = (await listOpenCases(store)).filter(
    ({ owner }) => !known.has(owner),
  );
  const [first] = owned;
  if (!first) return;
  const theirs = owned.filter(({ owner }) => owner === first.owner);
  const numbers = theirs.slice(0, 5).map(({ reference }) => reference);
  const more = theirs.length > 5 ? " …" : "";
  throw new SettingError(
    `The people file no longer has "${first.owner}", who owns ${theirs.length === 1 ? "an open case" : `${theirs.length} open cases`} (${numbers.join(", ")}${more}). Put the name back, hand the cases over or close them, then take it out.`,
  );
}
