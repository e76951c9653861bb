/**
 * A carrier says once that a leg is over, and where no server answers just then nobody ever hears of it. A state that would wait for that word for
 * hours has the carrier asked now and then; the end of a leg that it finds comes as the carrier would have told it.
 */
import { cancel, raise } from "xstate";
import { reduce } from "./reduce.js";

/** ms */
const everyMs = 5 * 60_000;
const again = `xstate.after.${everyMs}.look`;

/** Which leg, and the machine that is told of its end; absent: the one that asks. */
interface Looked {
  readonly leg: string;
  readonly of?: { readonly kind: string; readonly id: string };
}

/** The same state, in which that leg is looked for. `undefined`: there is none. */
export function withLooks<
  State extends {
    readonly on?: object;
    readonly entry?: never;
    readonly exit?: never;
  },
>(state: State, legOf: (context: never) => Looked | undefined) {
  const later = raise({ type: again }, { id: again, delay: everyMs });
  const look = reduce<never>((context) => {
    const looked = legOf(context);
    return {
      context,
      effects: looked ? [{ type: "look-for-leg", ...looked }] : [],
    };
  });
  return {
    ...state,
    entry: later,
    exit: cancel(again),
    on: { ...state.on, [again]: { actions: [look, later] } },
  };
}
