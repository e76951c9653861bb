import { dialConference } from "../dial/dial-conference.js";
import { dialPhones } from "../dial/dial-phones.js";
import { dialQueue } from "../dial/dial-queue.js";
import { pickUp } from "../pick-up.js";
import { nextVerb, type Verb } from "../scene.js";

/** `<Dial>` (§2.5): what is dialled decides how. A room or a queue stands alone: it does not mix with phones (13000). */
export const dial: Verb = (element, scene) => {
  const { exchange, leg } = scene;
  const room = element.children.find(({ name }) => name === "Conference");
  const queue = element.children.find(({ name }) => name === "Queue");
  if ((room ?? queue) && element.children.length > 1) {
    exchange.refuse(
      leg,
      13000,
      `<${room ? "Conference" : "Queue"}> stands alone in <Dial>; it does not mix with other nouns.`,
      false,
    );
    return Promise.resolve(nextVerb);
  }
  if (!room && !queue) return dialPhones(element, scene);
  pickUp(leg);
  return room
    ? dialConference(element, room, scene)
    : dialQueue(element, queue ?? element, scene);
};
