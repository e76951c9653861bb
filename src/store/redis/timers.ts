import type { Store, Timer } from "../contract.js";
import type { RedisConnection } from "./connection.js";
import type { RedisKeys } from "./keys.js";

/** A timer as Redis holds it, after its machine's birth. */
export function printTimer(
  key: { readonly kind: string; readonly id: string },
  timer: string,
): string {
  return JSON.stringify([key.kind, key.id, timer]);
}

/** ST-22 to ST-26. */
export function createTimers(
  connection: RedisConnection,
  keys: RedisKeys,
): Pick<Store, "dueTimers" | "nextTimer"> {
  /** Reads due timers until `limit` are of living machines; the others go here, for Redis forgets machines without a word. */
  async function readDue(
    partition: number,
    now: number,
    limit: number,
  ): Promise<readonly Timer[]> {
    const place = keys.timers(partition);
    for (;;) {
      const due = await connection.run((client) =>
        client.zRangeByScoreWithScores(place, "-inf", now, {
          LIMIT: { offset: 0, count: limit },
        }),
      );
      if (due.length === 0) return [];
      const timers = due.map(({ value, score }) => ({
        member: value,
        ...parseTimer(value, partition, score),
      }));
      const births = await connection.run((client) =>
        Promise.all(
          timers.map(({ timer }) =>
            client.hGet(keys.machine(partition, timer.key), "birth"),
          ),
        ),
      );
      const dead = timers.filter(({ birth }, i) => births[i] !== birth);
      if (dead.length === 0) return timers.map(({ timer }) => timer);
      const members = dead.map(({ member }) => member);
      await connection.run((client) => client.zRem(place, members));
    }
  }

  return {
    dueTimers: readDue,
    async nextTimer(partition) {
      const [first] = await connection.run((client) =>
        client.zRangeWithScores(keys.timers(partition), 0, 0),
      );
      return first?.score;
    },
  };
}

/** `<birth>\n<printTimer's text>`. */
function parseTimer(member: string, partition: number, dueAt: number) {
  const afterBirth = member.indexOf("\n") + 1;
  const [kind, id, timer] = JSON.parse(member.slice(afterBirth)) as [
    string,
    string,
    string,
  ];
  return {
    birth: member.slice(0, afterBirth - 1),
    timer: { partition, key: { kind, id }, id: timer, dueAt },
  };
}
