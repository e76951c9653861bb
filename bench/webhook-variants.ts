/**
 * From the barest server to the whole product. "Webhooks alone": another process of the line relays what the turns asked for, and its cost is
 * not counted.
 */
export const variants = [
  "node:http",
  "express",
  "express + store",
  "directo, webhooks alone",
  "directo",
] as const;
export type Variant = (typeof variants)[number];

export function isDirecto(variant: Variant): boolean {
  return variant.startsWith("directo");
}

export const account = {
  sid: "AC00000000000000000000000000000000",
  token: "a-token-of-the-benchmark",
};
