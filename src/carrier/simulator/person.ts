import type { Exchange } from "./exchange.js";
import type { Leg } from "./leg.js";

/** What a person at a telephone may not do now, in words they can act on; `status` is what HTTP says of it. */
export class PhoneRefusal extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.name = "PhoneRefusal";
    this.status = status;
  }
}

/** What the person at a leg's telephone does. Each throws `PhoneRefusal` when it cannot be done now. */
export interface Person {
  answer(sid: string): void;
  decline(sid: string): void;
  press(sid: string, digits: string): void;
  speak(sid: string, text: string, confidence?: number): void;
  hangUp(sid: string): void;
}

const maxKeys = 64;
const longestSpeech = 2000;

export function createPerson(exchange: Exchange): Person {
  const legOf = (sid: string): Leg => {
    const leg = exchange.legs.get(sid);
    if (!leg) throw new PhoneRefusal(404, `There is no call "${sid}".`);
    if (leg.isOver)
      throw new PhoneRefusal(409, `That call is over (${leg.status}).`);
    return leg;
  };
  const ringing = (sid: string): Leg => {
    const leg = legOf(sid);
    if (leg.direction === "inbound" || leg.status !== "ringing")
      throw new PhoneRefusal(
        409,
        leg.direction === "inbound"
          ? "This telephone is the caller's; the line answers it."
          : `That telephone is not ringing: it is ${leg.status}.`,
      );
    return leg;
  };
  const talking = (sid: string): Leg => {
    const leg = legOf(sid);
    if (leg.status !== "in-progress")
      throw new PhoneRefusal(
        409,
        `Nobody listens on that call yet: it is ${leg.status}.`,
      );
    return leg;
  };

  return {
    answer: (sid) => ringing(sid).becomes("in-progress"),
    decline: (sid) => ringing(sid).end("busy"),
    press(sid, digits) {
      const leg = talking(sid);
      if (!/^[0-9*#]+$/.test(digits) || digits.length > maxKeys)
        throw new PhoneRefusal(
          400,
          `"${digits.slice(0, maxKeys)}": the keys are 0-9, * and #, at most ${maxKeys} at a time.`,
        );
      exchange.events.publish(sid, { type: "pressed", digits });
      for (const key of digits) leg.inputs.publish({ type: "key", key });
    },
    speak(sid, text, confidence) {
      const leg = talking(sid);
      if (text.trim() === "" || text.length > longestSpeech)
        throw new PhoneRefusal(
          400,
          `What is said has 1 to ${longestSpeech} characters.`,
        );
      if (confidence !== undefined && !(confidence >= 0 && confidence <= 1))
        throw new PhoneRefusal(
          400,
          `The confidence is ${confidence}; it is 0 to 1.`,
        );
      exchange.events.publish(sid, { type: "spoke", text });
      leg.inputs.publish({
        type: "speech",
        text,
        ...(confidence === undefined ? {} : { confidence }),
      });
    },
    hangUp: (sid) => legOf(sid).hangUp(),
  };
}
