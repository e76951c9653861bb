/**
 * From the barest server to the whole product. "Lean": Express' router ahead of its application, with directo's own intake. Each of directo's two is set beside stock Express that reads the same form, checks the same
 * signature and asks as much of Redis, without a flow. "Webhooks alone": another process of the line relays what the turns asked for, and its cost
 * is not counted.
 */
export const variants = [
  "node:http",
  "express",
  "express + Redis work of the webhooks",
  "lean express + Redis work of the webhooks",
  "directo, webhooks alone",
  "express + Redis work of everything",
  "directo",
] as const;
export type Variant = (typeof variants)[number];

/** Whose Redis work a variant without the engine does. */
export const worksLike: Partial<Record<Variant, Variant>> = {
  "express + Redis work of the webhooks": "directo, webhooks alone",
  "lean express + Redis work of the webhooks": "directo, webhooks alone",
  "express + Redis work of everything": "directo",
};

/** The stock variant that one of directo's is set beside. */
export const stockOf: Partial<Record<Variant, Variant>> = {
  "directo, webhooks alone": "express + Redis work of the webhooks",
  directo: "express + Redis work of everything",
};

/** What is asked of Redis for one webhook, on average. */
export interface RedisWork {
  /** The webhook's own turn and those of other machines. */
  readonly commits: number;
  readonly loads: number;
  /** Effects put into the outbox, and timers set. */
  readonly effects: number;
  readonly timers: number;
  /** Reads of an outbox, and effects taken out of it. */
  readonly reads: number;
  readonly settles: number;
  /** Characters of a call's state, of another machine's, and of a reply. */
  readonly callChars: number;
  readonly otherChars: number;
  readonly replyChars: number;
}

export function isDirecto(variant: Variant): boolean {
  return variant.startsWith("directo");
}

export function isLean(variant: Variant): boolean {
  return variant.startsWith("lean");
}

export const account = {
  sid: "AC00000000000000000000000000000000",
  token: "a-token-of-the-benchmark",
};
