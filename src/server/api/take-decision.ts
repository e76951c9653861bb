/** How a decision of a person is taken, by whatever way it came: who may is asked of the account's own decisions. */
import { DateTime } from "luxon";
import type { Logger } from "pino";
import type { CallContext } from "../../flows/call-context.js";
import { isTheirs } from "../../flows/events.js";
import type { Accounts } from "../../account/accounts.js";
import type { Billing } from "../../billing/billing.js";
import { canonicalJson, hashText } from "../../machines/chain.js";
import { callOfRoom } from "../../machines/callback/room.js";
import type { Connection } from "../../machines/connection/context.js";
import type {
  Decide,
  Decision,
  DecisionBook,
  Remedy,
} from "../../machines/decisions/book.js";
import { findPerson } from "../../machines/company/ladder.js";
import type { DisputePolicy } from "../../machines/company/policy.js";
import { SystemUnavailable } from "../../systems/client.js";
import { firstProblem } from "../../systems/values.js";
import type { Clock } from "../clock.js";
import type { PeopleFile } from "../served/company.js";
import { readDecisions } from "../books/gather-decisions.js";
import { readContext } from "../read-context.js";
import { refuseCauses } from "./causes.js";
import { takeTurn, type TurnDeps } from "../turn.js";
import { decisionBody, type DecisionBody } from "./decision-body.js";

export interface DecisionDeps {
  readonly turns: TurnDeps;
  readonly billing: Billing;
  readonly accounts: Accounts;
  readonly clock: Clock;
  readonly log: Logger;
  readonly people: () => PeopleFile;
  readonly policies: () => ReadonlyMap<string, DisputePolicy>;
  /** IANA; whose calendar days the limits have. */
  readonly timeZone: () => string;
  /** The first decision of a call, so many seconds after the person's hello. */
  readonly offered?: (seconds: number) => void;
}

type Answer = readonly [number, object];

/** A request waits so long for its answer; after that it is under way, and asking again under its key tells. */
const patienceMs = 3_000;
const lookMs = 20;

/**
 * Grants what somebody decides; `key` is the decision's own, which makes it one however often it is asked for. `until asked`: nobody waits
 * for the customer's answer.
 */
export async function takeDecision(
  deps: DecisionDeps,
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
  deps: DecisionDeps,
  id: string,
  fingerprint: string,
  body: DecisionBody,
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
  { billing, policies }: DecisionDeps,
  account: string,
  {
    kind,
    charge: id,
    number,
    language,
    policy,
  }: DecisionBody["remedy"] & {
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
  { turns }: DecisionDeps,
  { remedy, call }: DecisionBody,
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
  { turns }: DecisionDeps,
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
  { turns }: DecisionDeps,
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
  deps: DecisionDeps,
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
  { turns }: DecisionDeps,
  account: string,
  id: string,
): Promise<Decision | undefined> {
  const key = { kind: "decisions", id: account };
  const book = await readContext<DecisionBook>(turns.store, key);
  return book && Object.hasOwn(book.decisions, id)
    ? book.decisions[id]
    : undefined;
}

function refuse(status: number, error: string): Answer {
  return [status, { error }];
}

/** The calendar day of `at` (epoch ms) in `zone`. */
export function dayAt(at: number, zone: string): string {
  return DateTime.fromMillis(at, { zone }).toFormat("yyyy-MM-dd");
}
