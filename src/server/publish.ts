/**
 * Makes a version live. It is checked and proved with the people and policies of now before anything is saved; one that breaks a promise is
 * refused with the call that breaks it, whoever asks. This server has it when the answer is given, the others as soon as the store tells them.
 */
import type { Draft } from "../machines/draft.js";
import type {
  FlowVersion,
  LineVersions,
  Somebody,
} from "../machines/versions.js";
import type { Clock } from "./clock.js";
import { FlowsRefused } from "./flow-library.js";
import type { ServedLine } from "./served.js";

export type PublishRefusal =
  /** Something else is live than they saw, or another version is being tried. */
  | { readonly code: "live-changed" }
  /** What callers get of this flow was changed since the draft was begun: the two have to be merged first. */
  | { readonly code: "served-changed" }
  /** The draft calls the flow by another name. */
  | { readonly code: "renamed" }
  /** `reason` has the diagnostics, or the call that breaks a promise. */
  | { readonly code: "not-kept"; readonly reason: string };

export interface Publishing {
  readonly flow: string;
  readonly draft: Draft & { readonly text: string };
  readonly by: Somebody;
  /** What they saw as live. */
  readonly live: number;
  /** Per cent of the calls; absent: all. */
  readonly share?: number;
}

export interface Publisher {
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
      if (!(error instanceof FlowsRefused)) throw error;
      return { code: "not-kept", reason: error.message };
    }
  };
  return {
    publish: ({ flow, draft, by, live, share }) =>
      tried(async () => {
        const known = await versions.now();
        const now = await textsOf(served, known, live);
        if (known.live !== live || !now) return false;
        const begun = await textsOf(served, known, draft.base);
        const file = served.now.texts.find(({ name }) => name === flow)?.file;
        const textIn = (texts: typeof now | undefined) =>
          texts?.find((one) => one.file === file)?.text;
        if (textIn(begun) !== textIn(now)) return { code: "served-changed" };
        const candidate = await served.certify(
          now.map((one) =>
            one.file === file ? { file, text: draft.text } : one,
          ),
          "draft",
        );
        if (!candidate.texts.some(({ name }) => name === flow))
          return { code: "renamed" };
        const texts = await served.keep(candidate);
        return versions.take({
          type: "published",
          at: clock.now(),
          by,
          authors: draft.authors.map(({ name }) => name),
          approvedBy: draft.review?.verdict?.by.name ?? "",
          message: draft.review?.message ?? "",
          flow,
          revision: draft.revision,
          version: candidate.flow.version,
          texts,
          live,
          ...(share !== undefined && { share }),
        });
      }),
    putBack: (number, live, by) =>
      tried(async () => {
        const texts = await textsOf(served, await versions.now(), number);
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

async function textsOf(
  { versions }: ServedLine,
  { list }: LineVersions,
  wanted: number,
) {
  const found: FlowVersion | undefined = list.find(
    ({ number }) => number === wanted,
  );
  return found && versions.readTexts(found.texts);
}
