/**
 * The register of one account's disputed charges: what was claimed, conceded, credited (C10–C14). One machine per account, so two
 * calls that claim the same charge at the same instant are one after the other here, and one credit is posted.
 */
import { assign, createMachine, type AnyStateMachine } from "xstate";
import type { DisputePolicy } from "./policy.js";
import type { Language, Money } from "../flows/speech/index.js";
import { writtenMoney } from "./words.js";

interface ClaimedCharge {
  readonly id: string;
  readonly amount: Money;
  readonly label: Readonly<Record<string, string>>;
}

/** A disputed charge, from whatever channel (C12). */
export interface ClaimEvent {
  readonly type: "claim";
  readonly at: number;
  readonly policy: string;
  readonly account: string;
  readonly charge: ClaimedCharge;
  readonly call: string;
  /** Whom the confirmation goes to. */
  readonly number: string;
  readonly language: Language;
}

interface Posted {
  readonly type: "credit-posted";
  readonly at: number;
  readonly charge: string;
  readonly total: Money;
}

interface Refused {
  readonly type: "credit-refused";
  readonly at: number;
  readonly charge: string;
}

interface Claim {
  readonly status: "crediting" | "conceded" | "refused";
  readonly claim: ClaimEvent;
  /** Epoch ms of the concession. */
  readonly at: number;
}

interface Register {
  readonly claims: Readonly<Record<string, Claim>>;
}

interface Args<Event> {
  readonly context: Register;
  readonly event: Event;
}

const dayMs = 24 * 3600 * 1000;

/** The register under today's policies. */
export function createClaimsMachine(
  policies: ReadonlyMap<string, DisputePolicy>,
): AnyStateMachine {
  const policyOf = ({ policy }: ClaimEvent) => policies.get(policy);
  const config = {
    id: "claims",
    context: { claims: {} },
    initial: "open",
    states: {
      open: {
        on: {
          claim: [
            { guard: "claimed", actions: answer("already-claimed") },
            { guard: "over", actions: answer("over-limit") },
            { guard: "often", actions: answer("repeat") },
            {
              actions: [
                "reserve",
                {
                  type: "post-credit",
                  params: ({ event }: Args<ClaimEvent>) => ({
                    account: event.account,
                    charge: event.charge,
                    // Unique by account, charge and kind of adjustment: asked again, it is the same credit (C14).
                    key: `${event.account}:${event.charge.id}:courtesy`,
                  }),
                },
              ],
            },
          ],
          "credit-posted": {
            guard: "crediting",
            actions: ["concede", tellConceded, confirm],
          },
          "credit-refused": {
            guard: "crediting",
            actions: ["refuse", tellRefused],
          },
        },
      },
    },
  };
  return createMachine(
    config as never,
    {
      guards: {
        claimed: ({ context, event }: Args<ClaimEvent>) => {
          const known = context.claims[event.charge.id];
          return known !== undefined && known.status !== "refused";
        },
        over: ({ event }: Args<ClaimEvent>) => {
          const limit =
            policyOf(event)?.threshold[event.charge.amount.currency] ?? -1;
          return event.charge.amount.amount > limit;
        },
        often: ({ context, event }: Args<ClaimEvent>) => {
          const rule = policyOf(event)?.["per customer"];
          if (!rule) return true;
          const since = event.at - rule.days * dayMs;
          const recent = Object.values(context.claims).filter(
            ({ status, at }) => status !== "refused" && at > since,
          );
          return recent.length >= rule.concessions;
        },
        crediting: ({ context, event }: Args<Posted | Refused>) =>
          context.claims[event.charge]?.status === "crediting",
      },
      actions: {
        reserve: assign(({ context, event }) => {
          const claim = event as unknown as ClaimEvent;
          return withClaim(context as unknown as Register, claim.charge.id, {
            status: "crediting",
            claim,
            at: claim.at,
          });
        }),
        concede: changeStatus("conceded"),
        refuse: changeStatus("refused"),
      },
    } as never,
  ) as AnyStateMachine;
}

function changeStatus(status: Claim["status"]) {
  return assign(({ context, event }) => {
    const register = context as unknown as Register;
    const { charge } = event as unknown as Posted | Refused;
    const known = register.claims[charge];
    return known ? withClaim(register, charge, { ...known, status }) : register;
  });
}

function withClaim(register: Register, id: string, claim: Claim): Register {
  return { claims: { ...register.claims, [id]: claim } };
}

function answer(outcome: string) {
  return {
    type: "tell",
    params: ({ event }: Args<ClaimEvent>) => ({
      to: { kind: "call", id: event.call },
      event: { type: "claim-answered", charge: event.charge.id, outcome },
    }),
  };
}

const tellConceded = {
  type: "tell",
  params: ({ context, event }: Args<Posted>) => ({
    to: { kind: "call", id: context.claims[event.charge]?.claim.call ?? "" },
    event: {
      type: "claim-answered",
      charge: event.charge,
      outcome: "conceded",
      total: event.total,
    },
  }),
};

const tellRefused = {
  type: "tell",
  params: ({ context, event }: Args<Refused>) => ({
    to: { kind: "call", id: context.claims[event.charge]?.claim.call ?? "" },
    event: {
      type: "claim-answered",
      charge: event.charge,
      outcome: "unavailable",
    },
  }),
};

// The customer hears of it by message too: a call that ended in between has its credit all the same.
const confirm = {
  type: "send-message",
  params: ({ context, event }: Args<Posted>) => {
    const known = context.claims[event.charge]?.claim;
    if (!known) return { to: "", text: "" };
    const { language, charge, number } = known;
    const label =
      charge.label[language] ?? Object.values(charge.label)[0] ?? "";
    const less = writtenMoney(charge.amount, language);
    const total = writtenMoney(event.total, language);
    const text = {
      es: `Quitamos de su factura ${label} (${less}). Total corregido: ${total}. Gracias por avisarnos.`,
      en: `We took ${label} (${less}) off your bill. Corrected total: ${total}. Thank you for pointing it out.`,
      pt: `Retiramos da sua conta ${label} (${less}). Total corrigido: ${total}. Obrigado por avisar.`,
    }[language];
    return { to: number, text };
  },
};
