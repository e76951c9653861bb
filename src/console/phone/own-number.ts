import type {
  PhoneNumbers,
  PhoneOwner,
} from "../../carrier/simulator/phone-api.js";
import { formatNumber } from "../../phone/phone-view.js";

/** The telephone that a page is for alone, `/phone/?number=+12025550143`; undefined: the page with all of them. */
export function ownNumber(search: string): string | undefined {
  // A plus sign in an address is a space.
  const number = new URLSearchParams(search).get("number")?.trim();
  return number ? number.replace(/^(?=\d)/, "+") : undefined;
}

export function addressOf(number: string): string {
  return `?number=${encodeURIComponent(number)}`;
}

/** Whose telephone it is: somebody the line knows, or nobody. */
export function ownerOf(
  { callers, people }: PhoneNumbers,
  number: string,
): PhoneOwner {
  return (
    [...people, ...callers].find((one) => one.number === number) ?? {
      number,
      name: formatNumber(number),
      note: "",
    }
  );
}
