/** Whom the line rings and what it concedes, to look at; and the files of it read again, by whoever may publish. */
import { randomUUID } from "node:crypto";
import type { Request } from "express";
import { isDocument } from "../../machines/company/documents.js";
import { lineAudit } from "../../machines/audit.js";
import type { Account } from "../../machines/console-accounts/index.js";
import type { Powers } from "../../machines/decisions/powers.js";
import type { DisputePolicy } from "../../machines/company/policy.js";
import type { Hours } from "../../machines/company/hours.js";
import { flowFor, provedIn, unanswered } from "../served/certify.js";
import type { Clock } from "../clock.js";
import type { ServedLine } from "../served/served.js";
import { takeTurn, type TurnDeps } from "../turn.js";
import {
  draftNames,
  noteOf,
  readDraft,
  type DraftNote,
} from "./flow-routes.js";
import type { Answer, ConsoleRoute } from "./route.js";
import { viewStaff, type StaffView } from "./staff-of-account.js";

/** `GET /company`: the people file and the policies as they are served now. Amounts are minor units. */
export interface CompanyView {
  /** What is proved of the live flow with these people and policies. */
  readonly certificate: string;
  /** The line's numbers, and what answers there. */
  readonly numbers: readonly {
    readonly number: string;
    /** Absent: the flow, `flow`. */
    readonly person?: string;
    /** Its title. */
    readonly flow?: string;
    /** It is for the line's own people. */
    readonly staff?: true;
  }[];
  /** The titles of flows that callers may get and no number is answered with. */
  readonly unanswered: readonly string[];
  readonly people: readonly (StaffView & {
    /** They ring in this order. */
    readonly phones: readonly string[];
    readonly languages: readonly string[];
    /** Topics and segments of callers that they are for. */
    readonly takes: readonly string[];
    readonly hours?: string;
    readonly powers?: Powers;
  })[];
  readonly hours: Readonly<Record<string, Hours>>;
  readonly policies: readonly DisputePolicy[];
  /** The files that it is written in, as versions call them, and their drafts. */
  readonly documents: readonly {
    readonly file: string;
    /** There is a draft of it alone. */
    readonly isNew?: true;
    readonly draft?: DraftNote;
  }[];
}

/** `POST /company/read`: what came of it, in a sentence for whoever asked; a promise that would break, with the call that breaks it. */
export interface CompanyRead {
  readonly told: string;
  /** What is served is other than before. */
  readonly changed: boolean;
}

export interface CompanyRoutesDeps {
  readonly turns: TurnDeps;
  readonly clock: Clock;
  readonly served: ServedLine;
  /** Reads flow, people and policies again; refuses what breaks a promise, and says so. */
  readonly reload: () => Promise<string>;
}

export function companyRoutes(deps: CompanyRoutesDeps): ConsoleRoute[] {
  const { turns, clock, served, reload } = deps;
  return [
    {
      method: "get",
      path: "/company",
      right: ["edit", "approve", "publish", "administer"],
      async handle(_request: Request, who: Account): Promise<Answer> {
        const { store } = turns;
        const files = served.now.documents.map(({ file }) => file);
        const fresh = (await draftNames(store)).filter(
          (name) => isDocument(name) && !files.includes(name),
        );
        const documents = await Promise.all(
          [...files, ...fresh].map(async (file) => {
            const draft = noteOf(await readDraft(store, file), who);
            const isNew = fresh.includes(file);
            return {
              file,
              ...(draft && { draft }),
              ...(isNew && { isNew: true as const }),
            };
          }),
        );
        const view: CompanyView = {
          ...viewCompany(deps),
          // One that was published or thrown away this moment may stand in the list yet.
          documents: documents.filter(({ isNew, draft }) => !isNew || draft),
        };
        return [200, view];
      },
    },
    {
      method: "post",
      path: "/company/read",
      right: "publish",
      async handle(_request, { id, name }) {
        const before = provedIn(served.now);
        const told = await reload();
        const changed = provedIn(served.now) !== before;
        const at = clock.now();
        await takeTurn(turns, {
          key: lineAudit,
          token: randomUUID(),
          event: {
            type: "done",
            at,
            by: id,
            name,
            did: changed ? "files-read" : "files-unchanged",
            about: served.now.certificate.hash.slice(0, 16),
          } as never,
          begins: true,
          asks: false,
        });
        const read: CompanyRead = { told, changed };
        return [200, read];
      },
    },
  ];
}

function viewCompany({
  served,
}: CompanyRoutesDeps): Omit<CompanyView, "documents"> {
  const { people, policies, texts, number, certificate } = served.now;
  const waiting = unanswered(served.now);
  const { director, directors, deputies, superiors, advisers, agents } = people;
  const everyone = [
    director,
    ...directors,
    ...deputies,
    ...superiors,
    ...advisers,
    ...agents,
  ];
  const lines = [director, ...directors].flatMap(({ line, name }) =>
    line === undefined ? [] : [{ number: line, person: name }],
  );
  return {
    certificate: certificate.hash,
    numbers: [
      ...[...new Set([number, ...Object.keys(people.numbers)])].map(
        (dialled) => ({
          number: dialled,
          flow: flowFor(served.now, dialled).flow.document.title,
        }),
      ),
      ...lines,
      ...(people.staff.line === undefined
        ? []
        : [{ number: people.staff.line, staff: true as const }]),
    ],
    unanswered: texts
      .filter(({ name }) => waiting.includes(name))
      .map(({ title }) => title),
    people: viewStaff(people).map((staff) => {
      const own = everyone.find(({ name }) => name === staff.name);
      const powers = people.powers.find((one) =>
        one.people.includes(staff.name),
      );
      const { topics, segments, hours } = (own ?? {}) as {
        readonly topics?: readonly string[];
        readonly segments?: readonly string[];
        readonly hours?: string;
      };
      return {
        ...staff,
        phones: own?.rings?.map(({ phone }) => phone) ?? [own?.phone ?? ""],
        languages: own?.languages ?? [],
        takes: [...(topics ?? []), ...(segments ?? [])],
        ...(hours !== undefined && { hours }),
        ...(powers && { powers }),
      };
    }),
    hours: people.hours,
    policies: [...policies.values()],
  };
}
