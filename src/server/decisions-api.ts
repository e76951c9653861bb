/**
 * What people grant customers (C15): `POST /api/decisions` by whoever has the desk's key, one of the company's own systems, which says who
 * decides; what that person may grant, the account's decisions say. `GET /api/decisions?day=…` shows the director a day (C26). A key of
 * `Idempotency-Key` is one decision, however often it is sent.
 */
import express, { type ErrorRequestHandler, type Router } from "express";
import { DateTime } from "luxon";
import type { Logger } from "pino";
import { z } from "zod";
import type { CallContext } from "../flows/call-context.js";
import { isTheirs } from "../flows/events.js";
import type { Accounts } from "../account/accounts.js";
import type { Billing } from "../billing/billing.js";
import { canonicalJson, hashText } from "../machines/chain.js";
import { callOfRoom } from "../machines/callback/room.js";
import type { Connection } from "../machines/connection/context.js";
import type {
  Decide,
  Decision,
  DecisionBook,
  Remedy,
} from "../machines/decision-book.js";
import { findPerson } from "../machines/ladder.js";
import type { DisputePolicy } from "../machines/policy.js";
import { StoreUnavailable } from "../store/contract.js";
import { SystemUnavailable } from "../systems/client.js";
import { amount, currency, firstProblem, name } from "../systems/values.js";
import { onlyWithKey } from "./api-key.js";
import type { Clock } from "./clock.js";
import type { PeopleFile } from "./company.js";
import {
  countDecisions,
  listDecisions,
  markDecision,
} from "./decision-figures.js";
import { readDecisions, readDecisionsOf } from "./gather-decisions.js";
import { readContext } from "./read-context.js";
import { refuseCauses } from "./causes.js";
import { createSharedLimit } from "./shared-limit.js";
import { takeTurn, type TurnDeps } from "./turn.js";

export interface DecisionsApiDeps {
  readonly turns: TurnDeps;
  readonly billing: Billing;
  readonly accounts: Accounts;
  readonly clock: Clock;
  readonly log: Logger;
  readonly people: () => PeopleFile;
  readonly policies: () => ReadonlyMap<string, DisputePolicy>;
  /** IANA; whose calendar days the limits have. */
  readonly timeZone: () => string;
  /** Absent: nobody decides over the API. */
  readonly deskKey?: string;
  /** The first decision of a call, so many seconds after the person's hello. */
  readonly offered?: (seconds: number) => void;
}

export const cause = z.string().trim().min(1).max(60);
export const remedyBody = z.discriminatedUnion(
  "kind",
  [
    z.strictObject({
      kind: z.literal("credit"),
      charge: name,
      /** On file; the corrected invoice goes to it. */
      number: z.string().regex(/^\+[1-9]\d{6,14}$/, {
        error: "a phone number such as +12025550143",
      }),
      language: z.enum(["es", "en", "pt"]),
      /** Absent: the only one that there is. */
      policy: z.string().max(60).optional(),
    }),
    z.strictObject({ kind: z.literal("plan"), plan: name }),
    z.strictObject({ kind: z.literal("gift"), gift: name }),
    z.strictObject({
      kind: z.literal("another-remedy"),
      words: z.string().trim().min(1).max(300),
      value: z.strictObject({ amount: amount.min(0), currency }),
    }),
  ],
  { error: "a kind: credit, plan, gift or another-remedy, with what it needs" },
);

/** The body of `POST /decisions`. */
export const decisionBody = z.strictObject({
  /** Who decides, by the people file. */
  by: z.string().min(1).max(80),
  account: name,
  remedy: remedyBody,
  reason: cause,
  /** Where it went wrong. */
  area: cause,
  /** Whose work it was, where that is another company's. */
  contractor: cause.optional(),
  /** The call that they are on with the customer. */
  call: z.string().max(64).optional(),
  /** A plan or a gift: only with the customer's recorded yes on that call. */
  consent: z.boolean().optional(),
});
type Body = z.output<typeof decisionBody>;
type Answer = readonly [number, object];

/** A request waits so long for its answer; after that it is under way, and asking again under its key tells. */
const patienceMs = 3_000;
const lookMs = 20;

export function createDecisionsRouter(deps: DecisionsApiDeps): Router {
  const router = express.Router();
  router.use(
    createSharedLimit(deps.turns, deps.clock, { name: "decisions", most: 300 }),
    onlyWithKey(deps.deskKey),
  );
  router.get("/", async (request, response) => {
    const { clock, timeZone, turns } = deps;
    const { day = dayAt(clock.now(), timeZone()) } = request.query;
    if (typeof day !== "string" || !z.iso.date().safeParse(day).success)
      return void response
        .status(400)
        .json({ error: '"day" has to be a day such as 2026-11-22.' });
    const decisions = await readDecisionsOf(turns.store, day, clock.now());
    response.set("cache-control", "no-store").json({ day, decisions });
  });
  router.get("/found", async ({ query }, response) => {
    const [status, body] = await listDecisions(deps, query);
    response.status(status).json(body);
  });
  router.get("/figures", async ({ query }, response) => {
    const [status, body] = await countDecisions(deps, query);
    response.status(status).json(body);
  });
  router.post(
    "/:id/mark",
    express.json({ limit: "4kb" }),
    async ({ params, body: posted }, response) => {
      const [status, body] = await markDecision(deps, params.id, posted);
      response.status(status).json(body);
    },
  );
  router.post(
    "/",
    express.json({ limit: "4kb" }),
    async (request, response) => {
      const key = request.get("idempotency-key") ?? "";
      const [status, body] = await takeDecision(deps, key, request.body);
      response.status(status).json(body);
    },
  );
  router.use(jsonErrors(deps.log));
  return router;
}

/**
 * Grants what somebody decides; `key` is the decision's own, which makes it one however often it is asked for. `until asked`: nobody waits
 * for the customer's answer.
 */
export async function takeDecision(
  deps: Omit<DecisionsApiDeps, "deskKey">,
  key: string,
  body: unknown,
  waits: "until over" | "until asked" = "until over",
): Promise<Answer> {
  if (!/^[!-~]{8,100}$/.test(key))
    return refuse(
      400,
      "Idempotency-Key has to be 8 to 100 letters, digits and signs.",
    );
  const read = decisionBody.safeParse(body);
  if (!read.success) return refuse(400, firstProblem(read.error));
  const { account } = read.data;
  const id = hashText(key).slice(0, 40);
  const fingerprint = hashText(canonicalJson(read.data));
  const known = await findDecision(deps, account, id);
  if (!known) {
    const refused = await decide(deps, id, fingerprint, read.data);
    if (refused) return refused;
  }
  return answerOf(deps, account, id, fingerprint, waits);
}

async function decide(
  deps: DecisionsApiDeps,
  id: string,
  fingerprint: string,
  body: Body,
): Promise<Answer | undefined> {
  const { turns, accounts, clock, people, timeZone } = deps;
  const { by, account, reason, area, contractor, call } = body;
  if (!findPerson(people(), by))
    return refuse(422, `"${by}" is nobody in the people file.`);
  const unknown = refuseCauses(people(), body);
  if (unknown !== undefined) return refuse(422, unknown);
  const consent = body.consent ? await consentOf(deps, body) : undefined;
  if (consent && !("grade" in consent)) return consent;
  const granted =
    body.remedy.kind === "credit"
      ? await creditOf(deps, account, body.remedy)
      : (await accounts.read(account))
        ? body.remedy
        : refuse(404, `There is no account "${account}".`);
  if (!("kind" in granted)) return granted;
  const at = clock.now();
  const seconds = await secondsSinceHello(deps, call, by, at);
  const number = await numberOf(deps, granted, call);
  const event: Decide = {
    type: "decide",
    at,
    id,
    fingerprint,
    account,
    by,
    day: dayAt(at, timeZone()),
    remedy: granted,
    reason,
    area,
    ...(contractor !== undefined && { contractor }),
    ...(call !== undefined && { call }),
    ...(number !== undefined && { number }),
    ...(seconds !== undefined && { seconds }),
    ...(consent && { consent }),
  };
  const isFirst =
    seconds !== undefined &&
    !(await readDecisions(turns.store, account)).entries.some(
      (one) => one.call === call,
    );
  const { outcome } = await takeTurn(turns, {
    key: { kind: "decisions", id: account },
    token: `decide:${id}`,
    event,
    begins: true,
    asks: false,
  });
  if (isFirst && outcome === "moved") deps.offered?.(seconds);
  return undefined;
}

/** The charge is what billing says it is, on that account. */
async function creditOf(
  { billing, policies }: DecisionsApiDeps,
  account: string,
  {
    kind,
    charge: id,
    number,
    language,
    policy,
  }: Body["remedy"] & {
    kind: "credit";
  },
): Promise<Remedy | Answer> {
  const rule = policy ?? [...policies().keys()][0] ?? "";
  if (!policies().has(rule))
    return refuse(422, `There is no policy "${rule}".`);
  const found = await billing.findCharges(number).catch((error: unknown) => {
    throw new SystemUnavailable("The charges did not come.", true, {
      cause: error,
    });
  });
  const charge = found.charges.find((one) => one.id === id);
  if (found.account !== account || !charge)
    return refuse(
      404,
      `There is no open charge "${id}" of account ${account} on the bill of ${number}.`,
    );
  return { kind, charge, policy: rule, number, language };
}

/** From whom the yes is to come; nobody is asked who is not on a call. */
async function consentOf(
  { turns }: DecisionsApiDeps,
  { remedy, call }: Body,
): Promise<NonNullable<Decide["consent"]> | Answer> {
  if (remedy.kind !== "plan" && remedy.kind !== "gift")
    return refuse(422, '"consent" goes with a plan or a gift.');
  const context =
    call === undefined
      ? undefined
      : await readContext<CallContext>(turns.store, {
          kind: "call",
          id: callOfRoom(call),
        });
  if (!context)
    return refuse(422, '"consent" needs the "call" that they are on.');
  const { caller, language } = context;
  return { number: caller.number, grade: caller.grade, language };
}

/** On a call that they are in; what is decided later, or by somebody else, has no clock. */
async function secondsSinceHello(
  { turns }: DecisionsApiDeps,
  call: string | undefined,
  by: string,
  at: number,
): Promise<number | undefined> {
  if (call === undefined) return undefined;
  const key = { kind: "connection", id: call };
  const connection = await readContext<Connection>(turns.store, key);
  const { hello } = connection ?? {};
  return hello && hello.name === by
    ? Math.max(0, Math.round((at - hello.at) / 1000))
    : undefined;
}

/** From which the customer would ring again: the one on file, or their own on this call. */
async function numberOf(
  { turns }: DecisionsApiDeps,
  granted: Remedy,
  call: string | undefined,
): Promise<string | undefined> {
  if (granted.kind === "credit") return granted.number;
  if (call === undefined) return undefined;
  const key = { kind: "call", id: callOfRoom(call) };
  const { caller } = (await readContext<CallContext>(turns.store, key)) ?? {};
  return caller && isTheirs(caller) ? caller.number : undefined;
}

async function answerOf(
  deps: DecisionsApiDeps,
  account: string,
  id: string,
  fingerprint: string,
  waits: "until over" | "until asked",
): Promise<Answer> {
  const { clock } = deps;
  const until = clock.now() + patienceMs;
  for (;;) {
    const decision = await findDecision(deps, account, id);
    if (decision?.fingerprint !== fingerprint)
      return refuse(422, "This Idempotency-Key was used for another decision.");
    const { status, why, money, total, seconds } = decision;
    const shown = {
      id,
      ...(money && { money }),
      ...(seconds !== undefined && { seconds }),
    };
    if (status === "done")
      return [200, { ...shown, outcome: "done", ...(total && { total }) }];
    if (status === "refused")
      return [200, { ...shown, outcome: "refused", reason: why }];
    const isAsked = status === "asking" && waits === "until asked";
    if (isAsked || clock.now() >= until)
      return [202, { ...shown, outcome: "under-way" }];
    await new Promise<void>((resolve) => clock.after(lookMs, resolve));
  }
}

async function findDecision(
  { turns }: DecisionsApiDeps,
  account: string,
  id: string,
): Promise<Decision | undefined> {
  const key = { kind: "decisions", id: account };
  const book = await readContext<DecisionBook>(turns.store, key);
  return book && Object.hasOwn(book.decisions, id)
    ? book.decisions[id]
    : undefined;
}

function dayAt(at: number, zone: string): string {
  return DateTime.fromMillis(at, { zone }).toFormat("yyyy-MM-dd");
}

function refuse(status: number, error: string): Answer {
  return [status, { error }];
}

function jsonErrors(log: Logger): ErrorRequestHandler {
  return (error: { status?: number }, _request, response, next) => {
    if (response.headersSent) return next(error);
    if (error.status !== undefined && error.status < 500)
      return void response
        .status(error.status)
        .json({ error: "The body has to be JSON of at most 4 kB." });
    const isAway =
      error instanceof StoreUnavailable || error instanceof SystemUnavailable;
    if (!isAway) log.error({ error }, "a decision could not be taken");
    response.status(isAway ? 503 : 500).json({
      error: "It could not be done now. Send it again under the same key.",
    });
  };
}
