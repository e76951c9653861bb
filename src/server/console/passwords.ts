import { hash, verify } from "@node-rs/argon2";

/** NIST SP 800-63B-4, 3.1.1.2: a password that is the only proof has 15 characters or more, and no rules of its make-up. */
export const shortestPassword = 15;
export const longestPassword = 200;

/** OWASP, Password Storage Cheat Sheet: Argon2id with 19 MiB, 2 iterations, 1 lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Argon2id in the PHC string format. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, cost);
}

let nobodys: Promise<string> | undefined;

/** Takes as long for somebody who has no password as for somebody whose it is not: an answer tells nobody who has an account. */
export async function isPassword(
  password: string,
  known: string | undefined,
): Promise<boolean> {
  nobodys ??= hashPassword("nobody has this password");
  const right = await verify(known ?? (await nobodys), password);
  return known !== undefined && right;
}
