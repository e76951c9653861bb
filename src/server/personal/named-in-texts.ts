/**
 * Where the texts of the line (flows, the people file) name a caller: the company wrote them there itself, and no text is ever changed behind
 * the back of whoever wrote it. What callers get now, what is being written and what was read from files is named with file and line, for whoever runs
 * the line. Versions that nobody gets any more go as a whole: nobody goes back to them then.
 */
import type { Draft } from "../../machines/versions/draft.js";
import type { LineVersions } from "../../machines/versions/events.js";
import type { Store } from "../../store/contract.js";
import type { WrittenFile } from "../served/flow-library.js";
import { createFlowVersions } from "../served/flow-versions.js";
import { readState } from "../turn.js";

export interface NamedInTexts {
  /** What names them, and what is to be done; for people. */
  readonly inUse: readonly string[];
  /** Numbers of versions that nobody gets. */
  readonly old: readonly number[];
  /** The documents that nothing goes by, with their texts. */
  readonly documents: ReadonlyMap<string, string>;
}

/** Texts name customers by number: of an account there is nothing. Rejects with `StoreUnavailable`. */
export async function findInTexts(
  store: Store,
  subject: string,
): Promise<NamedInTexts> {
  if (!subject.startsWith("+"))
    return { inUse: [], old: [], documents: new Map() };
  // However it is written.
  const names = new RegExp(
    `(?<!\\d)${Array.from(subject.slice(1)).join("[ ().-]*")}(?!\\d)`,
  );
  const known = await createFlowVersions(store).now();
  const { drafts, versions: running } = await whatRuns(store);
  const texts = await findDocuments(store, names);
  const used = new Map([
    ...[...drafts.values()].flatMap(({ base }) =>
      textOf(known, base, "from which a draft was begun"),
    ),
    [known.files, "of the files that were read last"] as const,
    ...textOf(known, known.trial?.number, "which some callers try"),
    ...textOf(known, known.live, "which is live"),
  ]);
  // A flow that is served stands among the texts of its version, too.
  const served = new Set(
    [...used.keys()].flatMap((id) =>
      filesOf(texts.get(id)).map(({ text }) => text),
    ),
  );
  const isUsed = (id: string) =>
    used.has(id) ||
    running.has(id.replace("flow:", "")) ||
    served.has(flowIn(texts.get(id) ?? ""));
  return {
    inUse: [
      ...[...used].flatMap(([id, which]) =>
        placesIn(filesOf(texts.get(id)), names, which),
      ),
      ...[...drafts].flatMap(([file, { text = "" }]) =>
        placesIn([{ file, text }], names, "of its draft"),
      ),
      ...[...running]
        .filter((one) => texts.has(`flow:${one}`))
        .map((one) => `a call in progress is on ${one}, which names them`),
    ],
    old: known.list
      .filter((one) => texts.has(one.texts) && !isUsed(one.texts))
      .map(({ number }) => number),
    documents: new Map([...texts].filter(([id]) => !isUsed(id))),
  };
}

/** Gives whether it did: a version may have gone live meanwhile. */
export async function forgetTexts(
  store: Store,
  { old, documents }: NamedInTexts,
  at: number,
): Promise<boolean> {
  const versions = createFlowVersions(store);
  const isOut =
    old.length === 0 ||
    (await versions.take({ type: "texts-forgotten", at, numbers: old }));
  if (!isOut) return false;
  for (const id of documents.keys()) await store.removeDocument(id);
  // Published meanwhile, and so not old.
  const { list, files } = await versions.now();
  for (const id of [files, ...list.map(({ texts }) => texts)]) {
    const text = documents.get(id);
    if (text !== undefined) await store.putDocument(id, text);
  }
  return true;
}

function textOf(
  { list }: LineVersions,
  number: number | undefined,
  why: string,
): (readonly [string, string])[] {
  return list
    .filter((one) => one.number === number)
    .map(({ texts }) => [texts, `of version ${number}, ${why}`] as const);
}

/** Drafts by what they change, and the versions that calls in progress are on. */
async function whatRuns(store: Store) {
  const drafts = new Map<string, Draft>();
  const versions = new Set<string>();
  for await (const key of store.machines()) {
    if (key.kind !== "draft" && key.kind !== "call") continue;
    const { machine } = await store.load(key);
    if (!machine) continue;
    const { snapshot, version } = readState(machine.state);
    if (key.kind === "call" && snapshot.status !== "done")
      versions.add(version);
    const { context } = snapshot as unknown as { context: Draft };
    if (key.kind === "draft" && context.text !== undefined)
      drafts.set(key.id, context);
  }
  return { drafts, versions };
}

/** Texts of flows and of all files together that have such a name, by their documents. */
async function findDocuments(
  store: Store,
  names: RegExp,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for await (const id of store.documents()) {
    if (!/^flows?:/.test(id)) continue;
    const text = (await store.getDocument(id)) ?? "";
    if (names.test(text)) found.set(id, text);
  }
  return found;
}

function filesOf(text: string | undefined): readonly WrittenFile[] {
  return text === undefined ? [] : (JSON.parse(text) as WrittenFile[]);
}

/** The flow that calls begin in, of what is kept of its version. */
function flowIn(kept: string): string {
  return kept.startsWith("[")
    ? String((JSON.parse(kept) as unknown[])[0])
    : kept;
}

function placesIn(
  files: readonly WrittenFile[],
  names: RegExp,
  which: string,
): string[] {
  return files.flatMap(({ file, text }) =>
    text
      .split("\n")
      .flatMap((line, at) =>
        names.test(line)
          ? [`${file}, line ${at + 1}, ${which}, names them: take it out there`]
          : [],
      ),
  );
}
