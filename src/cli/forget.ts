import type { Writable } from "node:stream";
import { exportCaller } from "../server/export-caller.js";
import { forget, type ForgetDeps } from "../server/forget.js";
import type { Store } from "../store/contract.js";

/** A number as people write it, or an account. */
function subjectOf(text: string): string {
  return text.startsWith("+") ? text.replaceAll(/[\s().-]/gu, "") : text;
}

/** Erases what is kept of a caller and prints what became of it. Gives whether all of it is done. */
export async function printForgotten(
  deps: ForgetDeps,
  caller: string,
  output: Writable,
): Promise<boolean> {
  const subject = subjectOf(caller);
  const { erased, stays, notYet, numbers } = await forget(deps, subject);
  const list = (title: string, lines: readonly string[]) => {
    if (lines.length === 0) return;
    output.write(`${title}\n${lines.map((one) => `  ${one}\n`).join("")}`);
  };
  list("Erased:", erased);
  list("Stays:", stays);
  list("Not yet:", notYet);
  if (erased.length + stays.length + notYet.length === 0)
    output.write(`Nothing is kept of ${subject}.\n`);
  list("Calls of this account came from these numbers, too:", numbers);
  if (notYet.length > 0) output.write("Run it again when that is over.\n");
  return notYet.length === 0;
}

/** Prints all that is kept of a caller, as JSON. */
export async function printExport(
  store: Store,
  caller: string,
  now: number,
  output: Writable,
): Promise<void> {
  const all = await exportCaller(store, subjectOf(caller), now);
  output.write(`${JSON.stringify(all, null, 2)}\n`);
}
