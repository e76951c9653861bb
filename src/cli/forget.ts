import type { Writable } from "node:stream";
import { exportCaller } from "../server/personal/export-caller.js";
import { forget, type ForgetDeps } from "../server/personal/forget.js";
import type { Store } from "../store/contract.js";
import { readSubject } from "./subject.js";

/** Whom it is about, as it was typed, and the line's own number (E.164). */
export interface Asked {
  readonly caller: string;
  readonly home: string;
}

/** Erases what is kept of a caller and prints what became of it. Gives whether all of it is done. */
export async function printForgotten(
  deps: ForgetDeps,
  { caller, home }: Asked,
  output: Writable,
): Promise<boolean> {
  const read = readSubject(caller, home);
  if ("mistake" in read) {
    output.write(`${read.mistake}\n`);
    return false;
  }
  const { subject, unlessKept } = read;
  const done = await forget(deps, subject).catch((error: Error) => {
    output.write(
      `${error.message}\nIt was not done to the end. What was erased before stays erased: run it again.\n`,
    );
  });
  if (!done) return false;
  const { erased, stays, notYet, numbers, accounts } = done;
  const list = (title: string, lines: readonly string[]) => {
    if (lines.length === 0) return;
    output.write(`${title}\n${lines.map((one) => `  ${one}\n`).join("")}`);
  };
  list("Erased:", erased);
  list("Stays:", stays);
  list("Not yet:", notYet);
  if (erased.length + stays.length + notYet.length === 0) {
    output.write(`${unlessKept ?? `Nothing is kept of ${subject}.`}\n`);
    return unlessKept === undefined;
  }
  list("Calls of this account came from these numbers, too:", numbers);
  list("Their calls were about these accounts, whose books stay:", accounts);
  if (notYet.length > 0) output.write("Run it again when that is over.\n");
  return notYet.length === 0;
}

/** Prints all that is kept of a caller, as JSON; on `problems` why it is of nobody. Gives whether it could be asked. */
export async function printExport(
  store: Store,
  { caller, home }: Asked,
  now: number,
  output: Writable,
  problems: Writable,
): Promise<boolean> {
  const read = readSubject(caller, home);
  if ("mistake" in read) {
    problems.write(`${read.mistake}\n`);
    return false;
  }
  const all = await exportCaller(store, read.subject, now);
  if (all.kept.length === 0 && read.unlessKept !== undefined) {
    problems.write(`${read.unlessKept}\n`);
    return false;
  }
  output.write(`${JSON.stringify(all, null, 2)}\n`);
  return true;
}
