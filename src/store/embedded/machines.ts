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

/** Up to `limit` of those behind `after`, in the order of their keys. */
export function machinesAfter(
  tables: Tables,
  after: MachineKey | undefined,
  limit: number,
  now: number,
): { readonly keys: MachineKey[]; readonly last?: MachineKey } {
  const range = tables.machines.getRange({
    ...(after && { start: machineId(after), exclusiveStart: true }),
    limit,
  });
  const rows = Array.from(range, ({ key: [kind, id], value }) => ({
    key: { kind, id },
    isLive: !isPast(value.until, now),
  }));
  const last = rows.at(-1)?.key;
  return {
    keys: rows.filter(({ isLive }) => isLive).map(({ key }) => key),
    ...(last && { last }),
  };
}

function isPast(until: number, now: number): boolean {
  return until !== 0 && until <= now;
}
