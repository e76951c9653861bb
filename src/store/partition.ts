import type { MachineKey } from "./contract.js";

/** Fixed for good: where a machine's keys lie depends on it. */
export const partitionCount = 64;

/** The partition of a machine, 0 to 63: FNV-1a over `<kind>:<id>`. Pure, and the same in every release (ST-37). */
export function partitionOf(key: MachineKey): number {
  const text = `${key.kind}:${key.id}`;
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  // FNV's low bits alone spread short texts badly, so the high half is folded in.
  return ((hash >>> 16) ^ hash) & (partitionCount - 1);
}
