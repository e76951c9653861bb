import type { Commit, CommitResult, MachineKey } from "../contract.js";
import { effectId } from "../effect-id.js";
import { noticesOf } from "../notices.js";
import { partitionOf } from "../partition.js";
import { tokenMs } from "../retention.js";
import { liveMachine, liveReply } from "./machines.js";
import { forgetMachine } from "./sweep.js";
import type { MachineRow, Tables } from "./tables.js";
import { machineId, nextCount } from "./tables.js";

/** One turn, inside a transaction. `notice` is the partition's new count of notices when there is something to relay. */
export interface Turned {
  readonly result: CommitResult;
  readonly notice?: number;
}

export function commitTurn(
  tables: Tables,
  commit: Commit,
  now: number,
): Turned {
  const { key, token, otherTokens = [] } = commit;
  for (const one of [token, ...otherTokens]) {
    const reply = liveReply(tables, key, one, now);
    if (reply !== undefined) return { result: { outcome: "duplicate", reply } };
  }

  const before = liveMachine(tables, key, now);
  const found = before?.version ?? 0;
  if (found !== commit.expected) {
    return { result: { outcome: "conflict", version: found } };
  }

  if (before === undefined) forgetMachine(tables, machineId(key));
  putMachine(tables, commit, before, now);
  putReply(tables, key, token, commit.reply, now);
  for (const one of otherTokens) putReply(tables, key, one, "", now);
  putEffects(tables, commit);
  const version = found + 1;
  const wakes = noticesOf(commit).length > 0;
  return {
    result: { outcome: "committed", version },
    ...(wakes && { notice: nextCount(tables, "notice", partitionOf(key)) }),
  };
}

function putMachine(
  tables: Tables,
  commit: Commit,
  before: MachineRow | undefined,
  now: number,
): void {
  const key = machineId(commit.key);
  const until =
    commit.retainMs === undefined ? 0 : Math.max(1, now + commit.retainMs);
  if (before !== undefined && before.until !== 0) {
    void tables.expiry.remove([before.until, ...key]);
  }
  if (until !== 0) void tables.expiry.put([until, ...key], true);
  void tables.machines.put(key, {
    version: commit.expected + 1,
    state: commit.state,
    until,
    timers: changeTimers(tables, commit, before?.timers ?? []),
  });
}

function changeTimers(
  tables: Tables,
  commit: Commit,
  before: MachineRow["timers"],
): MachineRow["timers"] {
  if (commit.timers.length === 0) return before;
  const { kind, id } = commit.key;
  const partition = partitionOf(commit.key);
  const due = new Map(before);
  for (const change of commit.timers) {
    const old = due.get(change.id);
    if (old !== undefined) {
      void tables.timers.remove([partition, old, kind, id, change.id]);
    }
    if (change.dueAt === null) {
      due.delete(change.id);
      continue;
    }
    due.set(change.id, change.dueAt);
    void tables.timers.put(
      [partition, change.dueAt, kind, id, change.id],
      true,
    );
  }
  return [...due];
}

function putReply(
  tables: Tables,
  key: MachineKey,
  token: string,
  reply: string,
  now: number,
): void {
  const until = now + tokenMs;
  // The token may have been used before and its time be over, but its row not yet swept.
  const old = tables.replies.get([key.kind, key.id, token]);
  if (old) void tables.expiry.remove([old.until, key.kind, key.id, token]);
  void tables.replies.put([key.kind, key.id, token], { reply, until });
  void tables.expiry.put([until, key.kind, key.id, token], true);
}

function putEffects(tables: Tables, commit: Commit): void {
  const { key, at } = commit;
  const partition = partitionOf(key);
  for (const [position, effect] of commit.effects.entries()) {
    const place = nextCount(tables, "place", partition);
    void tables.outbox.put([partition, place], {
      id: effectId(key, commit.expected + 1, position),
      partition,
      place,
      key: { kind: key.kind, id: key.id },
      effect,
      at,
      attempts: 0,
      notBefore: 0,
    });
  }
}
