import { randomUUID } from "node:crypto";
import type { RequestHandler } from "express";
import { rateLimit, type Store as Counts } from "express-rate-limit";
import { hashText } from "../machines/chain.js";
import type { Hit, Rate } from "../machines/rate.js";
import type { Clock } from "./clock.js";
import { StoreUnavailable } from "../store/contract.js";
import { takeTurn, type MachineState, type TurnDeps } from "./turn.js";

const windowMs = 60_000;

/**
 * Refuses (429) what comes from one address beyond `perMinute`, counted over all servers that share the store. With the store away nothing
 * could be counted, nor done: the request is refused by what it asks for.
 */
export function createSharedLimit(
  turns: TurnDeps,
  clock: Clock,
  perMinute: number,
): RequestHandler {
  return rateLimit({
    windowMs,
    limit: perMinute,
    standardHeaders: "draft-8",
    legacyHeaders: false,
    store: createCounts(turns, clock),
    message: {
      error: "Too many requests within a minute. Wait, and send it again.",
    },
  });
}

function createCounts(turns: TurnDeps, clock: Clock): Counts {
  return {
    async increment(address) {
      const event: Hit = { type: "hit", at: clock.now(), windowMs };
      const { state } = await takeTurn(turns, {
        key: { kind: "rate", id: hashText(address).slice(0, 40) },
        token: randomUUID(),
        event,
        begins: true,
        asks: false,
      }).catch(uncounted);
      if (!state)
        return { totalHits: 1, resetTime: new Date(event.at + windowMs) };
      const { context } = state.snapshot as unknown as { context: Rate };
      return {
        totalHits: context.count,
        resetTime: new Date(context.until),
      };
    },
    // A request once counted stays counted.
    decrement: () => Promise.resolve(),
    resetKey: () => Promise.resolve(),
  };
}

function uncounted(error: unknown): { readonly state?: MachineState } {
  if (error instanceof StoreUnavailable) return {};
  throw error;
}
