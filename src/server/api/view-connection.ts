import { whereIs } from "../../machines/advance.js";
import type { Connection } from "../../machines/connection/context.js";
import type { Overtaking } from "../../machines/queue/events.js";
import type { MachineState } from "../turn.js";

/** What became of one caller, as a desk sees it. */
export function viewConnection(call: string, { snapshot }: MachineState) {
  const { context } = snapshot as unknown as { context: Connection };
  const { person, tried, hello, overtook = [], overtaken = [] } = context;
  const { apart, third, noted } = context;
  return {
    call,
    at: whereIs(snapshot),
    ...(person && { person: person.id }),
    ...(hello && { hello: { ...hello, at: time(hello.at) } }),
    // In the talk: whether the caller waits outside it, and who is asked, or there.
    ...(apart && { callerWaits: true }),
    ...(third && {
      third: { name: third.name, asked: third.asked, there: third.there },
    }),
    ...(noted && { noted: { ...noted, at: time(noted.at) } }),
    offers: tried.map((one) => ({ ...one, at: time(one.at) })),
    overtook: overtook.map((one) => ({ ...one, at: time(one.at) })),
    overtaken: overtaken.map(viewOvertaking),
  };
}

export function viewOvertaking(one: Overtaking) {
  return { ...one, at: time(one.at) };
}

export function time(at: number): string {
  return new Date(at).toISOString();
}
