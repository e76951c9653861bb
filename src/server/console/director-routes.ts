/**
 * The director's desk: whoever signed in as somebody of the people file sees the cases that they may decide about, acts on them in their own
 * name, and, with the right to listen, hears what callers left and sees what fails and by whose hand.
 */
import type { Request, Response } from "express";
import { z } from "zod";
import type { Recordings } from "../../carrier/twilio/recordings.js";
import type { Person } from "../../flows/events.js";
import { hashText } from "../../machines/chain.js";
import { askerOf, type Case } from "../../machines/case/file.js";
import type { CauseLabels } from "../../machines/company/cause-labels.js";
import { everybody, findPerson } from "../../machines/company/ladder.js";
import { mayApprove, mayDecide, mayMark } from "../api/case-acts.js";
import { viewCase, viewOpenCase } from "../api/case-view.js";
import { takeAct, type CasesApiDeps } from "../api/cases-api.js";
import { countClosed, listClosed } from "../api/closed-cases-api.js";
import {
  countDecisions,
  listDecisions,
  markDecision,
  mayMarkDecision,
} from "../api/decision-figures.js";
import { askedCustomers, createCustomerNames } from "../desk/customer-names.js";
import { openEventStream } from "../event-stream.js";
import type { Announcements } from "../events/announcements.js";
import { readSound, recordingOf } from "../personal/left-sounds.js";
import { listOpenCases } from "../open-case-list.js";
import { firstProblem } from "../../systems/values.js";
import { readContext } from "../read-context.js";
import { nobodyOnLine } from "./desk-routes.js";
import type { Answer, ConsoleRoute } from "./route.js";
import type { Sessions } from "./sessions.js";

export interface DirectorRoutesDeps extends Omit<
  CasesApiDeps,
  "deskKey" | "channelKey"
> {
  readonly sessions: Sessions;
  readonly announcements: Announcements;
  readonly recordings: Pick<Recordings, "read">;
}

/** `GET /director/cases`: those that whoever asks may decide about, the earliest due first. */
export interface CasesView {
  readonly cases: readonly (ReturnType<typeof viewOpenCase> & {
    /** Its number waits for approval, and they may give it. */
    readonly mayApprove: boolean;
    /** What the customer wants, where they said it: how it begins. */
    readonly words?: string;
  })[];
}

/** `GET /director/cases/<id>`. */
export type CaseView = Omit<
  NonNullable<Awaited<ReturnType<typeof viewCase>>>,
  "recordings"
> & {
  readonly mayDecide: boolean;
  readonly mayApprove: boolean;
  readonly mayMark: boolean;
  /** Absent: they may not listen. */
  readonly recordings?: readonly {
    readonly at: string;
    readonly url: string | undefined;
    readonly seconds: number | undefined;
  }[];
  /** What a closing chooses from; an empty list: anything may be written. */
  readonly areas: readonly string[];
  readonly reasons: readonly string[];
  readonly contractors: readonly string[];
  /** What these are called in the reader's language. */
  readonly labels: CauseLabels;
  /** Whom it can be handed to. */
  readonly people: readonly string[];
};

/** `GET /director/figures`: closed cases, or decisions, by what they have in common. */
export interface FiguresView {
  readonly labels: CauseLabels;
  readonly by: string;
  readonly from: string;
  readonly to: string;
  readonly figures: readonly ({
    readonly cases?: number;
    readonly decisions?: number;
    readonly kept?: number;
    readonly notSolved?: number;
    readonly refused?: number;
    /** What those came to that were done: minor units, by currency. */
    readonly granted?: Readonly<Record<string, number>>;
    readonly marks: Readonly<Record<string, number>>;
  } & Readonly<Record<string, unknown>>)[];
}

/** The lists hear of a case by message, a moment after it changed, ms. */
const listsFollowMs = [1_000, 5_000];

const actBody = z.looseObject({ key: z.string().min(8).max(100) });

export function directorRoutes(deps: DirectorRoutesDeps): ConsoleRoute[] {
  const { turns, clock, people, sessions, announcements } = deps;
  const nameCustomers = createCustomerNames(deps.billing);
  /** For whoever is somebody of the people file. */
  const route = (
    method: ConsoleRoute["method"],
    path: string,
    right: "decide-money" | "listen",
    handle: (me: Person, request: Request, listens: boolean) => Promise<Answer>,
  ): ConsoleRoute => ({
    method,
    path: `/director${path}`,
    right,
    handle: (request, { person = "", roles }) => {
      const me = findPerson(people(), person);
      return me
        ? handle(me, request, roles.includes("director"))
        : Promise.resolve(nobodyOnLine);
    },
  });
  const mayAct = (me: Person, owner: string | undefined): boolean => {
    const found = owner === undefined ? me : findPerson(people(), owner);
    return found !== undefined && mayDecide(people(), { owner: found }, me);
  };
  const view = async (me: Person, id: string, listens: boolean) => {
    const found = await viewCase(turns.store, id);
    const file = await readContext<Case>(turns.store, { kind: "case", id });
    if (!found || !file || !mayAct(me, found.owner)) return noCase;
    const { recordings, ...rest } = found;
    const { areas, reasons, contractors, labels } = people();
    const shown: CaseView = {
      ...rest,
      mayDecide: file.closing === undefined,
      mayApprove: mayApprove(people(), askerOf(file), me),
      mayMark: file.closing !== undefined && mayMark(people(), file, me),
      ...(listens && { recordings }),
      areas,
      reasons,
      contractors,
      labels,
      people: everybodyBut(people(), found.owner),
    };
    return [200, shown] as const;
  };
  const wordsOf = async (id: string) => {
    const file = await readContext<Case>(turns.store, { kind: "case", id });
    return file?.opened?.words?.slice(0, wordsShown);
  };
  /** With what reasons, areas and contractors are called. */
  const labelled = ([status, answer]: readonly [number, object]): Answer => [
    status,
    { ...answer, labels: people().labels },
  ];
  return [
    route("get", "/cases", "decide-money", async (me) => {
      const now = clock.now();
      const open = await listOpenCases(turns.store);
      const own = open.filter(({ owner }) => mayAct(me, owner));
      const cases = await Promise.all(
        own.map(async (one, place) => {
          const words = place < mostWithWords ? await wordsOf(one.id) : "";
          return {
            ...viewOpenCase(one, now),
            mayApprove:
              one.toBeApproved === true &&
              mayApprove(people(), one.askedBy, me),
            ...(words && { words }),
          };
        }),
      );
      const shown: CasesView = { cases };
      return [200, shown];
    }),
    route("get", "/cases/:id", "decide-money", (me, request, listens) =>
      view(me, named(request, "id"), listens),
    ),
    route(
      "post",
      "/cases/:id/:act",
      "decide-money",
      async (me, request, listens) => {
        const read = actBody.safeParse(request.body);
        if (!read.success) return [400, { error: "The act needs a key." }];
        const { key, ...body } = read.data;
        const id = named(request, "id");
        const [seen] = await view(me, id, listens);
        if (seen !== 200) return noCase;
        const [status, answer] = await takeAct(
          deps,
          id,
          named(request, "act"),
          hashText(key).slice(0, 40),
          { ...body, by: me.name },
        );
        return status === 200 ? view(me, id, listens) : [status, answer];
      },
    ),
    route("post", "/customers", "decide-money", async (_me, { body }) => {
      const read = askedCustomers.safeParse(body);
      return read.success
        ? [200, await nameCustomers(read.data.numbers)]
        : [400, { error: firstProblem(read.error) }];
    }),
    route("get", "/closed", "listen", async (_me, { query }) => {
      const [status, answer] = await listClosed(deps, query);
      if (!("cases" in answer)) return [status, answer];
      const cases = await Promise.all(
        answer.cases.map(async (one, place) => {
          const found =
            place < mostWithWords && (await viewCase(turns.store, one.id));
          return { ...one, ...(found && { number: found.number }) };
        }),
      );
      return labelled([status, { ...answer, cases }]);
    }),
    route("get", "/figures", "listen", async (_me, { query }) =>
      labelled(await countClosed(deps, query)),
    ),
    route("get", "/decisions", "listen", async (me, { query }) => {
      const [status, answer] = await listDecisions(deps, query);
      if (!("decisions" in answer)) return [status, answer];
      const decisions = answer.decisions.map((one) => ({
        ...one,
        mayMark: mayMarkDecision(people(), one.by, me.name),
      }));
      return labelled([status, { ...answer, decisions }]);
    }),
    route("get", "/decisions/figures", "listen", async (_me, { query }) =>
      labelled(await countDecisions(deps, query)),
    ),
    route("post", "/decisions/:id/mark", "listen", (me, request) =>
      markDecision(deps, named(request, "id"), {
        ...(request.body as object),
        by: me.name,
      }),
    ),
    {
      method: "get",
      path: "/director/cases/:id/recordings/:place",
      right: "listen",
      async handle(request, { person = "" }, response: Response) {
        const me = findPerson(people(), person);
        const id = named(request, "id");
        const found = await viewCase(turns.store, id);
        if (!me || !found || !mayAct(me, found.owner)) return noCase;
        const recording = recordingOf(
          found.recordings,
          Number(named(request, "place")),
        );
        const sound = await readSound(deps.recordings, recording);
        if (!sound) return noRecording;
        deps.log.info({ recording, by: me.name }, "a recording is heard");
        response.type("audio/wav").send(Buffer.from(sound));
        return undefined;
      },
    },
    {
      method: "get",
      path: "/director/stream",
      right: "decide-money",
      /** `changed`, whenever some case is elsewhere than before: the page looks again. */
      async handle(request, who, response: Response) {
        let stop = (): void => undefined;
        const cancels = new Set<() => void>();
        const page = openEventStream(response, clock, {
          mayGoOn: async () => (await sessions.find(request))?.id === who.id,
          closed() {
            stop();
            for (const cancel of cancels) cancel();
          },
        });
        const tell = () => page.send("event: changed\ndata: {}\n\n");
        stop = await announcements.listen(({ type }) => {
          if (type !== "case" && type !== "decision" && type !== "gap") return;
          for (const cancel of cancels) cancel();
          cancels.clear();
          tell();
          for (const ms of listsFollowMs) cancels.add(clock.after(ms, tell));
        });
        if (response.destroyed) stop();
        return undefined;
      },
    },
  ];
}

/** Cases, the most urgent ones, of which a list says what they are about. */
const mostWithWords = 50;
/** Characters. */
const wordsShown = 200;
const noRecording: Answer = [
  404,
  { error: "The recording is not there any more." },
];
const noCase: Answer = [404, { error: "There is no such case of yours." }];

function everybodyBut(
  people: Parameters<typeof everybody>[0],
  owner: string | undefined,
): string[] {
  return everybody(people).flatMap(({ name }) => (name === owner ? [] : name));
}

function named({ params }: Request, field: string): string {
  return String(params[field] ?? "").slice(0, 200);
}
