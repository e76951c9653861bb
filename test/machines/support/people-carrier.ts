/** Three people of a line, and what the carrier does with the legs that ring them. */
import type { Staff } from "../../../src/machines/queue/events.js";
import type { PeopleWorld } from "./people-world.js";

export const luis: Staff = {
  id: "luis",
  name: "Luis",
  phone: "+12025550111",
  role: "agent",
  topics: ["billing"],
  languages: ["es"],
};
export const eva: Staff = {
  id: "eva",
  name: "Eva",
  phone: "+12025550112",
  role: "agent",
  topics: ["billing", "sales"],
  languages: ["en"],
};
export const ana: Staff = {
  id: "ana",
  name: "Ana",
  phone: "+12025550122",
  role: "director",
};

export const settle = (world: PeopleWorld) => {
  while (world.deliver());
};
export const statusOf = (world: PeopleWorld, id: string) =>
  world.queue().people.find(({ person }) => person.id === id)?.status;

/** The carrier makes the newest leg of a call ring. */
export function place(world: PeopleWorld, call: string): void {
  const at = world.legs.findLastIndex((leg) => leg.call === call);
  const leg = world.legs[at];
  if (leg?.state !== "asked") return;
  leg.state = "ringing";
  world.toConnection(call, {
    type: "leg-placed",
    offer: leg.offer,
    leg: String(at),
  });
}

export function answer(world: PeopleWorld, call: string): void {
  const at = world.legs.findLastIndex((leg) => leg.call === call);
  const leg = world.legs[at];
  if (leg?.state !== "ringing") return;
  leg.state = "answered";
  world.toConnection(call, {
    type: "leg-answered",
    offer: leg.offer,
    leg: String(at),
  });
}

export function end(world: PeopleWorld, call: string, result: string): void {
  const at = world.legs.findLastIndex((leg) => leg.call === call);
  const leg = world.legs[at];
  if (!leg || leg.state === "asked" || leg.state === "over") return;
  leg.state = "over";
  world.toConnection(call, { type: "leg-over", offer: leg.offer, result });
}

/** A caller who is talked with. */
export function talk(world: PeopleWorld, call: string): void {
  settle(world);
  place(world, call);
  answer(world, call);
  world.toConnection(call, { type: "digits", digits: "1" });
  settle(world);
}
