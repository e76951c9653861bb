/**
 * By what servers of one store notice that they were given different secrets: a check value of each, never the secret. Recordings are
 * encrypted with a key that has a name; one that some are encrypted with has to be there for as long as these are kept.
 */
import { createMachine, type AnyStateMachine } from "xstate";
import { reduce } from "./reduce.js";

export interface KeyCheck {
  readonly id: string;
  readonly check: string;
  /** Epoch ms: until then there may be a recording under it. Absent: it encrypts today. */
  readonly until?: number;
}

export interface KeyChecks {
  /** Those that encrypted. */
  readonly dataKeys: readonly KeyCheck[];
  /** Of the secrets of the server that started last, by the name of the setting. */
  readonly secrets: Readonly<Record<string, string>>;
}

/** A server starts. */
export interface KeysGiven {
  readonly type: "keys-given";
  readonly at: number;
  /** The first encrypts; without a check: it is lost. */
  readonly dataKeys: readonly {
    readonly id: string;
    readonly check?: string;
  }[];
  /** How long recordings are kept, ms. */
  readonly keepMs: number;
  readonly secrets: Readonly<Record<string, string>>;
}

export const keyChecks = { kind: "key-checks", id: "line" } as const;

export const noKeyChecks: KeyChecks = { dataKeys: [], secrets: {} };

/** The first key that is another than the store's of that name, or that is missing. */
export function wrongKey(
  { dataKeys }: KeyChecks,
  given: KeysGiven,
): (KeyCheck & { readonly isThere: boolean }) | undefined {
  for (const one of dataKeys) {
    const ours = given.dataKeys.find(({ id }) => id === one.id);
    const isNeeded = (one.until ?? Infinity) > given.at;
    if (ours?.check !== undefined && ours.check !== one.check)
      return { ...one, isThere: true };
    if (!ours && isNeeded) return { ...one, isThere: false };
  }
  return undefined;
}

/** What a server was given that may not start changes nothing. */
export const keyChecksMachine: AnyStateMachine = createMachine(
  {
    id: "key-checks",
    context: noKeyChecks,
    on: {
      "keys-given": {
        guard: "right",
        actions: reduce<KeyChecks>((known, given: KeysGiven) => ({
          context: takeKeys(known, given),
          effects: [],
        })),
      },
    },
  } as never,
  {
    guards: {
      right: ({ context, event }: { context: KeyChecks; event: KeysGiven }) =>
        !wrongKey(context, event),
    },
  } as never,
) as AnyStateMachine;

function takeKeys(
  { dataKeys }: KeyChecks,
  { at, keepMs, dataKeys: given, secrets }: KeysGiven,
): KeyChecks {
  const [first] = given;
  const { id = "", check = "" } = first ?? {};
  const others = dataKeys
    .filter((one) => one.id !== id)
    .filter(({ until = Infinity }) => until > at)
    .filter(
      (one) => given.find((ours) => ours.id === one.id)?.check !== undefined,
    )
    .map((one) => ({ ...one, until: one.until ?? at + keepMs }));
  return { dataKeys: [...others, { id, check }], secrets };
}
