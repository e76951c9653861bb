import { randomUUID } from "node:crypto";
import type { Request, RequestHandler } from "express";
import { rateLimit, type Store as Counts } from "express-rate-limit";
import { hashText } from "../machines/chain.js";
import type { Hit, Rate } from "../machines/rate.js";
import type { Clock } from "./clock.js";
import { StoreUnavailable } from "../store/contract.js";
import { takeTurn, type MachineState, type TurnDeps } from "./turn.js";

export interface SharedLimit {
  /** What is counted: limits with different names count apart. */
  readonly name: string;
  readonly most: number;
  /** ms, 15 minutes at most; absent: a minute. */
  readonly windowMs?: number;
  /** What each request is counted under; absent: the address that it comes from. */
  readonly of?: (request: Request) => string;
  /** What a person reads who asked for a page; absent: JSON for a program. */
  readonly page?: string;
}

/**
 * Refuses (429) what comes from one address beyond `most`, counted over all servers that share the store. With the store away nothing
 * could be counted, nor done: the request is refused by what it asks for.
 */
export function createSharedLimit(
  turns: TurnDeps,
  clock: Clock,
  { name, most, windowMs = 60_000, of, page }: SharedLimit,
): RequestHandler {
  const minutes = Math.ceil(windowMs / 60_000);
  return rateLimit({
    windowMs,
    limit: most,
    standardHeaders: "draft-8",
    legacyHeaders: false,
    store: createCounts(turns, clock, name, windowMs),
    ...(of && { keyGenerator: of }),
    message: page ?? {
      error: `Too many requests within ${minutes === 1 ? "a minute" : `${minutes} minutes`}. Wait, and send it again.`,
    },
  });
}

function createCounts(
  turns: TurnDeps,
  clock: Clock,
  name: string,
  windowMs: number,
): Counts {
  return {
    async increment(counted) {
      const event: Hit = { type: "hit", at: clock.now(), windowMs };
      const { state } = await takeTurn(turns, {
        key: { kind: "rate", id: hashText(`${name} ${counted}`).slice(0, 40) },
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
