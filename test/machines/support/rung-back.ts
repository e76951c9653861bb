/** María is rung back by Luis: what the carrier does with their legs. */
import type { Staff } from "../../../src/machines/queue/events.js";
import { asked, type PeopleWorld } from "./people-world.js";

export const maria = "+12025550143";
export const room = `CA${maria}.back`;
export const luis: Staff = {
  id: "luis",
  name: "Luis Prado",
  phone: "+12025550111",
  role: "agent",
  languages: ["es"],
};
export const minute = 60_000;

export const settle = (world: PeopleWorld) => {
  while (world.deliver());
};
export const whereIs = (world: PeopleWorld) => world.callback(maria)?.at;
export const statusOf = (world: PeopleWorld, id = "luis") =>
  world.queue().people.find(({ person }) => person.id === id)?.status;

/** The newest leg to a telephone is placed, and rings. */
export function place(world: PeopleWorld, machine: "connection" | "callback") {
  const name = machine === "callback" ? maria : room;
  const at = world.legs.findLastIndex((leg) => leg.call === name);
  const leg = world.legs[at];
  if (leg?.state !== "asked") throw new Error(`${name} rings nobody.`);
  leg.state = "ringing";
  const hear = (event: { readonly type: string } & Record<string, unknown>) => {
    if (machine === "callback") world.toCallback(maria, event);
    else world.toConnection(room, event);
    settle(world);
  };
  const about = { offer: leg.offer, leg: String(at) };
  hear({ type: "leg-placed", ...about });
  return {
    phone: leg.phone,
    answer: () => hear({ type: "leg-answered", ...about }),
    press: (digits: string) => hear({ type: "digits", digits }),
    silence: () => hear({ type: "silence" }),
    over: (result: string) => {
      leg.state = "over";
      hear({ type: "leg-over", offer: leg.offer, result });
    },
    isOver: () => leg.state === "over",
  };
}

/** A call-back is promised on a call, which is over then. */
export function promise(
  world: PeopleWorld,
  since = 0,
  more: Record<string, unknown> = {},
  number = maria,
) {
  const promised = asked(number, since, more);
  world.toCallback(number, promised);
  settle(world);
  const { call } = promised;
  world.toCallback(number, { type: "rang-off", call, served: false });
  settle(world);
}

/** Luis takes the call-back once more. */
export function takeAgain(world: PeopleWorld): void {
  const person = place(world, "connection");
  person.answer();
  person.press("1");
}
