/** The flows of the line and their drafts, for whoever looks at them. */
import type { Request } from "express";
import type { Company } from "../../flows/index.js";
import { readYaml } from "../../flows/read-yaml.js";
import type { CauseLabels } from "../../machines/company/cause-labels.js";
import { isDocument } from "../../machines/company/documents.js";
import type { Account } from "../../machines/console-accounts/index.js";
import {
  mayJudge,
  noDraft,
  type Draft,
  type Review,
} from "../../machines/versions/draft.js";
import { lineDrafts, type Drafts } from "../../machines/versions/drafts.js";
import type { Store } from "../../store/contract.js";
import { readContext } from "../read-context.js";
import { numbersOf } from "../served/certify.js";
import type { WrittenFile } from "../served/flow-library.js";
import type { ServedLine } from "../served/served.js";
import type { TurnDeps } from "../turn.js";
import { maySeeDocuments } from "./document-rights.js";
import type { Answer, ConsoleRoute } from "./route.js";

/** `GET /flows`: the main one first, then others that callers may get, then those that they run. */
export interface FlowsView {
  readonly flows: readonly {
    readonly name: string;
    readonly title: string;
    /** Callers may begin in it. */
    readonly isLine: boolean;
    /** The numbers that it answers. */
    readonly numbers: readonly string[];
    /** There is a draft of it alone. */
    readonly isNew?: true;
    readonly draft?: DraftNote;
  }[];
  /** Drafts of the people file and of policies, for whoever may see them. */
  readonly documents: readonly {
    readonly file: string;
    readonly draft: DraftNote;
  }[];
}

export interface DraftNote {
  readonly revision: number;
  readonly by: string;
  /** Epoch ms. */
  readonly savedAt: number;
  readonly review?: Review;
  /** Whoever asks changed nothing of it, and it waits for review. */
  readonly isTheirsToJudge: boolean;
  /** What would be published is that the file is taken away. */
  readonly isRemoval?: true;
}

/** `GET /flows/:name`: what is served, what is being changed, and what it is checked with. */
export interface FlowView {
  readonly name: string;
  /** Empty: there is a draft of it alone. */
  readonly served: string;
  /** The number of the version that is live. */
  readonly live: number;
  readonly draft?: DraftNote & { readonly text: string };
  /** What was served when the draft was begun, where that is something else by now: the two are to be merged. */
  readonly begun?: {
    readonly text: string;
    /** Who changed what is served; empty: it came from the file. */
    readonly servedBy: readonly string[];
  };
  /** The draft's, also when it was thrown away; what a save is made from. */
  readonly revision: number;
  /** The name of its file. */
  readonly file: string;
  /** The texts of the line's other flows. */
  readonly beside: readonly string[];
  /** Callers may begin in it. */
  readonly isLine: boolean;
  readonly company: Company;
  /** What topics, reasons and areas are called. */
  readonly labels: CauseLabels;
  /** Names that a flow may say. */
  readonly director: { readonly name: string; readonly title?: unknown };
}

export function flowRoutes(
  { store }: TurnDeps,
  served: ServedLine,
): ConsoleRoute[] {
  return [
    {
      method: "get",
      path: "/flows",
      right: "signed-in",
      async handle(_request, who) {
        const { texts } = served.now;
        const drafts = await draftNames(store);
        const documents = await Promise.all(
          drafts
            .filter((name) => isDocument(name) && maySeeDocuments(who))
            .map(async (file) => ({
              file,
              ...withNote(await readDraft(store, file), who),
            })),
        );
        const fresh = drafts.filter(
          (draft) =>
            !isDocument(draft) && texts.every(({ name }) => name !== draft),
        );
        const notes = await Promise.all(
          fresh.map(async (name) => {
            const draft = await readDraft(store, name);
            return {
              name,
              title: titleIn(draft.text) ?? name,
              isLine: false,
              numbers: [],
              isNew: true as const,
              ...withNote(draft, who),
            };
          }),
        );
        const view: FlowsView = {
          flows: [
            ...(await Promise.all(
              texts.map(async ({ name, title, isLine }) => ({
                name,
                title,
                isLine,
                numbers: numbersOf(served.now, name),
                ...withNote(await readDraft(store, name), who),
              })),
            )),
            // One that was published or thrown away this moment may stand in the list yet.
            ...notes.filter(({ draft }) => draft),
          ],
          documents: documents.flatMap(({ file, draft }) =>
            draft ? [{ file, draft }] : [],
          ),
        };
        return [200, view];
      },
    },
    {
      method: "get",
      path: "/flows/:name",
      right: "signed-in",
      async handle(request, who) {
        const name = nameOf(request);
        const draft = await readDraft(store, name);
        const found =
          served.now.texts.find((one) => one.name === name) ??
          (isDocument(name) ? undefined : notServed(`${name}.yaml`, draft));
        if (!found) return noFlow;
        const begun = await begunFrom(served, draft, found);
        const note = noteOf(draft, who);
        const { director } = served.now.people;
        const view: FlowView = {
          name,
          served: found.text,
          live: served.number,
          revision: draft.revision,
          file: found.file,
          isLine: served.now.texts.some((one) => one === found && one.isLine),
          ...(note &&
            draft.text !== undefined && {
              draft: { ...note, text: draft.text },
            }),
          ...(begun && { begun }),
          beside: served.now.texts
            .filter((one) => one !== found)
            .map(({ text }) => text),
          company: served.now.flow.company,
          labels: served.now.people.labels,
          director: { name: director.name, title: director.title },
        };
        return [200, view];
      },
    },
  ];
}

export const noFlow: Answer = [
  404,
  { error: "The line serves no flow of this name." },
];

/** What stands in the place of a file that is not served: `undefined` where there is no draft of it either. */
export function notServed(
  file: string,
  { text }: Draft,
): WrittenFile | undefined {
  return text === undefined ? undefined : { file, text: "" };
}

/** What a text calls its flow; `undefined` where it is none. */
function titleIn(text: string | undefined): string | undefined {
  const { title } = (readYaml(text ?? "").value ?? {}) as { title?: unknown };
  return typeof title === "string" && title !== "" ? title : undefined;
}

/** What there is a draft of. */
export const draftNames = async (store: Store): Promise<readonly string[]> =>
  (await readContext<Drafts>(store, lineDrafts))?.names ?? [];

export const draftKey = (name: string) => ({ kind: "draft", id: name });

export const readDraft = async (store: Store, flow: string): Promise<Draft> =>
  (await readContext<Draft>(store, draftKey(flow))) ?? noDraft;

/** `undefined` where there is no draft, or it was made from what is served. */
export async function begunFrom(
  { versions }: ServedLine,
  { text, base }: Draft,
  now: WrittenFile,
): Promise<FlowView["begun"]> {
  if (text === undefined) return undefined;
  const { list, live } = await versions.now();
  const find = (wanted: number) => list.find(({ number }) => number === wanted);
  const from = find(base);
  const texts = from && (await versions.readTexts(from.texts));
  const begun = texts?.find(({ file }) => file === now.file)?.text ?? "";
  return texts && begun !== now.text
    ? { text: begun, servedBy: find(live)?.authors ?? [] }
    : undefined;
}

export function noteOf(draft: Draft, who: Account): DraftNote | undefined {
  const { text, revision, by, savedAt, review, isRemoval } = draft;
  return text === undefined
    ? undefined
    : {
        revision,
        by: by.name,
        savedAt,
        ...(review && { review }),
        ...(isRemoval && { isRemoval }),
        isTheirsToJudge: mayJudge(draft, who.id),
      };
}

function withNote(draft: Draft, who: Account): { readonly draft?: DraftNote } {
  const note = noteOf(draft, who);
  return note ? { draft: note } : {};
}

export function nameOf({ params }: Request): string {
  return String(params["name"] ?? "").slice(0, 100);
}
