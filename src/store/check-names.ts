import type { Commit, MachineKey } from "./contract.js";

const kind = /^[a-z0-9-]{1,40}$/u;
const halfCharacter = /\p{Surrogate}/u;

/** Throws a `RangeError` that names the text at fault (ST-9), so that nothing of a wrong commit reaches the store. */
export function checkCommit(commit: Commit): void {
  checkKey(commit.key);
  checkName("token", commit.token);
  for (const timer of commit.timers) checkName("timer id", timer.id);
}

/** As `checkCommit`, for a machine's key alone. */
export function checkKey(key: MachineKey): void {
  if (!kind.test(key.kind)) {
    throw new RangeError(
      `The machine kind "${key.kind}" is not 1 to 40 of the characters a-z, 0-9 and "-".`,
    );
  }
  checkName("machine id", key.id);
}

/** As `checkCommit`, for a token, a timer's or a document's id. */
export function checkName(what: string, name: string): void {
  if (name.length >= 1 && name.length <= 200 && !halfCharacter.test(name))
    return;
  throw new RangeError(
    `A ${what} is 1 to 200 characters of well-formed text; "${name.slice(0, 40)}" has ${name.length}.`,
  );
}
