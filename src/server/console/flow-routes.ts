/** The flows of the line for whoever looks at them, and their drafts for whoever edits. */
import { randomUUID } from "node:crypto";
import type { Request } from "express";
import { z } from "zod";
import type { Company } from "../../flows/index.js";
import { noDraft, type Draft, type DraftEvent } from "../../machines/draft.js";
import { firstProblem } from "../../systems/values.js";
import type { Clock } from "../clock.js";
import { readContext } from "../read-context.js";
import type { ServedLine } from "../served.js";
import { takeTurn, type TurnDeps } from "../turn.js";
import { done, type Answer, type ConsoleRoute } from "./route.js";

/** `GET /flows`: the one that callers get first, then those that it runs. */
export interface FlowsView {
  readonly flows: readonly {
    readonly name: string;
    readonly title: string;
    /** Callers begin in it. */
    readonly isLine: boolean;
    readonly draft?: DraftNote;
  }[];
}

export interface DraftNote {
  readonly revision: number;
  readonly by: string;
  /** Epoch ms. */
  readonly savedAt: number;
}

/** `GET /flows/:name`: what is served, what is being changed, and what it is checked with. */
export interface FlowView {
  readonly name: string;
  readonly served: string;
  readonly draft?: DraftNote & { readonly text: string };
  /** The draft's, also when it was thrown away; what a save is made from. */
  readonly revision: number;
  /** The texts of the line's other flows. */
  readonly beside: readonly string[];
  readonly company: Company;
  /** Names that a flow may say. */
  readonly director: { readonly name: string; readonly title?: unknown };
}

const longestText = 400_000;
const saving = z.object({
  text: z.string().max(longestText),
  from: z.int().min(0),
});
const dropping = z.object({ from: z.int().min(0) });

export interface FlowRoutesDeps {
  readonly turns: TurnDeps;
  readonly clock: Clock;
  readonly served: ServedLine;
}

export function flowRoutes(deps: FlowRoutesDeps): ConsoleRoute[] {
  const { turns, clock, served } = deps;
  const draftOf = async (name: string): Promise<Draft> =>
    (await readContext<Draft>(turns.store, keyOf(name))) ?? noDraft;
  const change = async (name: string, event: DraftEvent): Promise<Answer> => {
    const before = await draftOf(name);
    const isNewest = before.revision === event.from;
    const { outcome } = isNewest
      ? await takeTurn(turns, {
          key: keyOf(name),
          token: randomUUID(),
          event,
          begins: true,
          asks: false,
        })
      : { outcome: "ignored" };
    const draft = await draftOf(name);
    return outcome === "moved"
      ? [200, { revision: draft.revision }]
      : [
          409,
          {
            code: "changed-meanwhile",
            error: `${draft.by.name} changed it meanwhile. Merge with that first.`,
            revision: draft.revision,
            ...(draft.text !== undefined && { text: draft.text }),
            by: draft.by.name,
          },
        ];
  };
  return [
    {
      method: "get",
      path: "/flows",
      right: "signed-in",
      async handle() {
        const view: FlowsView = {
          flows: await Promise.all(
            served.now.texts.map(async ({ name, title }, place) => ({
              name,
              title,
              isLine: place === 0,
              ...withNote(await draftOf(name)),
            })),
          ),
        };
        return [200, view];
      },
    },
    {
      method: "get",
      path: "/flows/:name",
      right: "signed-in",
      async handle(request) {
        const name = nameOf(request);
        const found = served.now.texts.find((one) => one.name === name);
        if (!found) return noFlow;
        const draft = await draftOf(name);
        const note = noteOf(draft);
        const { director } = served.now.people;
        const view: FlowView = {
          name,
          served: found.text,
          revision: draft.revision,
          ...(note &&
            draft.text !== undefined && {
              draft: { ...note, text: draft.text },
            }),
          beside: served.now.texts
            .filter((one) => one !== found)
            .map(({ text }) => text),
          company: served.now.flow.company,
          director: { name: director.name, title: director.title },
        };
        return [200, view];
      },
    },
    {
      method: "put",
      path: "/flows/:name/draft",
      right: "edit",
      async handle(request, { id, name: by }) {
        const flow = nameOf(request);
        const read = saving.safeParse(request.body);
        if (!read.success) return [400, { error: firstProblem(read.error) }];
        if (!served.now.texts.some((one) => one.name === flow)) return noFlow;
        return change(flow, {
          type: "saved",
          at: clock.now(),
          by: { id, name: by },
          base: served.now.flow.version,
          flow,
          ...read.data,
        });
      },
    },
    {
      method: "delete",
      path: "/flows/:name/draft",
      right: "edit",
      async handle(request, { id, name: by }) {
        const flow = nameOf(request);
        const read = dropping.safeParse(request.body);
        if (!read.success) return [400, { error: firstProblem(read.error) }];
        const answer = await change(flow, {
          type: "dropped",
          at: clock.now(),
          by: { id, name: by },
          flow,
          ...read.data,
        });
        return answer[0] === 200 ? done : answer;
      },
    },
  ];
}

const noFlow: Answer = [
  404,
  { error: "The line serves no flow of this name." },
];

const keyOf = (name: string) => ({ kind: "draft", id: name });

function noteOf({ text, revision, by, savedAt }: Draft): DraftNote | undefined {
  return text === undefined ? undefined : { revision, by: by.name, savedAt };
}

function withNote(draft: Draft): { readonly draft?: DraftNote } {
  const note = noteOf(draft);
  return note ? { draft: note } : {};
}

function nameOf({ params }: Request): string {
  return String(params["name"] ?? "").slice(0, 100);
}
