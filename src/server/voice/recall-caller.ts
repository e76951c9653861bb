import { isTheirs, type Caller } from "../../flows/events.js";
import type { Language } from "../../flows/speech/index.js";
import type { CallerMemory } from "../../machines/caller.js";
import type { TurnDeps } from "../turn.js";
import { readContext } from "../read-context.js";

/**
 * What a call that begins has from earlier ones: the language that the caller chose, and that somebody granted them something lately. Nothing
 * for a number that is nobody's own, and while what is remembered is not to be had: that keeps no call from being answered. It never rejects.
 */
export async function recallCaller(
  { store }: Pick<TurnDeps, "store">,
  caller: Caller,
): Promise<{ readonly language?: Language; readonly granted?: true }> {
  if (!isTheirs(caller)) return {};
  const key = { kind: "caller", id: caller.number };
  const memory = await readContext<CallerMemory>(store, key).catch(
    () => undefined,
  );
  return {
    ...(memory?.language && { language: memory.language }),
    ...(memory?.granted && { granted: true }),
  };
}
