import type { Lease } from "../contract.js";
import type { Tables } from "./tables.js";

/** ST-17 to ST-19, inside a transaction. */
export function acquireLease(
  tables: Tables,
  partition: number,
  owner: string,
  now: number,
  ttlMs: number,
): Lease | undefined {
  const held = tables.leases.get(partition);
  const isOwn = held?.owner === owner;
  if (held && !isOwn && held.owner !== "" && held.expiresAt > now) {
    return undefined;
  }
  const fence = isOwn ? held.fence : (held?.fence ?? 0) + 1;
  const row = { owner, fence, expiresAt: now + ttlMs };
  void tables.leases.put(partition, row);
  return { partition, ...row };
}

/** The fence stays behind, so that the next holder's is larger. */
export function releaseLease(tables: Tables, lease: Lease): void {
  if (!holds(tables, lease)) return;
  const row = { owner: "", fence: lease.fence, expiresAt: 0 };
  void tables.leases.put(lease.partition, row);
}

/** Whether nobody has taken the lease since (ST-20). */
export function holds(tables: Tables, lease: Lease): boolean {
  const held = tables.leases.get(lease.partition);
  return held?.owner === lease.owner && held.fence === lease.fence;
}
