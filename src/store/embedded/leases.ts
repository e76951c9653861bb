import type { Lease } from "../contract.js";
import { type Tables, nextCount } from "./tables.js";

/** ST-40, inside a transaction. */
export function attendRelays(
  tables: Tables,
  owner: string,
  now: number,
  ttlMs: number,
): readonly string[] {
  for (const { key, value } of Array.from(tables.relays.getRange()))
    if (value <= now || key === owner) void tables.relays.remove(key);
  if (ttlMs > 0) void tables.relays.put(owner, now + ttlMs);
  return Array.from(tables.relays.getKeys());
}

/** ST-17 to ST-19 and ST-41, inside a transaction. */
export function acquireLease(
  tables: Tables,
  partition: number,
  owner: string,
  now: number,
  ttlMs: number,
): Lease | undefined {
  const held = tables.leases.get(partition);
  const isOwn = held?.owner === owner;
  const left = (held?.expiresAt ?? 0) - now;
  if (held && !isOwn && held.owner !== "") {
    if (left > 0 && left <= (held.ms ?? ttlMs)) return undefined;
  }
  const fence = isOwn ? held.fence : (held?.fence ?? 0) + 1;
  const expiresAt = now + ttlMs;
  void tables.leases.put(partition, { owner, fence, ms: ttlMs, expiresAt });
  return { partition, owner, fence };
}

/** The fence stays behind, so that the next holder's is larger. Gives the partition's count of notices when it was held. */
export function releaseLease(tables: Tables, lease: Lease): number | undefined {
  if (!holds(tables, lease)) return undefined;
  const { partition, fence } = lease;
  void tables.leases.put(partition, { owner: "", fence, ms: 0, expiresAt: 0 });
  return nextCount(tables, "notice", partition);
}

/** Whether nobody has taken the lease since (ST-20). */
export function holds(tables: Tables, lease: Lease): boolean {
  const held = tables.leases.get(lease.partition);
  return held?.owner === lease.owner && held.fence === lease.fence;
}
