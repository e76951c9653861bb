import type { MachineKey } from "./contract.js";

/** `<kind>:<id>:<version>:<position>` (ST-10). */
export function effectId(
  key: MachineKey,
  version: number,
  position: number,
): string {
  return `${key.kind}:${key.id}:${version}:${position}`;
}

/** The machine whose turn asked for an effect; `undefined` when the text is no effect's id. */
export function machineOfEffect(effect: string): MachineKey | undefined {
  // A kind has no colon and the last two parts are numbers, so an id may hold colons.
  const parts = /^([^:]+):(.+):\d+:\d+$/su.exec(effect);
  if (parts?.[1] === undefined || parts[2] === undefined) return undefined;
  return { kind: parts[1], id: parts[2] };
}
