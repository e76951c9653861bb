/**
 * Claims from counters, web forms and agents (C12): the same register, limits and books as a call's. Whoever has the key is one of the
 * company's own systems; it says which charge of which customer, and billing says what that charge is. A key of `Idempotency-Key` is one
 * claim, however often it is sent.
 */
import express, { type Router } from "express";
import type { Logger } from "pino";
import { z } from "zod";
import type { Billing } from "../../billing/billing.js";
import { firstProblem } from "../../systems/values.js";
import type { Charge } from "../../flows/events.js";
import { canonicalJson, hashText } from "../../machines/chain.js";
import { claimOf, type Register } from "../../machines/claims/register.js";
import type {
  ClaimRequest,
  RequestAsked,
} from "../../machines/claims/request.js";
import type { Clock } from "../clock.js";
import { readContext } from "../read-context.js";
import { takeTurn, type TurnDeps } from "../turn.js";

export interface ClaimsApiDeps {
  readonly turns: TurnDeps;
  readonly billing: Billing;
  readonly clock: Clock;
  readonly log: Logger;
}

/** The body of `POST /claims`. */
export const claimBody = z.strictObject({
  policy: z.string().max(60),
  /** The customer's number on file, which the confirmation is sent to. */
  number: z.string().regex(/^\+[1-9]\d{6,14}$/, {
    error: "a phone number such as +12025550143",
  }),
  charge: z.string().regex(/^[!-~]{1,80}$/, { error: "a charge's id" }),
  /** `checked`: the channel knows who the customer is; otherwise the limits of unattested numbers apply. */
  identity: z.enum(["checked", "unchecked"]),
  language: z.enum(["es", "en", "pt"]),
});
type ClaimBody = z.output<typeof claimBody>;

/** A request waits so long for its answer; after that it is under way, and asking again under its key tells. */
const patienceMs = 3_000;
const lookMs = 20;

/** `POST /claims`; whoever mounts it checks the key. */
export function createClaimsRouter(deps: ClaimsApiDeps): Router {
  const router = express.Router();
  router.post(
    "/claims",
    express.json({ limit: "4kb" }),
    async (request, response) => {
      const key = request.get("idempotency-key") ?? "";
      const [status, answer] = await takeClaim(deps, key, request.body);
      response.status(status).json(answer);
    },
  );
  return router;
}

async function takeClaim(
  deps: ClaimsApiDeps,
  key: string,
  body: unknown,
): Promise<[number, object]> {
  if (!/^[!-~]{8,100}$/.test(key))
    return [
      400,
      {
        error: "Idempotency-Key has to be 8 to 100 letters, digits and signs.",
      },
    ];
  if (body === undefined)
    return [
      400,
      {
        error: "The body has to be JSON, with Content-Type: application/json.",
      },
    ];
  const read = claimBody.safeParse(body);
  if (!read.success) return [400, { error: firstProblem(read.error) }];
  const { turns } = deps;
  const id = hashText(key).slice(0, 40);
  const fingerprint = hashText(canonicalJson(read.data));
  const address = { kind: "claim-request", id };
  const known = await readContext<ClaimRequest>(turns.store, address);
  if (!known) {
    const refused = await ask(deps, id, fingerprint, read.data);
    if (refused) return refused;
  }
  return answerOf(deps, id, fingerprint);
}

async function ask(
  { turns, billing, clock }: ClaimsApiDeps,
  id: string,
  fingerprint: string,
  { policy, number, charge, identity, language }: ClaimBody,
): Promise<[number, object] | undefined> {
  const found = await billing.findCharges(number).catch(() => undefined);
  if (!found)
    return [
      503,
      {
        error:
          "The billing system does not answer. Send it again under the same key.",
      },
    ];
  const { account } = found;
  const disputed =
    found.charges.find((one) => one.id === charge) ??
    (account && (await claimedBefore(turns, account, charge)));
  if (account === undefined || !disputed)
    return [
      404,
      {
        error: `There is no open charge "${charge}" on the bill of ${number}.`,
      },
    ];
  const key = { kind: "claim-request", id };
  const at = clock.now();
  const event: RequestAsked = {
    type: "asked",
    at,
    fingerprint,
    claim: {
      type: "claim",
      at,
      policy,
      account,
      charge: disputed,
      replyTo: key,
      number,
      grade: identity === "checked" ? "attested" : "present",
      language,
    },
  };
  await takeTurn(turns, {
    key,
    token: "asked",
    event,
    begins: true,
    asks: false,
  });
  return undefined;
}

/** What was conceded is on no bill any more: the register knows it still, and answers as it does to a call (C12). */
async function claimedBefore(
  { store }: TurnDeps,
  account: string,
  charge: string,
): Promise<Charge | undefined> {
  const register = await readContext<Register>(store, {
    kind: "claims",
    id: account,
  });
  return register && claimOf(register, charge)?.charge;
}

async function answerOf(
  { turns, clock }: ClaimsApiDeps,
  id: string,
  fingerprint: string,
): Promise<[number, object]> {
  const until = clock.now() + patienceMs;
  for (;;) {
    const request = await readContext<ClaimRequest>(turns.store, {
      kind: "claim-request",
      id,
    });
    if (request?.fingerprint !== fingerprint)
      return [
        422,
        { error: "This Idempotency-Key was used for another claim." },
      ];
    const { charge, answer } = request;
    if (answer) return [200, { charge, ...answer }];
    if (clock.now() >= until) return [202, { charge, outcome: "under-way" }];
    await new Promise<void>((resolve) => clock.after(lookMs, resolve));
  }
}
