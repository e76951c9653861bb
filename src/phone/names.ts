import type { PhoneNumbers } from "../carrier/simulator/phone-api.js";
import type { PhoneState } from "./phone-state.js";
import { formatNumber } from "./phone-view.js";
import type { Words } from "./words.js";

export interface Names {
  /** Whose telephone has this number; the number itself when it is nobody's. */
  ofNumber(number: string): string;
  /** Who is at the far end of a leg: the caller, or the person that it rings. */
  ofLeg(sid: string): string;
}

export function createNames(
  numbers: PhoneNumbers,
  phone: PhoneState,
  words: Words,
): Names {
  const known = new Map(
    [...numbers.callers, ...numbers.people].map(({ number, name }) => [
      number,
      name,
    ]),
  );
  const ofNumber = (number: string) =>
    known.get(number) ?? formatNumber(number);
  return {
    ofNumber,
    ofLeg(sid) {
      const leg = phone.legs.get(sid);
      if (!leg) return words.somebody;
      return ofNumber(leg.direction === "inbound" ? leg.from : leg.to);
    },
  };
}
