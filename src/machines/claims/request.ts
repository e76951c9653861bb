/**
 * A claim that came over the API (C12): it asks the account's register, as a call does, and keeps the answer for whoever asks again under
 * the same key. It decides nothing.
 */
import { createMachine, type AnyStateMachine } from "xstate";
import type { ClaimOutcome } from "../../flows/events.js";
import type { Money } from "../../flows/speech/index.js";
import type { ClaimEvent } from "./register.js";
import { reduce } from "../reduce.js";

export interface RequestAsked {
  readonly type: "asked";
  readonly at: number;
  /** Tells another request under the same key. */
  readonly fingerprint: string;
  readonly claim: ClaimEvent;
}

interface RequestAnswered {
  readonly type: "claim-answered";
  readonly at: number;
  readonly charge: string;
  readonly outcome: ClaimOutcome;
  readonly reason?: string;
  readonly total?: Money;
}

export interface ClaimRequest {
  readonly fingerprint: string;
  readonly charge: string;
  readonly answer?: Pick<RequestAnswered, "outcome" | "reason" | "total">;
}

export const claimRequestMachine: AnyStateMachine = createMachine({
  id: "claim-request",
  context: { fingerprint: "", charge: "" },
  on: {
    asked: {
      actions: reduce<ClaimRequest>((request, event: RequestAsked) => {
        // The first one under the key is the request.
        if (request.fingerprint !== "")
          return { context: request, effects: [] };
        const { fingerprint, claim } = event;
        return {
          context: { fingerprint, charge: claim.charge.id },
          effects: [
            {
              type: "tell",
              to: { kind: "claims", id: claim.account },
              event: { ...claim },
            },
          ],
        };
      }),
    },
    "claim-answered": {
      actions: reduce<ClaimRequest>((request, event: RequestAnswered) => {
        const { outcome, reason, total } = event;
        const answer = {
          outcome,
          ...(reason !== undefined && { reason }),
          ...(total && { total }),
        };
        return { context: { ...request, answer }, effects: [] };
      }),
    },
  },
} as never) as AnyStateMachine;
