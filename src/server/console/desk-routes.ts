/** The agent's desk: whoever signed in as somebody of the people file sees their own call, and decides within their own powers. */
import type { Request, Response } from "express";
import { z } from "zod";
import type { Money } from "../../flows/speech/index.js";
import type { CauseLabels } from "../../machines/company/cause-labels.js";
import type { Connection } from "../../machines/connection/context.js";
import { firstProblem, name } from "../../systems/values.js";
import { keyOf, openCase, type CasesApiDeps } from "../api/cases-api.js";
import type { PeopleFile } from "../served/company.js";
import { cause, remedyBody } from "../api/decision-body.js";
import { openDesk, type DeskStreamDeps } from "../desk/desk-stream.js";
import { takeDecision, type DecisionDeps } from "../api/take-decision.js";
import { noteTalk, talkNote } from "../desk/note-talk.js";
import { numberOnCall, viewCustomer } from "../desk/view-customer.js";
import { grantOf, whoMay } from "../desk/who-may.js";
import {
  createPresence,
  deskBody,
  giveToken,
  type PeopleApiDeps,
} from "../api/people-api.js";
import { readContext } from "../read-context.js";
import { actInTalk, askBody, talkActs, tellTalk } from "../api/talk-api.js";
import { staffOf } from "../staff.js";
import { done, type Answer, type ConsoleRoute } from "./route.js";
import type { Sessions } from "./sessions.js";
import { staffNamed, type StaffView } from "./staff-of-account.js";

export interface DeskRoutesDeps
  extends
    DecisionDeps,
    Pick<CasesApiDeps, "drawReference">,
    Pick<PeopleApiDeps, "browserToken">,
    Pick<DeskStreamDeps, "announcements" | "findFlow"> {
  readonly sessions: Sessions;
  /** Whether the simulator's telephones are there. */
  readonly phone: boolean;
}

/** `GET /desk/terms`: what a desk offers to choose from. */
export interface DeskTerms {
  readonly reasons: readonly string[];
  readonly areas: readonly string[];
  readonly contractors: readonly string[];
  /** What these are called in the reader's language. */
  readonly labels: CauseLabels;
  /** One of their phones is a browser, and the line gives browsers what they need to be rung. */
  readonly browserPhone: boolean;
  /** Where their simulated telephone is; absent on a line with a carrier's account. */
  readonly phonePage?: string;
}

/** `POST /desk/decisions`. */
export interface DeskDecided {
  readonly outcome: "done" | "refused" | "under-way";
  readonly money?: Money;
  /** The bill's new total. */
  readonly total?: Money;
  /** From the hello, on a call that they are in. */
  readonly seconds?: number;
  /** Why it is refused. */
  readonly reason?: string;
  /** Whose powers cover what was refused, by name: those above them first. */
  readonly whoMay?: readonly string[];
}

const e164 = z.string().regex(/^\+[1-9]\d{6,14}$/, {
  error: "a phone number such as +12025550143",
});
const decisionForm = z.strictObject({
  account: name,
  remedy: remedyBody,
  reason: cause,
  area: cause,
  contractor: cause.optional(),
  call: z.string().max(128).optional(),
  /** A plan or a gift: only with the customer's recorded yes. */
  consent: z.boolean().optional(),
});
const callbackForm = z.strictObject({
  number: e164,
  language: z.enum(["es", "en", "pt"]),
  words: z.string().trim().min(1).max(500),
  /** Minutes. */
  within: z.int().min(15).max(20_160),
  /** The room of the talk that they are in. */
  call: z.string().max(128).optional(),
});
const talkForm = z.discriminatedUnion("act", [
  z.strictObject({
    act: z.enum(talkActs),
    call: z.string().min(1).max(128),
  }),
  askBody.extend({
    act: z.literal("ask"),
    call: z.string().min(1).max(128),
  }),
]);
const noteForm = talkNote.extend({ call: z.string().min(1).max(128) });

type Handle<Given> = (
  staff: StaffView,
  given: Given,
  request: Request,
) => Promise<Answer>;

export function deskRoutes(deps: DeskRoutesDeps): ConsoleRoute[] {
  const { turns, clock, people, sessions } = deps;
  const { setPresence, beat } = createPresence(deps);
  /** For whoever is somebody of the people file, with what their page sent. */
  const route = <Given>(
    method: ConsoleRoute["method"],
    path: string,
    form: z.ZodType<Given>,
    handle: Handle<Given>,
  ): ConsoleRoute => ({
    method,
    path,
    right: "decide-money",
    async handle(request, { person }) {
      const staff = staffNamed(people(), person);
      if (!staff) return nobodyOnLine;
      const read = form.safeParse(request.body ?? {});
      return read.success
        ? handle(staff, read.data, request)
        : [400, { error: firstProblem(read.error) }];
    },
  });
  const nothing = z.unknown();
  return [
    {
      method: "get",
      path: "/desk/stream",
      right: "decide-money",
      async handle(request, who, response: Response) {
        const staff = staffNamed(people(), who.person);
        if (!staff) return nobodyOnLine;
        await openDesk(
          { ...deps, store: turns.store },
          staff,
          response,
          async () => (await sessions.find(request))?.id === who.id,
        );
        return undefined;
      },
    },
    route("get", "/desk/terms", nothing, ({ name: own }) => {
      const { reasons, areas, contractors, labels } = people();
      const member = staffMember(people(), own);
      const [token] = giveToken(deps.browserToken, member);
      const terms: DeskTerms = {
        reasons,
        areas,
        contractors,
        labels,
        browserPhone: token === 200,
        ...(deps.phone &&
          member && {
            phonePage: `/phone/?number=${encodeURIComponent(member.phone)}`,
          }),
      };
      return Promise.resolve([200, terms]);
    }),
    route("post", "/desk/token", nothing, ({ name: own }) =>
      Promise.resolve(giveToken(deps.browserToken, staffMember(people(), own))),
    ),
    // A sign of life, and with a status what the person chose.
    route("put", "/desk", deskBody, async ({ id }, { status }) => {
      const at = clock.now();
      await beat(id, at);
      if (status) await setPresence(id, status, at, { desk: true });
      return done;
    }),
    route(
      "get",
      "/desk/customer",
      nothing,
      async (_staff, _none, { query }) => {
        const { call, number } = query;
        const asked = e164.safeParse(number);
        const known = asked.success
          ? asked.data
          : typeof call === "string"
            ? await numberOnCall(turns.store, call)
            : undefined;
        return known === undefined
          ? [404, { error: "Nobody's own number is known here." }]
          : [200, await viewCustomer({ ...deps, store: turns.store }, known)];
      },
    ),
    route("post", "/desk/decisions", decisionForm, (staff, body, request) =>
      decide(deps, staff, body, request.get("idempotency-key") ?? ""),
    ),
    route(
      "post",
      "/desk/callbacks",
      callbackForm,
      async ({ name: own }, { call, ...body }, request) =>
        openCase(
          deps,
          keyOf(request),
          { ...body, channel: "agent", owner: own },
          call !== undefined &&
            (await numberOnCall(turns.store, call)) === body.number,
        ),
    ),
    route(
      "post",
      "/desk/talk",
      talkForm,
      async ({ id }, { act, call, ...how }) => {
        const key = { kind: "connection", id: call };
        const own = await readContext<Connection>(turns.store, key);
        if (own?.person?.id !== id)
          return [409, { code: "not-now", error: "You are not in this talk." }];
        return tellTalk(
          call,
          await actInTalk(deps, call, { type: act, ...how }),
        );
      },
    ),
    route("post", "/desk/notes", noteForm, async ({ name: own }, body) => {
      const { call, ...note } = body;
      return (await noteTalk(deps, call, own, note)) ?? done;
    }),
  ];
}

/** To an account that is nobody of the people file. */
export const nobodyOnLine: Answer = [
  409,
  {
    code: "nobody-on-line",
    error:
      "Your account is nobody of the people file yet. An admin says who you are on the line.",
  },
];

function staffMember(people: PeopleFile, own: string) {
  return staffOf(people).find((one) => one.name === own);
}

/** As `POST /api/decisions`, by whoever sits there; what powers do not cover comes with whose do. */
async function decide(
  deps: DeskRoutesDeps,
  { name: by }: StaffView,
  body: z.output<typeof decisionForm>,
  key: string,
): Promise<Answer> {
  const [status, answer] = await takeDecision(
    deps,
    key,
    { ...body, by },
    "until asked",
  );
  const decided = answer as DeskDecided;
  if (decided.outcome !== "refused" || !isLimit(decided.reason))
    return [status, answer];
  const grant = grantOf(body.remedy, decided.money);
  return [status, { ...decided, whoMay: whoMay(deps.people(), by, grant) }];
}

/** Somebody else may. */
function isLimit(reason: string | undefined): boolean {
  return ["not-in-powers", "above-each", "day-used-up"].includes(reason ?? "");
}
