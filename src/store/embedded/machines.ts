import type { LoadResult, MachineKey } from "../contract.js";
import type { MachineRow, Tables } from "./tables.js";
import { machineId } from "./tables.js";

/** The machine's row, unless it is forgotten (ST-26): rows past their time may still lie there until they are swept. */
export function liveMachine(
  tables: Tables,
  key: MachineKey,
  now: number,
): MachineRow | undefined {
  const row = tables.machines.get(machineId(key));
  return row === undefined || isPast(row.until, now) ? undefined : row;
}

export function liveReply(
  tables: Tables,
  key: MachineKey,
  token: string,
  now: number,
): string | undefined {
  const row = tables.replies.get([key.kind, key.id, token]);
  return row === undefined || isPast(row.until, now) ? undefined : row.reply;
}

export function loadMachine(
  tables: Tables,
  key: MachineKey,
  token: string | undefined,
  now: number,
): LoadResult {
  const row = liveMachine(tables, key, now);
  const reply =
    token === undefined ? undefined : liveReply(tables, key, token, now);
  return {
    ...(row && { machine: { version: row.version, state: row.state } }),
    ...(reply !== undefined && { reply }),
  };
}

function isPast(until: number, now: number): boolean {
  return until !== 0 && until <= now;
}
