import type { Commit, MachineKey } from "./contract.js";

const kind = /^[a-z0-9-]{1,40}$/u;
const halfCharacter = /\p{Surrogate}/u;

/**
 * Throws a `RangeError` that names what is at fault (ST-9). A script in Redis that meets a wrong value half-way leaves what it wrote
 * before, so nothing wrong may reach it.
 */
export function checkCommit(commit: Commit): void {
  checkKey(commit.key);
  for (const token of [commit.token, ...(commit.otherTokens ?? [])])
    checkName("token", token);
  if (!Number.isSafeInteger(commit.expected) || commit.expected < 0) {
    throw new RangeError(
      `A commit expects a version of 0, 1, 2 …, not ${commit.expected}.`,
    );
  }
  checkMs("at", commit.at);
  checkMs("retainMs", commit.retainMs ?? 0);
  for (const { id, dueAt } of commit.timers) {
    checkName("timer id", id);
    checkMs(`dueAt of the timer "${id}"`, dueAt ?? 0);
  }
}

function checkMs(what: string, ms: number): void {
  if (ms >= 0 && ms <= Number.MAX_SAFE_INTEGER) return;
  throw new RangeError(`${what} is a number of milliseconds, not ${ms}.`);
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
