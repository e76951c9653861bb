import { isTheirs, type Caller } from "../../flows/events.js";
import type { CallerMemory, DialledDirector } from "../../machines/caller.js";
import { readContext } from "../read-context.js";
import { readState, takeTurn, type TurnDeps } from "../turn.js";

/** A call whose end nobody told us of keeps its number from the director for so long, ms. */
const longestMs = 3_600_000;

/** Between being let in and beginning, ms. */
const beginningMs = 15_000;

/**
 * Whether a call may go to the director's own number: one live call from one number, so that nobody keeps everybody else out, and no
 * question asked. Withheld and shared numbers are many people's and not limited. It never rejects: while the store is away nobody is kept out.
 */
export async function mayDialDirector(
  turns: TurnDeps,
  caller: Caller,
  call: string,
  at: number,
): Promise<boolean> {
  if (!isTheirs(caller)) return true;
  const key = { kind: "caller", id: caller.number };
  const take = async (): Promise<boolean> => {
    const memory = await readContext<CallerMemory>(turns.store, key);
    const last = memory?.direct;
    if (last?.call === call) return true;
    if (last && (await isLive(turns, last, at))) return false;
    const event: DialledDirector = {
      type: "dialled-director",
      at,
      call,
      instead: last?.call,
    };
    const token = `dialled:${call}`;
    const { outcome } = await takeTurn(turns, {
      key,
      token,
      event,
      begins: true,
      asks: false,
    });
    return outcome !== "ignored";
  };
  return take().catch(() => true);
}

async function isLive(
  { store }: TurnDeps,
  last: { readonly call: string; readonly at: number },
  at: number,
): Promise<boolean> {
  if (at - last.at > longestMs) return false;
  const { machine } = await store.load({ kind: "call", id: last.call });
  // Let in, and not begun yet.
  if (!machine) return at - last.at < beginningMs;
  return readState(machine.state).snapshot.status !== "done";
}
