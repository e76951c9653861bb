/**
 * With what people of the company identify themselves by telephone: a number that names them and a PIN, of which only a hash is kept. One machine
 * for the line, so that wrong tries count together from wherever they come. A try is counted before it is looked at: two at once are two.
 *
 * Whoever knows the number could keep its owner out by trying. So a lock ends by itself, later each time; the owner is told and may open it with
 * a link that counts once; and tries from the owner's own telephones are counted apart, so that nobody else's keep them out there.
 */
import { createMachine, type AnyStateMachine } from "xstate";
import { tellLocked, type PinOwner } from "./pin-messages.js";
import { reduce, type Step } from "./reduce.js";

export const linePins = { kind: "pins", id: "line" } as const;

/** So many wrong tries in a row, from any telephone, and the PIN opens nothing for a while. */
const mostWrong = 5;

const minute = 60_000;
const firstLockMs = 15 * minute;
const longestLockMs = 24 * 60 * minute;

/** Tries since the last right one. */
export interface Tries {
  readonly wrong: number;
  /** When the last was made, epoch ms; absent: long ago. */
  readonly at?: number;
  /** How often they were too many before. */
  readonly locks?: number;
}

/** The tries here are those from any telephone but the person's own. */
export interface Pin extends Tries {
  /** The name in the people file. */
  readonly person: string;
  /** Argon2id in the PHC string format. */
  readonly hash: string;
  /** From the person's own telephones. */
  readonly own?: Tries;
  /** The number of the link that opens the lock; absent: none was sent, or it was used. */
  readonly link?: number;
  /** The lock of which the person was told: when its last try was made, epoch ms. */
  readonly toldOf?: number;
}

export interface Pins {
  /** By the number that is keyed in. */
  readonly pins: Readonly<Record<string, Pin>>;
  /** How many links were sent. */
  readonly links?: number;
}

export type PinEvent =
  /** A person has one number and one PIN: what was set before is gone. */
  | {
      readonly type: "pin-set";
      readonly at: number;
      readonly number: string;
      readonly person: string;
      readonly hash: string;
    }
  /** `own`: from a telephone that the people file has for the person, by its carrier's word. */
  | {
      readonly type: "tried" | "right";
      readonly at: number;
      readonly number: string;
      readonly own: boolean;
    }
  /** The PIN is locked, and its owner is to know. */
  | {
      readonly type: "shut-out";
      readonly at: number;
      readonly number: string;
      readonly owner: PinOwner;
    }
  | {
      readonly type: "unlocked" | "pin-removed";
      readonly at: number;
      readonly person: string;
    }
  | {
      readonly type: "unlocked-by-link";
      readonly at: number;
      readonly link: number;
    };

interface Args {
  readonly context: Pins;
  readonly event: PinEvent;
}

/** Epoch ms until which nothing opens after these tries; `undefined`: they are not too many. */
function lockedUntil({ wrong, at, locks = 0 }: Tries) {
  return wrong < mostWrong || at === undefined
    ? undefined
    : at + Math.min(firstLockMs * 2 ** locks, longestLockMs);
}

export function isLocked(tries: Tries, at: number): boolean {
  return at < (lockedUntil(tries) ?? 0);
}

/** The tries that count for a telephone. */
export function triesOf(pin: Pin, own: boolean): Tries {
  return own ? (pin.own ?? { wrong: 0 }) : pin;
}

/** The number that somebody keys in; `undefined`: they have no PIN. */
export function numberOf({ pins }: Pins, person: string): string | undefined {
  return Object.keys(pins).find((number) => pins[number]?.person === person);
}

/** The number whose lock a link opens. */
export function numberOfLink({ pins }: Pins, link: number): string | undefined {
  return Object.keys(pins).find((number) => pins[number]?.link === link);
}

const after = (guard: string) => ({ guard, actions: reduce<Pins>(change) });

export const pinsMachine: AnyStateMachine = createMachine(
  {
    id: "pins",
    context: { pins: {} },
    on: {
      "pin-set": after("number-is-free"),
      tried: after("may-try"),
      right: after("is-known"),
      "shut-out": after("does-not-know"),
      unlocked: after("has-one"),
      "unlocked-by-link": after("link-works"),
      "pin-removed": after("has-one"),
    },
  } as never,
  {
    guards: {
      "number-is-free": ({ context, event }: Args) =>
        event.type === "pin-set" &&
        [undefined, event.person].includes(context.pins[event.number]?.person),
      "may-try": ({ context, event }: Args) => {
        if (event.type !== "tried") return false;
        const pin = context.pins[event.number];
        return (
          pin !== undefined && !isLocked(triesOf(pin, event.own), event.at)
        );
      },
      "is-known": ({ context, event }: Args) =>
        "number" in event && event.number in context.pins,
      "does-not-know": ({ context, event }: Args) => {
        const pin = "number" in event ? context.pins[event.number] : undefined;
        return pin !== undefined && pin.toldOf !== pin.at;
      },
      "has-one": ({ context, event }: Args) =>
        "person" in event && numberOf(context, event.person) !== undefined,
      "link-works": ({ context, event }: Args) =>
        "link" in event && numberOfLink(context, event.link) !== undefined,
    },
  } as never,
) as AnyStateMachine;

function change(file: Pins, event: PinEvent): Step<Pins> {
  if (event.type !== "shut-out")
    return { context: changed(file, event), effects: [] };
  const pin = file.pins[event.number];
  if (!pin) return { context: file, effects: [] };
  const link = (file.links ?? 0) + 1;
  const told = {
    ...pin,
    link,
    ...(pin.at !== undefined && { toldOf: pin.at }),
  };
  return {
    context: { pins: { ...file.pins, [event.number]: told }, links: link },
    effects: tellLocked(event.owner, lockedUntil(pin) ?? event.at, link),
  };
}

function changed(
  file: Pins,
  event: Exclude<PinEvent, { type: "shut-out" }>,
): Pins {
  const put = (number: string | undefined, next: (pin: Pin) => Pin): Pins => {
    const pin = number === undefined ? undefined : file.pins[number];
    if (number === undefined || !pin) return file;
    return { ...file, pins: { ...file.pins, [number]: next(pin) } };
  };
  const without = (person: string) =>
    Object.fromEntries(
      Object.entries(file.pins).filter(([, pin]) => pin.person !== person),
    );
  switch (event.type) {
    case "pin-set": {
      const { person, hash, number } = event;
      const pins = { ...without(person), [number]: { person, hash, wrong: 0 } };
      return { ...file, pins };
    }
    case "tried":
      return put(event.number, (pin) =>
        event.own
          ? { ...pin, own: oneMore(triesOf(pin, true), event.at) }
          : { ...pin, ...oneMore(pin, event.at) },
      );
    // A right one proves who it is: what others tried is over with it.
    case "right":
      return put(event.number, opened);
    case "unlocked":
      return put(numberOf(file, event.person), opened);
    // Whoever tries goes on to be locked out for longer.
    case "unlocked-by-link":
      return put(numberOfLink(file, event.link), ({ link: _used, ...pin }) => ({
        ...pin,
        wrong: 0,
        locks: (pin.locks ?? 0) + 1,
      }));
    case "pin-removed":
      return { ...file, pins: without(event.person) };
  }
}

/** A lock that is over counts, and the tries begin anew. */
function oneMore(before: Tries, at: number): Tries {
  const { wrong, locks = 0 } = before;
  return lockedUntil(before) === undefined
    ? { wrong: wrong + 1, at, locks }
    : { wrong: 1, at, locks: locks + 1 };
}

function opened({ person, hash }: Pin): Pin {
  return { person, hash, wrong: 0 };
}
