import { LRUCache } from "lru-cache";
import type { MachineKey } from "../contract.js";

/** A machine as this process saw it last. */
export interface Recent {
  readonly version: number;
  readonly state: string;
  /** Names the commit that wrote it, among all that ever were. */
  readonly stamp: string;
}

/** Characters of states that are remembered, all together; a call's is about 3,000. */
const mostChars = 16_000_000;

/** What this process saw last of the machines that it worked on, those of the longest ago forgotten first. */
export function createRecents() {
  const seen = new LRUCache<string, Recent>({
    maxSize: mostChars,
    sizeCalculation: ({ state }) => state.length + 1,
  });
  return {
    get: (key: MachineKey): Recent | undefined => seen.get(nameOf(key)),
    set: (key: MachineKey, recent: Recent): void =>
      void seen.set(nameOf(key), recent),
    forget: (key: MachineKey): void => void seen.delete(nameOf(key)),
  };
}

// A kind holds no colon.
function nameOf({ kind, id }: MachineKey): string {
  return `${kind}:${id}`;
}
