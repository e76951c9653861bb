import type { CallContext } from "../../flows/call-context.js";
import { isTheirs } from "../../flows/events.js";
import { timedPromises, type Clocks } from "../../flows/proof/clock-state.js";
import type { Count } from "./count-others.js";
import type { CallEnd, CallEnded } from "./day.js";
import { dayOf, tellContact, tellFigures } from "./tell.js";

/** On the scale of the question after the call: it went badly. */
const badly = 2;

/** A call that is over, with the turn in which it ends: once for the figures of the day on which it began, and once for its caller's number. */
export const countCall: Count = (
  { version, before, event, after, record },
  zone,
) => {
  if (after.status !== "done" || before?.status === "done") return [];
  const { context } = after as unknown as { context: CallContext };
  // Rang off before there was a call.
  if (context.call === "") return [];
  const { caller, startedAt } = context;
  const ended = readCall(context, record as Clocks | undefined, {
    version,
    isHungUp: event.type === "hung-up",
  });
  const { end, rating = badly + 1 } = ended;
  const day = dayOf(startedAt, zone);
  const served = end === "person" || end === "settled";
  return [
    tellFigures(day, ended),
    ...(isTheirs(caller)
      ? [
          tellContact(caller.number, {
            type: "called",
            day,
            version,
            resolved: served && rating > badly,
            wrong: end === "abandoned" || rating <= badly,
          }),
        ]
      : []),
  ];
};

/** What a call that is over came to. */
function readCall(
  { startedAt, personAt, rating }: CallContext,
  clocks: Clocks | undefined,
  {
    version,
    isHungUp,
  }: { readonly version: string; readonly isHungUp: boolean },
): CallEnded {
  const { settled, people = 0, ...reached } = clocks?.reached ?? {};
  const person =
    personAt === undefined ? undefined : (personAt - startedAt) / 1000;
  const asked = reached.asked ?? person !== undefined;
  const end = (): CallEnd => {
    if (person !== undefined) return "person";
    if (settled !== undefined) return "settled";
    if (reached.promised) return "promised";
    // The line takes leave of nobody who still needs something.
    if (!isHungUp) return "settled";
    return asked ? "abandoned" : "left";
  };
  const promises = timedPromises.flatMap((name) => {
    const seconds = clocks?.longest[name];
    const proved = clocks?.proved[name];
    return seconds === undefined || proved === undefined
      ? []
      : [[name, { seconds, proved }] as const];
  });
  return {
    type: "call-ended",
    version,
    end: end(),
    asked,
    ...(person !== undefined && { person }),
    ...(settled !== undefined && { settled }),
    transfers: Math.max(0, people - 1),
    ...(rating !== undefined && { rating }),
    promises: Object.fromEntries(promises),
  };
}
