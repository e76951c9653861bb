/**
 * Erases what is kept of one caller, and says what stays and why. What is still under way is left: it would be lost to the caller, or told to
 * them by half. Whoever asked runs it again when that is over. It works beside a line at work: a machine that moves meanwhile is left too.
 */
import type { PersonalData } from "../../machines/personal-data.js";
import type { OutboxEntry, Store } from "../../store/contract.js";
import { findInTexts, forgetTexts } from "./named-in-texts.js";
import { findPersonalFiles, type Found } from "./personal-files.js";

export interface ForgetDeps {
  readonly store: Store;
  /** Removes a recording where it is kept; resolves also when it is gone already. `false`: it is kept where nobody here can remove it. */
  deleteRecording(url: string): Promise<boolean>;
  /** Removes a paper that was made for them, by its link; resolves also when it is gone already. */
  removePaper(link: string): Promise<void>;
  /** Epoch ms. */
  readonly now: () => number;
}

/** What came of it, as lines for people. */
export interface Forgotten {
  readonly erased: readonly string[];
  readonly stays: readonly string[];
  /** Not empty: it has to be run again. */
  readonly notYet: readonly string[];
  /** Numbers that the calls of an account came from; what is kept under them alone is another's to ask for. */
  readonly numbers: readonly string[];
  /** Accounts that were found by the number: once its calls are gone, only they lead to their books. */
  readonly accounts: readonly string[];
}

/** Rejects with `StoreUnavailable`, or with what `deleteRecording` does; what was erased until then is. */
export async function forget(
  deps: ForgetDeps,
  subject: string,
): Promise<Forgotten> {
  const files = await findPersonalFiles(deps.store, subject);
  const waits = files.machines.filter((one) => reasonToWait(one) !== undefined);
  const rest = files.machines.filter((one) => !waits.includes(one));
  for (const { kind, context } of rest)
    for (const link of kind.papers?.(context) ?? [])
      await deps.removePaper(link);
  const erased = await eraseAll(deps.store, rest);
  const elsewhere = await deleteRecordings(deps, rest);
  const stripped: Found[] = [];
  for (const one of rest) if (await strip(deps, one)) stripped.push(one);
  const texts = await findInTexts(deps.store, subject);
  const areTextsGone = await forgetTexts(deps.store, texts, deps.now());
  const letters = await discardLetters(deps.store, files.deadLetters);
  const kept = rest.filter(({ kind }) => whyKept(kind) !== undefined);
  const done = new Set([...erased, ...stripped, ...kept]);
  const moved = rest.filter((one) => !done.has(one));
  return {
    numbers: files.numbers,
    accounts: files.accounts,
    erased: [
      ...countKinds(erased),
      ...(letters.gone > 0 ? [`undelivered messages: ${letters.gone}`] : []),
      ...(areTextsGone
        ? texts.old.map((one) => `version ${one} of the line's texts`)
        : []),
    ],
    stays: [
      ...countKinds(stripped, staysOf),
      ...countKinds(kept, whyKept),
      ...elsewhere.map((url) => `a recording, to be deleted there: ${url}`),
    ],
    notYet: [
      ...[...waits, ...moved].map(
        (one) =>
          `${one.kind.called[0]} ${reasonToWait(one) ?? "changed meanwhile"}  (${one.key.kind}:${one.key.id})`,
      ),
      ...texts.inUse,
      ...(areTextsGone ? [] : ["old versions of the line's texts"]),
      ...files.pending.map(({ id }) => `an effect is being performed  (${id})`),
      ...letters.left.map(
        (id) => `an effect could not be performed, see directo outbox  (${id})`,
      ),
    ],
  };
}

function reasonToWait({ kind, context, state }: Found): string | undefined {
  return kind.underWay?.(context, state.snapshot.status === "done");
}

function staysOf({ forgotten }: PersonalData): string | undefined {
  return typeof forgotten === "object" && "stays" in forgotten
    ? forgotten.stays
    : undefined;
}

function whyKept({ forgotten }: PersonalData): string | undefined {
  return typeof forgotten === "object" && "kept" in forgotten
    ? forgotten.kept
    : undefined;
}

async function eraseAll(
  store: Store,
  machines: readonly Found[],
): Promise<readonly Found[]> {
  const to = machines.filter(({ kind }) => kind.forgotten === "erased");
  const gone = await store.erase(
    to.map(({ key, version }) => ({ ...key, version })),
  );
  const names = new Set(gone.map(({ kind, id }) => `${kind}:${id}`));
  return to.filter(({ key }) => names.has(`${key.kind}:${key.id}`));
}

/** Before their addresses go. Gives those that only somebody else can delete. */
async function deleteRecordings(
  deps: ForgetDeps,
  machines: readonly Found[],
): Promise<readonly string[]> {
  const elsewhere: string[] = [];
  for (const { kind, context } of machines.filter(isStripped))
    for (const url of kind.recordings?.(context) ?? [])
      if (!(await deps.deleteRecording(url))) elsewhere.push(url);
  return elsewhere;
}

function isStripped({ kind: { forgotten } }: Found): boolean {
  return typeof forgotten === "object" && "stripped" in forgotten;
}

/** Rewrites what a machine remembers; its place in its life stays. Gives whether it did. */
async function strip(
  { store, now }: ForgetDeps,
  { key, kind, version, state, context }: Found,
): Promise<boolean> {
  const { forgotten } = kind;
  if (typeof forgotten !== "object" || !("stripped" in forgotten)) return false;
  const snapshot = { ...state.snapshot, context: forgotten.stripped(context) };
  const { outcome } = await store.commit({
    key,
    expected: version,
    token: `forgotten:${version}`,
    state: JSON.stringify({ ...state, snapshot }),
    reply: "",
    effects: [],
    timers: [],
    at: now(),
  });
  return outcome === "committed";
}

/** A message that was given up needs nobody any more; money that was does. */
async function discardLetters(
  store: Store,
  letters: readonly OutboxEntry[],
): Promise<{ readonly gone: number; readonly left: readonly string[] }> {
  const isMessage = ({ effect }: OutboxEntry) =>
    (JSON.parse(effect) as { type: string }).type.startsWith("send-");
  for (const { id } of letters.filter(isMessage)) await store.discard(id);
  return {
    gone: letters.filter(isMessage).length,
    left: letters.filter((one) => !isMessage(one)).map(({ id }) => id),
  };
}

function countKinds(
  machines: readonly Found[],
  whyOf: (kind: PersonalData) => string | undefined = () => undefined,
): string[] {
  const counts = new Map<PersonalData, number>();
  for (const { kind } of machines)
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => {
    const [one, many] = kind.called;
    const why = whyOf(kind);
    return `${count} ${count === 1 ? one : many}${why === undefined ? "" : `: ${why}`}`;
  });
}
