import { isTheirs, type Caller } from "../flows/events.js";
import type { Language } from "../flows/speech/index.js";
import type { CallerMemory } from "../machines/caller.js";
import { readState, type TurnDeps } from "./turn.js";

/**
 * The language that a caller chose on an earlier call; `undefined` for a number that is nobody's own, and while what is remembered is not
 * to be had: that keeps no call from being answered. It never rejects.
 */
export async function recallLanguage(
  { store }: Pick<TurnDeps, "store">,
  caller: Caller,
): Promise<Language | undefined> {
  if (!isTheirs(caller)) return undefined;
  const key = { kind: "caller", id: caller.number };
  const { machine } = await store
    .load(key)
    .catch(() => ({ machine: undefined }));
  if (!machine) return undefined;
  const { snapshot } = readState(machine.state);
  return (snapshot as unknown as { context: CallerMemory }).context.language;
}
