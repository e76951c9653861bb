import type { PhoneLeg, PhoneState } from "./phone-state.js";

type Legs = Pick<PhoneState, "legs">;

/**
 * The call that a leg begins in, by the sid of its caller's leg: that of the leg that rings it; for one that REST asked for, until
 * `callNamed` knows better, the call under way or else the last one.
 */
export function callOf(
  { legs }: Legs,
  leg: { readonly sid: string; readonly parent?: string | undefined },
): string {
  const parent = legs.get(leg.parent ?? "");
  if (parent) return parent.call;
  const calls = dialled({ legs });
  const open = calls.findLast(({ endedAt }) => endedAt === undefined);
  return (open ?? calls.at(-1))?.sid ?? leg.sid;
}

/**
 * The call of a leg that REST asked for, once the carrier has asked the line about it: a person is rung for the call that the address names;
 * anybody else is rung back, which goes on with what they dialled last, and where they dialled nothing is a call of its own.
 */
export function callNamed(
  { legs }: Legs,
  leg: PhoneLeg,
  address: string,
): string {
  if (leg.direction !== "outbound-api") return leg.call;
  const { pathname, searchParams } = new URL(address);
  const room = searchParams.get("call");
  if (room !== null) {
    const sid = room.replace(/\..*$/, "");
    return legs.has(sid) ? sid : leg.call;
  }
  // Other addresses, such as music's, are nobody's in particular.
  if (!/\/voice\/(back|customer|staff)\b/.test(pathname)) return leg.call;
  const own = dialled({ legs }).findLast(({ from }) => from === leg.to);
  return own?.sid ?? leg.sid;
}

function dialled({ legs }: Legs): readonly PhoneLeg[] {
  return [...legs.values()].filter(({ direction }) => direction === "inbound");
}
