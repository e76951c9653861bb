/**
 * Makes a version live. It is checked and proved before anything is saved; one that breaks a promise is
 * refused with the call that breaks it, whoever asks. This server has it when the answer is given, the others as soon as the store tells them.
 */
import { setValue } from "../../flows/editing/set-value.js";
import { checkFlow, isSubFlow } from "../../flows/index.js";
import {
  isDocument,
  peopleDocument,
  whyForTwo,
} from "../../machines/company/documents.js";
import type { Draft } from "../../machines/versions/draft.js";
import type {
  FlowVersion,
  LineVersions,
  Somebody,
  Trial,
} from "../../machines/versions/events.js";
import type { Clock } from "../clock.js";
import { textsOf, type Served } from "./certify.js";
import { FlowsRefused, type WrittenFile } from "./flow-library.js";
import type { ServedLine } from "./served.js";
import { SettingError } from "../setting-error.js";

export type PublishRefusal =
  /** Something else is live than they saw. */
  | { readonly code: "live-changed" }
  /** A version is being tried: another flow would end that. People and policies are for it as well as for what is live. */
  | { readonly code: "on-trial" }
  /** What is served of it was changed since the draft was begun: the two have to be merged first. */
  | { readonly code: "served-changed" }
  /** A second person has to see it first. */
  | { readonly code: "not-approved" }
  /** The draft calls the flow by another name. */
  | { readonly code: "renamed" }
  /** `reason` has the diagnostics, or the call that breaks a promise. */
  | { readonly code: "not-kept"; readonly reason: string };

export interface Publishing {
  /** The flow's name, or the document's file. */
  readonly flow: string;
  readonly draft: Draft & { readonly text: string };
  /** What is new. */
  readonly message: string;
  readonly by: Somebody;
  /** What they saw as live. */
  readonly live: number;
  /** Per cent of the calls; absent: all. */
  readonly share?: number;
}

export interface Publisher {
  /**
   * What would be refused of a flow or a document if it were published now; nothing is saved. `text` absent: if it were taken away. Promises only
   * where it is to be proved, which takes seconds.
   */
  check(
    name: string,
    text: string | undefined,
    isToBeProved: boolean,
  ): Promise<PublishRefusal | undefined>;
  publish(wanted: Publishing): Promise<PublishRefusal | undefined>;
  putBack(
    number: number,
    live: number,
    by: Somebody,
  ): Promise<PublishRefusal | undefined>;
  endTrial(
    number: number,
    by: Somebody,
    isKept: boolean,
  ): Promise<PublishRefusal | undefined>;
}

const liveChanged: PublishRefusal = { code: "live-changed" };

export function createPublisher(served: ServedLine, clock: Clock): Publisher {
  const { versions } = served;
  /** Does it and follows; what could not be proved is told. */
  const tried = async (
    work: () => Promise<boolean | PublishRefusal>,
  ): Promise<PublishRefusal | undefined> => {
    try {
      const done = await work();
      if (typeof done === "object") return done;
      if (!done) return liveChanged;
      await served.follow();
      return undefined;
    } catch (error) {
      if (error instanceof FlowsRefused || error instanceof SettingError)
        return { code: "not-kept", reason: error.message };
      throw error;
    }
  };
  /** What is in the place of a flow or of a document, among all texts of a version; `text` absent: nothing. */
  const certifyIn = async (
    texts: readonly WrittenFile[],
    name: string,
    text: string | undefined,
  ): Promise<Served | PublishRefusal> => {
    const candidate = await served.certify(
      putIn(served, texts, name, text),
      "draft",
    );
    const isThere =
      isDocument(name) || candidate.texts.some((one) => one.name === name);
    return isThere || text === undefined ? candidate : { code: "renamed" };
  };
  /** The version on trial with a document of the company's in it: it has to keep every promise too. */
  const certifyOnTrial = async (
    known: LineVersions,
    { number }: Trial,
    name: string,
    text: string | undefined,
  ) => {
    const texts = await textsAt(served, known, number);
    if (!texts) return liveChanged;
    try {
      const candidate = await served.certify(
        putIn(served, texts, name, text),
        `version ${number}`,
      );
      return { number, texts: await served.keep(candidate) };
    } catch (error) {
      if (!(error instanceof FlowsRefused)) throw error;
      throw new FlowsRefused(
        `Version ${number}, which a share of the calls tries, does not go with it. Mend it, or end the trial first.\n${error.message}`,
      );
    }
  };
  return {
    check: (name, text, isToBeProved) =>
      tried(async () => {
        const texts = putIn(served, textsOf(served.now), name, text);
        if (isToBeProved) await served.certify(texts, "draft");
        else await served.check(texts, "draft");
        return true;
      }),
    publish: ({ flow, draft, message, by, live, share }) =>
      tried(async () => {
        const known = await versions.now();
        const { trial } = known;
        if (trial && !isDocument(flow)) return { code: "on-trial" };
        const now = await textsAt(served, known, live);
        if (known.live !== live || !now) return false;
        const begun = await textsAt(served, known, draft.base);
        const file = fileOf(served, flow);
        const textIn = (texts: typeof now | undefined) =>
          texts?.find((one) => one.file === file)?.text;
        if (textIn(begun) !== textIn(now)) return { code: "served-changed" };
        if (hasToBeApproved(flow, draft, textIn(now)))
          return { code: "not-approved" };
        const text = draft.isRemoval ? undefined : draft.text;
        const candidate = await certifyIn(now, flow, text);
        if ("code" in candidate) return candidate;
        const onTrial =
          trial && (await certifyOnTrial(known, trial, flow, text));
        if (onTrial && "code" in onTrial) return onTrial;
        const texts = await served.keep(candidate);
        const approvedBy = draft.review?.verdict?.by.name;
        return versions.take({
          type: "published",
          at: clock.now(),
          by,
          authors: draft.authors.map(({ name }) => name),
          ...(approvedBy !== undefined && { approvedBy }),
          message,
          flow,
          revision: draft.revision,
          version: versionOf(candidate, flow),
          texts,
          live,
          ...(share !== undefined && { share }),
          ...(onTrial && { tried: onTrial }),
        });
      }),
    putBack: (number, live, by) =>
      tried(async () => {
        const texts = await textsAt(served, await versions.now(), number);
        if (!texts) return false;
        await served.keep(await served.certify(texts, `version ${number}`));
        const at = clock.now();
        return versions.take({ type: "put-back", at, by, number, live });
      }),
    endTrial: (number, by, isKept) =>
      tried(async () =>
        versions.take({
          type: isKept ? "trial-kept" : "trial-ended",
          at: clock.now(),
          by,
          number,
        }),
      ),
  };
}

/** A flow, and what of the documents is for two. Who else answers, and when, one person may change. */
function hasToBeApproved(
  name: string,
  { text, review, isRemoval }: Publishing["draft"],
  now: string | undefined,
): boolean {
  if (review?.verdict?.isApproved === true) return false;
  return (
    !isDocument(name) ||
    isRemoval === true ||
    whyForTwo(name, now, text) !== undefined
  );
}

/** All texts of a version with that one in its place; `text` absent: without it. */
function putIn(
  served: ServedLine,
  texts: readonly WrittenFile[],
  name: string,
  text: string | undefined,
): readonly WrittenFile[] {
  const file = fileOf(served, name);
  if (text === undefined) return texts.filter((one) => one.file !== file);
  if (texts.some((one) => one.file === file))
    return texts.map((one) => (one.file === file ? { file, text } : one));
  const isLine = !isDocument(name) && !isRunByOthers(text, texts);
  return [...(isLine ? withMainNamed(served, texts) : texts), { file, text }];
}

function isRunByOthers(text: string, beside: readonly WrittenFile[]): boolean {
  const flows = beside.filter(({ file }) => !isDocument(file));
  const { document } = checkFlow(
    text,
    flows.map((one) => one.text),
  );
  return document !== undefined && isSubFlow(document);
}

/** Where one flow answers every number, and another comes, the people file says that the first is still the main one. */
function withMainNamed(
  { now }: ServedLine,
  texts: readonly WrittenFile[],
): readonly WrittenFile[] {
  const { number, people, flow } = now;
  if (people.numbers[number] !== undefined) return texts;
  const main = flow.document.flow;
  const named = (text: string) =>
    Object.keys(people.numbers).length === 0
      ? setValue(text, ["numbers"], { [number]: main })
      : setValue(text, ["numbers", number], main);
  return texts.map((one) =>
    one.file === peopleDocument ? { ...one, text: named(one.text) } : one,
  );
}

/** The version that calls carry: of that flow; where it answers none, of the main one. */
function versionOf({ answering, flow }: Served, name: string): string {
  const own = answering.find((one) => one.flow.document.flow === name);
  return own?.flow.version ?? flow.version;
}

/** That of a flow which is not served yet is called by its name. */
function fileOf({ now }: ServedLine, name: string): string {
  if (isDocument(name)) return name;
  return now.texts.find((one) => one.name === name)?.file ?? `${name}.yaml`;
}

async function textsAt(
  { versions }: ServedLine,
  { list }: LineVersions,
  wanted: number,
) {
  const found: FlowVersion | undefined = list.find(
    ({ number }) => number === wanted,
  );
  return found && versions.readTexts(found.texts);
}
