/** The versions of the line's flows: which is live, who made each, what it was, and going back to one. */
import type { Request } from "express";
import { z } from "zod";
import type { Company } from "../../flows/index.js";
import { isDocument } from "../../machines/company/documents.js";
import type { Account } from "../../machines/console-accounts/index.js";
import type {
  FlowVersion,
  Returned,
  Trial,
} from "../../machines/versions/events.js";
import { firstProblem } from "../../systems/values.js";
import type { WrittenFile } from "../served/flow-library.js";
import type { PublishRefusal, Publisher } from "../served/publish.js";
import type { ServedLine } from "../served/served.js";
import { maySeeDocuments } from "./document-rights.js";
import { refusedPublish } from "./refusals.js";
import { done, type Answer, type ConsoleRoute } from "./route.js";

/** `GET /versions`: the newest first. */
export interface VersionsView {
  readonly live: number;
  readonly versions: readonly Omit<FlowVersion, "texts">[];
  readonly trial?: Trial;
  readonly returned?: Returned;
}

/** `GET /versions/:number/texts`: its files as they were written, byte for byte. */
export interface TextsView {
  /** Its flows. */
  readonly texts: readonly WrittenFile[];
  /** The people file and the policies, for whoever may see them. */
  readonly documents: readonly WrittenFile[];
  /** What flows are checked with now. */
  readonly company: Company;
}

const puttingBack = z.object({
  number: z.int().min(1),
  live: z.int().min(1),
});
const ending = z.object({ number: z.int().min(1), isKept: z.boolean() });

export function versionRoutes(
  served: ServedLine,
  publisher: Publisher,
): ConsoleRoute[] {
  const acting =
    <Body>(
      form: z.ZodType<Body>,
      act: (body: Body, who: Account) => Promise<PublishRefusal | undefined>,
    ) =>
    async ({ body }: Request, who: Account): Promise<Answer> => {
      const read = form.safeParse(body);
      if (!read.success) return [400, { error: firstProblem(read.error) }];
      const refusal = await act(read.data, who);
      return refusal ? refusedPublish(refusal) : done;
    };
  return [
    {
      method: "get",
      path: "/versions",
      right: "signed-in",
      async handle() {
        const { list, live, trial, returned } = await served.versions.now();
        const view: VersionsView = {
          live,
          versions: list
            .map(({ texts: _texts, ...version }) => version)
            .toReversed(),
          ...(trial && { trial }),
          ...(returned && { returned }),
        };
        return [200, view];
      },
    },
    {
      method: "get",
      path: "/versions/:number/texts",
      right: "signed-in",
      async handle({ params }, who) {
        const wanted = Number(params["number"]);
        const { list } = await served.versions.now();
        const found = list.find(({ number }) => number === wanted);
        if (!found) return [404, { error: "There is no such version." }];
        const written = await served.versions.readTexts(found.texts);
        const { company } = served.now.flow;
        const view: TextsView = {
          texts: written.filter(({ file }) => !isDocument(file)),
          documents: maySeeDocuments(who)
            ? written.filter(({ file }) => isDocument(file))
            : [],
          company,
        };
        return [200, view];
      },
    },
    {
      method: "put",
      path: "/versions/live",
      right: "publish",
      handle: acting(puttingBack, ({ number, live }, { id, name }) =>
        publisher.putBack(number, live, { id, name }),
      ),
    },
    {
      method: "put",
      path: "/versions/trial",
      right: "publish",
      handle: acting(ending, ({ number, isKept }, { id, name }) =>
        publisher.endTrial(number, { id, name }, isKept),
      ),
    },
  ];
}
