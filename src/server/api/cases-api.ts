/**
 * Cases for the desk and for other channels (C24): what is open by due time, one case with all of it, and what people do with one. Whoever has
 * the desk's key is one of the company's own systems and says who acts; whether that person may, is decided here. The key of the channels
 * opens cases and does nothing else: a web form's case has the same clock as a call's. A key of `Idempotency-Key` counts once.
 */
import express, {
  type ErrorRequestHandler,
  type RequestHandler,
  type Router,
} from "express";
import type { Logger } from "pino";
import type { Billing } from "../../billing/billing.js";
import { z } from "zod";
import { firstProblem } from "../../systems/values.js";
import type { Person } from "../../flows/events.js";
import type { MachineEvent } from "../../machines/advance.js";
import {
  channels,
  type Case,
  type CaseOpened,
} from "../../machines/case/file.js";
import { dueAfter } from "../../machines/case/times.js";
import { hashText } from "../../machines/chain.js";
import { findPerson } from "../../machines/company/ladder.js";
import { onlyWithKey } from "./api-key.js";
import { countClosed, listClosed } from "./closed-cases-api.js";
import { acts, eventOf, isAct } from "./case-acts.js";
import { viewCase, viewOpenCase } from "./case-view.js";
import type { Answer } from "./closed-cases-api.js";
import type { Clock } from "../clock.js";
import type { PeopleFile } from "../served/company.js";
import { listOpenCases } from "../open-case-list.js";
import { readContext } from "../read-context.js";
import { createSharedLimit } from "../shared-limit.js";
import { takeTurn, type TurnDeps } from "../turn.js";

export interface CasesApiDeps {
  readonly turns: TurnDeps;
  readonly clock: Clock;
  readonly log: Logger;
  readonly people: () => PeopleFile;
  /** IANA; the times in messages. */
  readonly timeZone: () => string;
  readonly drawReference: () => string;
  readonly billing: Pick<Billing, "findCharges">;
  /** Absent: nobody reads cases or acts on them over the API. */
  readonly deskKey?: string;
  /** Absent: other channels open no cases. */
  readonly channelKey?: string;
}

/** A case as another channel opens it. */
export const newCase = z.strictObject({
  channel: z.enum(channels),
  language: z.enum(["es", "en", "pt"]),
  /** Whom to ring. */
  number: z.string().regex(/^\+[1-9]\d{6,14}$/, {
    error: "a phone number such as +12025550143",
  }),
  words: z.string().trim().min(1).max(500),
  /** Absent: the director's. */
  owner: z.string().max(80).optional(),
  /** Minutes until the owner has to have rung, in hours of their own; absent: two hours. */
  within: z.int().min(15).max(20_160).default(120),
});

export function createCasesRouter(deps: CasesApiDeps): Router {
  const { turns, clock, deskKey, channelKey } = deps;
  const router = express.Router();
  const desk = onlyWithKey(deskKey);
  const json = express.json({ limit: "8kb" });
  const answer =
    (
      handle: (
        request: express.Request<Record<string, string>>,
      ) => Promise<Answer>,
    ): RequestHandler<Record<string, string>> =>
    async (request, response) => {
      const [status, body] = await handle(request);
      response.status(status).json(body);
    };

  router.use(createSharedLimit(turns, clock, { name: "cases", most: 300 }));
  router.get(
    "/",
    desk,
    answer(async ({ query }) => {
      const cases = (await listOpenCases(turns.store)).filter(
        ({ owner, reference, toBeApproved = false }) =>
          (query["owner"] ?? owner) === owner &&
          (query["reference"] ?? reference) === reference &&
          (query["toBeApproved"] !== "true" || toBeApproved),
      );
      return [
        200,
        { cases: cases.map((one) => viewOpenCase(one, clock.now())) },
      ];
    }),
  );
  router.get(
    "/closed",
    desk,
    answer(({ query }) => listClosed(deps, query)),
  );
  router.get(
    "/figures",
    desk,
    answer(({ query }) => countClosed(deps, query)),
  );
  router.get(
    "/:id",
    desk,
    answer(async ({ params }) => {
      const view = await viewCase(turns.store, params["id"] ?? "");
      return view ? [200, view] : noCase;
    }),
  );
  router.post(
    "/",
    onlyWithKey(deskKey, channelKey),
    json,
    answer((request) => openCase(deps, keyOf(request), request.body)),
  );
  router.post(
    "/:id/:act",
    desk,
    json,
    answer((request) => {
      const { id = "", act = "" } = request.params;
      return takeAct(deps, id, act, keyOf(request), request.body);
    }),
  );
  router.use(jsonErrors(deps.log));
  return router;
}

const noCase: Answer = [404, { error: "There is no such case." }];
const noKey: Answer = [
  400,
  { error: "Idempotency-Key has to be 8 to 100 letters, digits and signs." },
];

/** What names one deed, however often it is sent; `undefined`: the request has none that will do. */
export function keyOf(request: express.Request): string | undefined {
  const key = request.get("idempotency-key") ?? "";
  return /^[!-~]{8,100}$/.test(key) ? hashText(key).slice(0, 40) : undefined;
}

/** Opens a case; the same `key` again is the same case. `calls`: the number is on a call now. */
export async function openCase(
  {
    turns,
    clock,
    people,
    timeZone,
    drawReference,
    billing,
  }: Omit<CasesApiDeps, "deskKey" | "channelKey" | "log">,
  key: string | undefined,
  body: unknown,
  calls = false,
): Promise<Answer> {
  if (key === undefined) return noKey;
  const read = newCase.safeParse(body);
  if (!read.success) return [400, { error: firstProblem(read.error) }];
  const { owner: name, within, ...told } = read.data;
  const owner: Person | undefined =
    name === undefined ? people().director : findPerson(people(), name);
  if (!owner)
    return [422, { error: `"${name}" is nobody in the people file.` }];
  const at = clock.now();
  const span = within * 60_000;
  const event: CaseOpened = {
    type: "opened",
    at,
    id: key,
    reference: drawReference(),
    owner,
    due: dueAfter(people(), owner.hours, at, span),
    span,
    timeZone: timeZone(),
    withheld: false,
    ...told,
    ...(!calls &&
      !(await isOnFile(people(), billing, told.number)) && {
        unapproved: true as const,
      }),
  };
  // A token is forgotten after a day; a case is not.
  if (!(await viewCase(turns.store, key)))
    await takeTurn(turns, {
      key: { kind: "case", id: key },
      token: "opened",
      event,
      begins: true,
      asks: false,
    });
  const view = await viewCase(turns.store, key);
  if (!view || view.words !== told.words || view.number !== told.number)
    return [422, { error: "This Idempotency-Key was used for another case." }];
  const { id, reference, due } = view;
  return [201, { id, reference, owner: view.owner, due }];
}

/** A customer's; of a billing system that is away nobody knows. */
async function isOnFile(
  { customers }: PeopleFile,
  billing: Pick<Billing, "findCharges">,
  number: string,
): Promise<boolean> {
  if (customers.some(({ numbers }) => numbers.includes(number))) return true;
  const found = await billing.findCharges(number).catch(() => undefined);
  return found?.account !== undefined;
}

/** Does with a case what somebody asks; the same `key` again is the same deed. */
export async function takeAct(
  { turns, clock, people }: Pick<CasesApiDeps, "turns" | "clock" | "people">,
  id: string,
  act: string,
  key: string | undefined,
  body: unknown,
): Promise<Answer> {
  if (!isAct(act))
    return [404, { error: `It is one of: ${Object.keys(acts).join(", ")}.` }];
  if (key === undefined) return noKey;
  const read = acts[act].safeParse(body);
  if (!read.success) return [400, { error: firstProblem(read.error) }];
  const address = { kind: "case", id };
  const token = `api:${key}`;
  // Sent again: it was decided then, whoever owns the case by now.
  const { reply } = await turns.store.load(address, token);
  if (reply === undefined) {
    const file = await readContext<Case>(turns.store, address);
    if (!file?.opened) return noCase;
    const result = eventOf(act, read.data, file, people(), key);
    if ("refused" in result) {
      const [status, error] = result.refused;
      return [status, { error }];
    }
    const event = { ...result.event, at: clock.now() } as MachineEvent;
    const { outcome } = await takeTurn(turns, {
      key: address,
      token,
      event,
      begins: false,
      asks: false,
    });
    if (outcome === "ignored")
      return [
        409,
        {
          error:
            act === "mark"
              ? "The case is open: there is nothing to mark yet."
              : "The case is closed: nothing was changed.",
        },
      ];
  }
  const view = await viewCase(turns.store, id);
  return view ? [200, view] : noCase;
}

function jsonErrors(log: Logger): ErrorRequestHandler {
  return (error: { status?: number }, _request, response, next) => {
    if (response.headersSent) return next(error);
    if (error.status !== undefined && error.status < 500) {
      response
        .status(error.status)
        .json({ error: "The body has to be JSON of at most 8 kB." });
      return;
    }
    log.error({ error }, "a request about a case could not be taken");
    response.status(503).json({
      error: "It could not be done now. Send it again under the same key.",
    });
  };
}
