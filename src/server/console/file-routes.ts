/**
 * A flow or a policy that is not there yet, begun as a draft; and one that is to be there no more, as a draft that says so. Both go the way of
 * every draft: callers notice nothing before a second person approved it and somebody published it.
 */
import type { Request } from "express";
import { z } from "zod";
import type { Account } from "../../machines/console-accounts/index.js";
import {
  isDocument,
  peopleDocument,
} from "../../machines/company/documents.js";
import type { Draft } from "../../machines/versions/draft.js";
import { firstProblem } from "../../systems/values.js";
import { longestText, meanwhile, takeDraft } from "./draft-deeds.js";
import type { DraftRoutesDeps } from "./draft-routes.js";
import { nameOf, noFlow, readDraft } from "./flow-routes.js";
import { refusedPublish } from "./refusals.js";
import { done, type Answer, type ConsoleRoute } from "./route.js";

/** `POST /flows` and `POST /documents`: what it begins as. */
const beginning = (name: RegExp) =>
  z.object({
    name: z.string().regex(name, {
      error: "small letters, digits and hyphens, such as small-disputes",
    }),
    text: z.string().min(1).max(longestText),
  });
const removing = z.object({ from: z.int().min(0) });

export function fileRoutes(deps: DraftRoutesDeps): ConsoleRoute[] {
  return [
    ...routesAt("/flows", deps, /^[a-z][a-z0-9-]{0,59}$/),
    ...routesAt("/documents", deps, /^policies\/[a-z][a-z0-9-]{0,59}\.yaml$/),
  ];
}

function routesAt(
  at: string,
  { turns, clock, served, publisher }: DraftRoutesDeps,
  names: RegExp,
): ConsoleRoute[] {
  const form = beginning(names);
  const draftOf = (name: string) => readDraft(turns.store, name);
  const put = async (
    { id, name: who }: Account,
    flow: string,
    saved: Pick<Draft, "isRemoval"> & {
      readonly text: string;
      readonly from: number;
    },
  ): Promise<Answer> => {
    const { isDone, draft } = await takeDraft(turns, flow, {
      type: "saved",
      at: clock.now(),
      by: { id, name: who },
      live: served.number,
      flow,
      ...saved,
    });
    return isDone ? done : meanwhile(draft);
  };
  return [
    {
      method: "post",
      path: at,
      right: "edit",
      async handle({ body }: Request, who): Promise<Answer> {
        const read = form.safeParse(body);
        if (!read.success) return [400, { error: firstProblem(read.error) }];
        const { name, text } = read.data;
        const draft = await draftOf(name);
        const file = isDocument(name) ? name : `${name}.yaml`;
        const { documents, texts } = served.now;
        const isTaken =
          draft.text !== undefined ||
          [...documents, ...texts].some((one) => one.file === file) ||
          texts.some((one) => one.name === name);
        return isTaken
          ? nameTaken
          : put(who, name, { text, from: draft.revision });
      },
    },
    {
      method: "post",
      path: `${at}/:name/draft/removal`,
      right: "edit",
      async handle(request: Request, who): Promise<Answer> {
        const name = nameOf(request);
        const read = removing.safeParse(request.body);
        if (!read.success) return [400, { error: firstProblem(read.error) }];
        const { documents, texts } = served.now;
        const found = isDocument(name)
          ? documents.find(({ file }) => file === name)
          : texts.find((one) => one.name === name);
        if (!found) return noFlow;
        if (name === peopleDocument) return neverRemoved;
        // Nobody is asked to review what could not be published.
        const refusal = await publisher.check(name, undefined, false);
        if (refusal) return refusedPublish(refusal);
        const { text } = found;
        const { from } = read.data;
        return put(who, name, { text, from, isRemoval: true });
      },
    },
  ];
}

const nameTaken: Answer = [
  409,
  {
    code: "name-taken",
    error: "There is one of this name, or a draft of one. Choose another name.",
  },
];
const neverRemoved: Answer = [
  400,
  { error: "The line has to know whom to ring: the people file stays." },
];
