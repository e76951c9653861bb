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
  const seen = new Map<string, Recent>();
  let chars = 0;

  function forget(name: string): void {
    chars -= seen.get(name)?.state.length ?? 0;
    seen.delete(name);
  }
  return {
    get: (key: MachineKey): Recent | undefined => seen.get(nameOf(key)),
    set(key: MachineKey, recent: Recent): void {
      const name = nameOf(key);
      forget(name);
      seen.set(name, recent);
      chars += recent.state.length;
      for (const [oldest] of seen) {
        if (chars <= mostChars) return;
        forget(oldest);
      }
    },
    forget: (key: MachineKey): void => forget(nameOf(key)),
  };
}

// A kind holds no colon.
function nameOf({ kind, id }: MachineKey): string {
  return `${kind}:${id}`;
}
