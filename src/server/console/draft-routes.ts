/**
 * What is done with a draft of a flow, or of one of the company's documents: saved, sent for review, judged by a second person, published;
 * and what recent calls would make of a flow's.
 */
import type { Request } from "express";
import { z } from "zod";
import type { CallChanged } from "../../flows/diff/index.js";
import type { Account } from "../../machines/console-accounts/index.js";
import { isDocument } from "../../machines/company/documents.js";
import {
  mayJudge,
  type Draft,
  type DraftEvent,
} from "../../machines/versions/draft.js";
import { firstProblem } from "../../systems/values.js";
import type { Clock } from "../clock.js";
import type { Publisher } from "../served/publish.js";
import { replayCalls } from "../served/replay-calls.js";
import type { ServedLine } from "../served/served.js";
import type { TurnDeps } from "../turn.js";
import { longestText, meanwhile, takeDraft } from "./draft-deeds.js";
import { nameOf, noFlow, readDraft } from "./flow-routes.js";
import { refusedPublish } from "./refusals.js";
import { done, type Answer, type ConsoleRoute } from "./route.js";

/** `GET /flows/:name/draft/replay`: calls of the last day, played on what callers get and on the draft. */
export interface ReplayView {
  readonly played: number;
  readonly changed: readonly CallChanged[];
}

const from = z.int().min(0);
const words = z.string().trim().max(500);
const saving = z.object({
  text: z.string().max(longestText),
  from,
  /** The version that was merged into it; absent: none. */
  base: z.int().min(0).optional(),
});
const dropping = z.object({ from });
const sending = z.object({ from, message: words.min(1) });
const judging = z
  .object({ from, isApproved: z.boolean(), words: words.default("") })
  .refine(({ isApproved, words: said }) => isApproved || said !== "", {
    error: "what is returned needs a word",
  });
const publishing = z.object({
  from,
  live: z.int().min(1),
  share: z.int().min(1).max(99).optional(),
  /** What is new, where nobody reviewed it. */
  message: words.optional(),
});

export interface DraftRoutesDeps {
  readonly turns: TurnDeps;
  readonly clock: Clock;
  readonly served: ServedLine;
  readonly publisher: Publisher;
}

/** Of flows, and of the company's documents. */
export function draftRoutes(deps: DraftRoutesDeps): ConsoleRoute[] {
  const { turns, served } = deps;
  return [
    ...routesAt("/flows/:name", deps, {
      isOne: (name) => !isDocument(name),
      isServed: (flow) => served.now.texts.some(({ name }) => name === flow),
    }),
    ...routesAt("/documents/:name", deps, {
      isOne: isDocument,
      isServed: (document) =>
        served.now.documents.some(({ file }) => file === document),
    }),
    replayRoute(turns, served),
  ];
}

function routesAt(
  at: string,
  deps: DraftRoutesDeps,
  {
    isOne,
    isServed,
  }: Readonly<Record<"isOne" | "isServed", (name: string) => boolean>>,
): ConsoleRoute[] {
  const { turns, clock, served, publisher } = deps;
  const draftOf = (flow: string) => readDraft(turns.store, flow);
  /** Does it to the draft; refused where somebody was faster. */
  const take = async (
    event: DraftEvent,
    answer: (draft: Draft) => Answer = () => done,
  ): Promise<Answer> => {
    const { isDone, draft } = await takeDraft(turns, event.flow, event);
    return isDone ? answer(draft) : meanwhile(draft);
  };
  const doneBy = ({ id, name }: Account, flow: string) => ({
    at: clock.now(),
    by: { id, name },
    flow,
  });
  /** What is not served yet is there as a draft alone. */
  const isThere = async (name: string) =>
    isOne(name) && (isServed(name) || (await draftOf(name)).text !== undefined);
  /** Reads the body and does it to the draft of the flow that the address names. */
  const acting =
    <Body extends { readonly from: number }>(
      form: z.ZodType<Body>,
      act: (flow: string, body: Body, who: Account) => Promise<Answer>,
    ) =>
    async (request: Request, who: Account): Promise<Answer> => {
      const flow = nameOf(request);
      const read = form.safeParse(request.body);
      if (!read.success) return [400, { error: firstProblem(read.error) }];
      if (!(await isThere(flow))) return noFlow;
      return act(flow, read.data, who);
    };
  return [
    {
      method: "put",
      path: `${at}/draft`,
      right: "edit",
      handle: acting(saving, (flow, { base, ...body }, who) =>
        take(
          {
            type: "saved",
            ...doneBy(who, flow),
            live: served.number,
            ...(base !== undefined && { base }),
            ...body,
          },
          ({ revision }) => [200, { revision }],
        ),
      ),
    },
    {
      method: "delete",
      path: `${at}/draft`,
      right: "edit",
      handle: acting(dropping, (flow, body, who) =>
        take({ type: "dropped", ...doneBy(who, flow), ...body }),
      ),
    },
    {
      method: "post",
      path: `${at}/draft/review`,
      right: "edit",
      handle: acting(sending, (flow, body, who) =>
        take({ type: "sent", ...doneBy(who, flow), ...body }),
      ),
    },
    {
      method: "put",
      path: `${at}/draft/verdict`,
      right: "approve",
      handle: acting(judging, async (flow, body, who) => {
        const before = await draftOf(flow);
        if (before.revision === body.from && !mayJudge(before, who.id))
          return before.review ? ownDraft : notSent;
        return take({ type: "judged", ...doneBy(who, flow), ...body });
      }),
    },
    {
      method: "post",
      path: `${at}/draft/publish`,
      right: "publish",
      handle: acting(publishing, async (flow, { from: seen, ...body }, who) => {
        const draft = await draftOf(flow);
        const { text, revision, review } = draft;
        if (isDocument(flow) && body.share !== undefined) return forAll;
        if (revision !== seen || text === undefined) return meanwhile(draft);
        const isApproved = review?.verdict?.isApproved === true;
        const message = isApproved ? review.message : body.message;
        if (isDocument(flow) && !message) return withoutMessage;
        const refusal = await publisher.publish({
          flow,
          draft: { ...draft, text },
          message: message ?? "",
          by: { id: who.id, name: who.name },
          live: body.live,
          ...(body.share !== undefined && { share: body.share }),
        });
        return refusal ? refusedPublish(refusal) : done;
      }),
    },
  ];
}

function replayRoute({ store }: TurnDeps, served: ServedLine): ConsoleRoute {
  return {
    method: "get",
    path: "/flows/:name/draft/replay",
    right: ["edit", "approve"],
    async handle(request: Request): Promise<Answer> {
      const flow = nameOf(request);
      const { text } = await readDraft(store, flow);
      if (text === undefined) return noFlow;
      const view: ReplayView | undefined = await replayCalls(
        store,
        served,
        served.now.texts.map((one) =>
          one.name === flow ? { ...one, text } : one,
        ),
      );
      return view ? [200, view] : [422, withMistakes];
    },
  };
}

const withMistakes = {
  code: "with-mistakes",
  error: "The draft has mistakes. Mend them first.",
};
const ownDraft: Answer = [
  403,
  {
    code: "own-draft",
    error:
      "Whoever changed a draft or sent it does not judge it. Ask somebody else.",
  },
];
const notSent: Answer = [
  409,
  { code: "not-sent", error: "Nobody sent this draft for review." },
];
const forAll: Answer = [
  400,
  {
    code: "for-all",
    error:
      "People and policies are for all calls at once, and not for a share.",
  },
];
const withoutMessage: Answer = [
  400,
  { code: "no-message", error: "Say what is new." },
];
