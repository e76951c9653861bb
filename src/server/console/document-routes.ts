/** The people file and the dispute policies as they are written, with their drafts, for whoever changes them. */
import { z } from "zod";
import type { Accounts, Offers } from "../../account/accounts.js";
import { isDocument } from "../../machines/company/documents.js";
import { firstProblem } from "../../systems/values.js";
import { longestRelaxing } from "../served/missing-data.js";
import type { Publisher } from "../served/publish.js";
import type { ServedLine } from "../served/served.js";
import type { TurnDeps } from "../turn.js";
import {
  begunFrom,
  nameOf,
  noteOf,
  notServed,
  readDraft,
  type FlowView,
} from "./flow-routes.js";
import { documentRights } from "./document-rights.js";
import { refusedPublish } from "./refusals.js";
import { done, type ConsoleRoute } from "./route.js";

/** `GET /documents/:name`: one of them, `company/people.yaml` or `policies/….yaml`. */
export type DocumentView = Pick<
  FlowView,
  "name" | "served" | "live" | "draft" | "begun" | "revision" | "file"
> & {
  /** After so many seconds of waiting a need may be let go of at the latest, by the flows that are served; absent: nobody waits for agents. */
  readonly longestRelaxing?: number;
  /** The line's own number, E.164. */
  readonly number: string;
  /** Those that callers may get. */
  readonly flows: readonly { readonly name: string; readonly title: string }[];
};

/** `GET /offers`: what powers may name; absent where the account system lists none, or does not answer now. Amounts are minor units. */
export interface OffersView {
  readonly offers?: Offers;
}

const checking = z.object({
  text: z.string().max(400_000),
  /** Every promise with it as well, which takes seconds. */
  isToBeProved: z.boolean().default(false),
});

export function documentRoutes(
  { store }: TurnDeps,
  served: ServedLine,
  publisher: Publisher,
  accounts: Accounts,
): ConsoleRoute[] {
  return [
    {
      method: "get",
      path: "/offers",
      right: documentRights,
      async handle() {
        // Without them names are typed, as they are where no system lists any.
        const offers = await accounts.listOffers?.().catch(() => undefined);
        const view: OffersView = offers ? { offers } : {};
        return [200, view];
      },
    },
    {
      method: "get",
      path: "/documents/:name",
      right: documentRights,
      async handle(request, who) {
        const name = nameOf(request);
        const draft = await readDraft(store, name);
        const found =
          served.now.documents.find(({ file }) => file === name) ??
          (isDocument(name) ? notServed(name, draft) : undefined);
        if (!found) return noDocument;
        const begun = await begunFrom(served, draft, found);
        const note = noteOf(draft, who);
        const longest = longestRelaxing(
          served.now.answering.map(({ flow }) => flow),
        );
        const view: DocumentView = {
          ...(longest !== undefined && { longestRelaxing: longest }),
          name,
          file: name.split("/").at(-1) ?? name,
          served: found.text,
          live: served.number,
          revision: draft.revision,
          number: served.now.number,
          flows: served.now.texts
            .filter(({ isLine }) => isLine)
            .map(({ name: flow, title }) => ({ name: flow, title })),
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
