/**
 * Everything that is kept of one caller, found by walking all machines: no list of who rang is kept for it. It is for a person at a
 * terminal, not for a call, and runs beside a line at work.
 */
import {
  personalDataOf,
  textsIn,
  type PersonalData,
} from "../../machines/personal-data.js";
import type { MachineKey, OutboxEntry, Store } from "../../store/contract.js";
import { readState, type MachineState } from "../turn.js";

/** A machine that is about the caller. */
export interface Found {
  readonly key: MachineKey;
  readonly version: number;
  readonly state: MachineState;
  readonly context: never;
  readonly kind: PersonalData;
}

export interface PersonalFiles {
  /** Numbers, an account and ids of calls and cases that the caller is known by. */
  readonly ids: ReadonlySet<string>;
  readonly machines: readonly Found[];
  /** Numbers that an account's calls came from. */
  readonly numbers: readonly string[];
  /** Accounts that a number's calls led to. */
  readonly accounts: readonly string[];
  /** Effects about the caller that are not performed yet, and those that were given up. */
  readonly pending: readonly OutboxEntry[];
  readonly deadLetters: readonly OutboxEntry[];
}

/** `subject`: a number (E.164) or an account of the billing system. Rejects with `StoreUnavailable`. */
export async function findPersonalFiles(
  store: Store,
  subject: string,
): Promise<PersonalFiles> {
  const ids = new Set([subject]);
  const accounts = new Set<string>();
  const traces = await traceAll(store);
  // Whoever withheld a number, or has no account, is nobody in particular.
  const isTheirs = ({ key, about }: Trace) =>
    about.some(
      (id) =>
        id !== "" &&
        (ids.has(id) ||
          (personalDataOf(key.kind).byAccount && accounts.has(id))),
    );
  // A case names its call, and a call its connection and its account: what is found may lead to more.
  for (let known = 0; known < ids.size + accounts.size;) {
    known = ids.size + accounts.size;
    for (const trace of traces.filter(isTheirs)) {
      for (const id of trace.names) ids.add(id);
      for (const account of trace.accounts) accounts.add(account);
    }
  }
  const theirs = traces.filter(isTheirs);
  const keys = theirs
    .map(({ key }) => key)
    .toSorted((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));
  const names = new Set(keys.map(nameOf));
  const isAbout = ({ key, effect }: OutboxEntry) =>
    names.has(nameOf(key)) ||
    textsIn(JSON.parse(effect)).some((text) => ids.has(text));
  return {
    ids,
    machines: await loadAll(store, keys),
    numbers: [...new Set(theirs.flatMap(({ about }) => about))].filter(
      (id) => id.startsWith("+") && id !== subject,
    ),
    accounts: [...accounts].filter((one) => !ids.has(one)).toSorted(),
    pending: (await pendingOf(store)).filter(isAbout),
    deadLetters: (await store.deadLetters(mostLetters)).filter(isAbout),
  };
}

/** More letters than a person would ever let lie. */
const mostLetters = 100_000;
const atOnce = 100;

/** Whom a machine is about. */
interface Trace {
  readonly key: MachineKey;
  readonly about: readonly string[];
  readonly names: readonly string[];
  readonly accounts: readonly string[];
}

async function traceAll(store: Store): Promise<readonly Trace[]> {
  const traces: Trace[] = [];
  const trace = async (keys: readonly MachineKey[]) => {
    for (const { key, kind, context } of await loadAll(store, keys))
      traces.push({
        key,
        about: kind.about(context, key.id),
        names: kind.names?.(context, key.id) ?? [],
        accounts: kind.accounts?.(context) ?? [],
      });
  };
  let keys: MachineKey[] = [];
  for await (const key of store.machines()) {
    keys.push(key);
    if (keys.length < atOnce) continue;
    await trace(keys);
    keys = [];
  }
  await trace(keys);
  return traces;
}

async function loadAll(
  store: Store,
  keys: readonly MachineKey[],
): Promise<readonly Found[]> {
  const loaded = await Promise.all(
    keys.map(async (key): Promise<Found[]> => {
      const { machine } = await store.load(key);
      if (!machine) return [];
      const state = readState(machine.state);
      const { context } = state.snapshot as unknown as { context: never };
      const kind = personalDataOf(key.kind);
      return [{ key, version: machine.version, state, context, kind }];
    }),
  );
  return loaded.flat();
}

async function pendingOf(store: Store): Promise<readonly OutboxEntry[]> {
  const entries: OutboxEntry[] = [];
  for (let partition = 0; partition < store.partitions; partition += 1)
    for (let after = 0; ;) {
      const page = await store.pending(partition, atOnce, after);
      entries.push(...page);
      if (page.length < atOnce) break;
      after = page.at(-1)?.place ?? after;
    }
  return entries;
}

function nameOf({ kind, id }: MachineKey): string {
  return `${kind}:${id}`;
}
