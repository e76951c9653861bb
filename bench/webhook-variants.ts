/** From the barest server to the whole product. */
export const variants = [
  "node:http",
  "express",
  "express + store",
  "directo",
] as const;
export type Variant = (typeof variants)[number];

export const account = {
  sid: "AC00000000000000000000000000000000",
  token: "a-token-of-the-benchmark",
};
