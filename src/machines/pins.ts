/**
 * With what people of the company identify themselves by telephone: a number that names them and a PIN, of which only a hash is kept. One machine
 * for the line, so that wrong tries count together from wherever they come. A try is counted before it is looked at: two at once are two.
 */
import { createMachine, type AnyStateMachine } from "xstate";
import { reduce } from "./reduce.js";

export const linePins = { kind: "pins", id: "line" } as const;

/** So many wrong tries in a row, from any telephone, and the PIN opens nothing until somebody unlocks it. */
export const mostWrong = 5;

export interface Pin {
  /** The name in the people file. */
  readonly person: string;
  /** Argon2id in the PHC string format. */
  readonly hash: string;
  /** Tries since the last right one. */
  readonly wrong: number;
}

export interface Pins {
  /** By the number that is keyed in. */
  readonly pins: Readonly<Record<string, Pin>>;
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
  | { readonly type: "tried"; readonly at: number; readonly number: string }
  | { readonly type: "right"; readonly at: number; readonly number: string }
  | {
      readonly type: "unlocked" | "pin-removed";
      readonly at: number;
      readonly person: string;
    };

interface Args {
  readonly context: Pins;
  readonly event: PinEvent;
}

const after = {
  actions: reduce<Pins>(({ pins }, event: PinEvent) => ({
    context: { pins: changed(pins, event) },
    effects: [],
  })),
};

export const pinsMachine: AnyStateMachine = createMachine(
  {
    id: "pins",
    context: { pins: {} },
    on: {
      "pin-set": { guard: "number-is-free", ...after },
      tried: { guard: "may-try", ...after },
      right: { guard: "is-known", ...after },
      unlocked: { guard: "has-one", ...after },
      "pin-removed": { guard: "has-one", ...after },
    },
  } as never,
  {
    guards: {
      "number-is-free": ({ context, event }: Args) =>
        event.type === "pin-set" &&
        [undefined, event.person].includes(context.pins[event.number]?.person),
      "may-try": ({ context, event }: Args) => {
        const pin = "number" in event ? context.pins[event.number] : undefined;
        return pin !== undefined && !isLocked(pin);
      },
      "is-known": ({ context, event }: Args) =>
        "number" in event && event.number in context.pins,
      "has-one": ({ context, event }: Args) =>
        "person" in event && numberOf(context, event.person) !== undefined,
    },
  } as never,
) as AnyStateMachine;

export function isLocked({ wrong }: Pin): boolean {
  return wrong >= mostWrong;
}

/** The number that somebody keys in; `undefined`: they have no PIN. */
export function numberOf({ pins }: Pins, person: string): string | undefined {
  return Object.keys(pins).find((number) => pins[number]?.person === person);
}

function changed(pins: Pins["pins"], event: PinEvent): Pins["pins"] {
  const tries = (matches: (number: string, pin: Pin) => boolean, add: 0 | 1) =>
    Object.fromEntries(
      Object.entries(pins).map(([number, pin]) => [
        number,
        matches(number, pin)
          ? { ...pin, wrong: add === 0 ? 0 : pin.wrong + add }
          : pin,
      ]),
    );
  const without = (person: string) =>
    Object.fromEntries(
      Object.entries(pins).filter(([, pin]) => pin.person !== person),
    );
  switch (event.type) {
    case "pin-set": {
      const { person, hash, number } = event;
      return { ...without(person), [number]: { person, hash, wrong: 0 } };
    }
    case "tried":
      return tries((number) => number === event.number, 1);
    case "right":
      return tries((number) => number === event.number, 0);
    case "unlocked":
      return tries((_number, { person }) => person === event.person, 0);
    case "pin-removed":
      return without(event.person);
  }
}
