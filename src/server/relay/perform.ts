import type { MachineEvent } from "../../machines/advance.js";
import type { MachineEffect, PageLink } from "../../machines/effects.js";
import { mayHear, type DisputePolicy } from "../../machines/company/policy.js";
import type { Legs } from "../../carrier/twilio/legs.js";
import type { SendMessage } from "../../carrier/twilio/messages.js";
import { CarrierRefused } from "../../carrier/twilio/rest.js";
import type { Callback } from "../../machines/callback/context.js";
import type { Connection } from "../../machines/connection/context.js";
import type { MachineKey, OutboxEntry, Timer } from "../../store/contract.js";
import type { LookUps } from "../../lookups/index.js";
import type { Accounts } from "../../account/accounts.js";
import type { Billing } from "../../billing/billing.js";
import type { Clock } from "../clock.js";
import type { PostDecision } from "./crm.js";
import { createDelivery } from "./deliver.js";
import { overOf } from "../voice/leg-over.js";
import { issueInvoice, type InvoiceDeps } from "./issue-invoice.js";
import type { SendMail } from "./mail.js";
import { BeyondLimit, NotAllowed, type Outbound } from "./outbound.js";
import type { Pace } from "./pace.js";
import type { PageLinks } from "../pages/page-links.js";
import { CannotPerform, HeardAway } from "./perform-faults.js";
import { performRecording, type RecordingDeps } from "./perform-recordings.js";
import { readState, takeTurn, type TurnDeps } from "../turn.js";
import {
  documentAddress,
  messageAddress,
  offerAddresses,
} from "../voice/voice-address.js";

export interface PerformDeps extends RecordingDeps {
  readonly turns: TurnDeps;
  readonly billing: Billing;
  readonly accounts: Accounts;
  readonly lookUp: LookUps;
  readonly policies: () => ReadonlyMap<string, DisputePolicy>;
  readonly clock: Clock;
  readonly invoices: Omit<InvoiceDeps, "store" | "billing" | "clock">;
  readonly legs: Legs;
  readonly outbound: Pick<Outbound, "mayReach" | "keepCall">;
  /** Resolves when the carrier may be asked for another call. */
  readonly pace: Pace;
  readonly publicUrl: () => string;
  readonly sendMessage: SendMessage;
  /** Absent: nobody gets mail. */
  readonly sendMail?: SendMail;
  /** Absent: no customer system is told of decisions. */
  readonly postDecision?: PostDecision;
  readonly links: PageLinks;
  /** A message came to a machine, for the first time. */
  told?(to: MachineKey, event: MachineEvent & Record<string, unknown>): void;
}

interface Written {
  readonly text: string;
  readonly link?: PageLink;
}

/** The caller hears "one moment" meanwhile; a billing system that needs longer is out of reach for this call. */
const lookUpMs = 3_000;

/** Performs one committed effect. Rejects to be tried again; with `CannotPerform` never to be. */
export function createPerformer(deps: PerformDeps) {
  const { turns, billing, accounts, clock } = deps;
  const deliver = createDelivery(turns);

  /** A link ends by the time of its turn, so that a message that is sent again is the same. */
  const textOf = (entry: OutboxEntry, { text, link }: Written): string =>
    link
      ? text.replace("{link}", deps.links.address(entry.key.id, link, entry.at))
      : text;

  /** The carrier's own word that it is over may never have come. */
  const tellOver = async (key: MachineKey, leg: string): Promise<void> => {
    const over = await overOf(turns.store, key, leg, "declined");
    if (!over) return;
    const { event } = over;
    await deliver(over.key, over.token, { ...event, at: clock.now() });
  };

  return async (
    entry: OutboxEntry,
    again = entry.attempts > 0,
  ): Promise<void> => {
    const { id, key } = entry;
    const effect = JSON.parse(entry.effect) as MachineEffect;
    const answer = async (
      event: { readonly type: string } & Record<string, unknown>,
    ): Promise<void> => {
      await deliver(key, `${id}:answer`, { ...event, at: clock.now() });
    };
    switch (effect.type) {
      case "start-recording":
      case "stop-recording":
      case "copy-recording":
      case "delete-recording":
      case "remove-file": {
        const told = await performRecording(deps, key, effect, again);
        return told && answer(told);
      }
      case "tell": {
        const event = { ...effect.event, at: clock.now() };
        const outcome = await deliver(effect.to, id, event);
        if (outcome === "moved") deps.told?.(effect.to, event);
        return;
      }
      case "find-charges": {
        const found = await within(
          lookUpMs,
          clock,
          billing.findCharges(effect.number),
        ).catch(() => undefined);
        if (!found) return answer({ type: "charges-unavailable" });
        const policy = deps.policies().get(effect.policy);
        const { account, charges } = found;
        return answer({
          type: "charges-found",
          ...(account !== undefined && { account }),
          charges: charges.filter((one) => mayHear(policy, effect.grade, one)),
        });
      }
      case "look-up": {
        const { request, ...question } = effect;
        const found = await deps.lookUp(question);
        return answer({ type: "look-up-answered", request, ...found });
      }
      case "post-credit": {
        const result = await billing.postCredit(effect);
        return answer(
          result.outcome === "posted"
            ? {
                type: "credit-posted",
                charge: effect.charge.id,
                reservation: effect.reservation,
                total: result.total,
              }
            : {
                type: "credit-refused",
                charge: effect.charge.id,
                reservation: effect.reservation,
                reason: result.reason,
              },
        );
      }
      case "send-message": {
        const { receipt } = effect;
        try {
          await deps.sendMessage(
            effect.to,
            textOf(entry, effect),
            again ? entry.at : undefined,
            receipt === undefined
              ? undefined
              : messageAddress(deps.publicUrl(), key, receipt),
          );
        } catch (cause) {
          if (!(cause instanceof CarrierRefused && isFinal(cause))) throw cause;
          if (receipt !== undefined)
            await answer({ type: "message-refused", receipt });
          throw new CannotPerform(
            `The carrier does not take this message (${cause.carrierCode}): ${cause.message}`,
            { cause },
          );
        }
        if (receipt !== undefined)
          await answer({ type: "message-sent", receipt });
        return;
      }
      case "issue-invoice": {
        const { store } = turns;
        const { invoices } = deps;
        return answer(
          await issueInvoice(
            { store, billing, clock, ...invoices },
            effect,
            entry.attempts,
          ),
        );
      }
      case "quote-change": {
        const { decision, account, change } = effect;
        const result = await accounts.quote(account, change);
        return answer(
          result.outcome === "quoted"
            ? { type: "change-quoted", decision, quote: result.quote }
            : { type: "change-refused", decision, reason: result.reason },
        );
      }
      case "commit-change": {
        const { decision } = effect;
        const result = await accounts.commit(effect);
        return answer(
          result.outcome === "done"
            ? { type: "change-done", decision }
            : { type: "change-refused", decision, reason: result.reason },
        );
      }
      case "send-mail": {
        const { to, subject, receipt } = effect;
        const refused = async (off: boolean) =>
          receipt === undefined
            ? undefined
            : answer({ type: "mail-refused", receipt, off });
        if (!deps.sendMail) return refused(true);
        try {
          return await deps.sendMail(to, subject, textOf(entry, effect), id);
        } catch (cause) {
          if (cause instanceof CannotPerform) await refused(false);
          throw cause;
        }
      }
      case "ask-may-ring": {
        const { number, counts } = effect;
        return answer({
          type: "may-ring",
          ...(counts
            ? await deps.outbound.keepCall(number, id)
            : { allowed: deps.outbound.mayReach(number) }),
        });
      }
      case "ring-leg": {
        const { offer, phone, from, timeout, counted } = effect;
        // The offer may be over by now, and again when its turn has come: nobody is rung for nobody.
        const offered = await findOffered(turns, key, offer);
        if (!offered) return;
        await deps.pace(offered.since ?? entry.at);
        if (!(await findOffered(turns, key, offer))) return;
        const {
          answer: answerUrl,
          status,
          fallback: fallbackUrl,
        } = offerAddresses(deps.publicUrl(), key, offer);
        try {
          const leg = await deps.legs.ring({
            phone,
            from,
            timeout,
            answerUrl,
            fallbackUrl,
            statusUrl: `${status}&dialled=${clock.now()}`,
            ...(again && { since: entry.at }),
            ...(counted && { counted }),
          });
          return await answer({ type: "leg-placed", offer, leg });
        } catch (cause) {
          if (!(cause instanceof CarrierRefused && isFinal(cause))) throw cause;
          return answer({
            type: "leg-refused",
            offer,
            ...(cause instanceof NotAllowed && {
              beyond: cause instanceof BeyondLimit ? "limit" : "kind",
            }),
          });
        }
      }
      case "end-leg":
        return heard(deps.legs.end(effect.leg));
      case "look-for-leg": {
        const { leg, of: owner = key } = effect;
        if (!(await deps.legs.isThere(leg))) await tellOver(owner, leg);
        return;
      }
      case "fetch-document": {
        const { leg = key.kind === "call" ? key.id : undefined } = effect;
        const { kind, id: name } = key;
        const isThere =
          leg !== undefined &&
          (await heard(
            deps.legs.fetch(leg, documentAddress(deps.publicUrl(), kind, name)),
          ));
        if (leg !== undefined && !isThere) await tellOver(key, leg);
        if (leg === undefined || effect.forgotten)
          throw new CannotPerform(
            `The ${kind} ${name} speaks and has forgotten its leg; ${leg === undefined ? "nobody hears it" : `${leg}, which listened last, hears it`}.`,
          );
        return;
      }
      case "post-decision":
        return deps.postDecision?.(effect.id, effect.text);
      case "keep-document":
        return turns.store.putDocument(effect.id, effect.text);
    }
  };
}

/** A leg waits for it, maybe in silence. */
function heard<T>(work: Promise<T>): Promise<T> {
  return work.catch((cause: unknown) => {
    throw new HeardAway(
      cause instanceof Error ? cause.message : String(cause),
      {
        cause,
      },
    );
  });
}

/** Delivers a timer to its machine as the event that its id names. */
export function createFirer(turns: TurnDeps, clock: Clock) {
  return async ({ key, id, dueAt }: Timer): Promise<void> => {
    await takeTurn(turns, {
      key,
      token: `timer:${id}:${dueAt}`,
      event: { type: id, at: clock.now() },
      begins: false,
      asks: false,
    });
  };
}

/** `undefined`: it is over. `since`: the seniority of the caller for whom it is, epoch ms; absent: it is for somebody of the line's people. */
async function findOffered(
  { store }: TurnDeps,
  key: MachineKey,
  offer: number,
): Promise<{ readonly since?: number } | undefined> {
  const { machine } = await store.load(key);
  if (!machine) return undefined;
  const { snapshot } = readState(machine.state);
  // A connection and a call-back alike: nobody is rung for whom nobody is there.
  const { context } = snapshot as unknown as {
    context: Pick<Connection, "offer" | "person" | "wanted"> &
      Partial<Pick<Callback, "asked">>;
  };
  if (context.offer !== offer || context.person === undefined) return undefined;
  const { since } = context.wanted ?? context.asked ?? {};
  return { ...(since !== undefined && { since }) };
}

/**
 * Calls or messages beyond what the account or the number may have at once: refused now, taken later. Not said by 429.
 * Source: Twilio, errors 10004 and 21611.
 */
const takenLater: ReadonlySet<number> = new Set([10_004, 21_611]);

// 400 is about this message. A refused account (401, 403, 404), a 429 and whatever broke on the way are mended elsewhere, and tried again.
function isFinal({ status, carrierCode }: CarrierRefused): boolean {
  return status === 400 && !takenLater.has(carrierCode);
}

function within<T>(ms: number, clock: Clock, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(ms, () =>
      reject(new Error(`No answer within ${ms} ms.`)),
    );
    work.then(
      (value) => {
        cancel();
        resolve(value);
      },
      (error: unknown) => {
        cancel();
        reject(error instanceof Error ? error : new Error(String(error)));
      },
    );
  });
}
