/** The people file and the dispute policies as they are written, with their drafts, for whoever changes them. */
import { z } from "zod";
import { isDocument } from "../../machines/company-documents.js";
import { firstProblem } from "../../systems/values.js";
import type { Publisher } from "../publish.js";
import type { ServedLine } from "../served.js";
import type { TurnDeps } from "../turn.js";
import {
  begunFrom,
  nameOf,
  noteOf,
  readDraft,
  type FlowView,
} from "./flow-routes.js";
import { refusedPublish } from "./refusals.js";
import { done, type ConsoleRoute } from "./route.js";

/** `GET /documents/:name`: one of them, `company/people.yaml` or `policies/….yaml`. */
export type DocumentView = Pick<
  FlowView,
  "name" | "served" | "live" | "draft" | "begun" | "revision" | "file"
>;

const checking = z.object({
  text: z.string().max(400_000),
  /** Every promise with it as well, which takes seconds. */
  isToBeProved: z.boolean().default(false),
});

const looking = ["edit", "approve", "publish", "administer"] as const;

export function documentRoutes(
  { store }: TurnDeps,
  served: ServedLine,
  publisher: Publisher,
): ConsoleRoute[] {
  return [
    {
      method: "get",
      path: "/documents/:name",
      right: looking,
      async handle(request, who) {
        const name = nameOf(request);
        const found = served.now.documents.find(({ file }) => file === name);
        if (!found) return noDocument;
        const draft = await readDraft(store, name);
        const begun = await begunFrom(served, draft, found);
        const note = noteOf(draft, who);
        const view: DocumentView = {
          name,
          file: name.split("/").at(-1) ?? name,
          served: found.text,
          live: served.number,
          revision: draft.revision,
          ...(note &&
            draft.text !== undefined && {
              draft: { ...note, text: draft.text },
            }),
          ...(begun && { begun }),
        };
        return [200, view];
      },
    },
    {
      method: "post",
      path: "/documents/:name/check",
      right: "edit",
      async handle(request) {
        const name = nameOf(request);
        const read = checking.safeParse(request.body);
        if (!read.success) return [400, { error: firstProblem(read.error) }];
        if (!isDocument(name)) return noDocument;
        const refusal = await publisher.check(
          name,
          read.data.text,
          read.data.isToBeProved,
        );
        return refusal ? refusedPublish(refusal) : done;
      },
    },
  ];
}

const noDocument = [
  404,
  { error: "The company has no document of this name." },
] as const;
