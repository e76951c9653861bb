import type { MachineKey, Store } from "../contract.js";
import { checkKey } from "../check-names.js";
import { partitionOf } from "../partition.js";
import type { RedisConnection } from "./connection.js";
import type { RedisKeys } from "./keys.js";

const atOnce = 1_000;

/** ST-44 to ST-46, ST-52. Redis has no list of its keys, so both walk all of them, some at a time, while calls go on. */
export function createErasure(
  connection: RedisConnection,
  keys: RedisKeys,
): Pick<Store, "documents" | "machines" | "erase"> {
  /** Names of keys that fit `pattern`, in pages; each at least once. */
  async function* scan(pattern: string): AsyncGenerator<readonly string[]> {
    const holders = await connection.run((client) => client.holders());
    for (const holder of holders) {
      let cursor = "0";
      do {
        const page = await connection.run(() =>
          holder.scan(cursor, { MATCH: pattern, COUNT: atOnce }),
        );
        ({ cursor } = page);
        yield page.keys;
      } while (cursor !== "0");
    }
  }

  /** Names of the tokens of these machines, by what they begin with. A machine that moves meanwhile is at another version. */
  async function findTokens(
    of: readonly MachineKey[],
  ): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
    const tokens = new Map(of.map((key) => [placeOf(key), new Set<string>()]));
    for await (const page of scan(keys.everyToken))
      for (const name of page) tokens.get(keys.withoutToken(name))?.add(name);
    return tokens;
  }

  const placeOf = (key: MachineKey) => keys.token(partitionOf(key), key, "");

  return {
    async *documents() {
      for await (const page of scan(keys.everyDocument))
        yield* page.map((name) => keys.readDocument(name));
    },

    async *machines() {
      for await (const page of scan(keys.everyMachine))
        yield* page.map((name) => keys.readMachine(name));
    },

    async erase(machines) {
      for (const key of machines) checkKey(key);
      if (machines.length === 0) return [];
      const tokens = await findTokens(machines);
      const erased: MachineKey[] = [];
      for (const { version, ...key } of machines) {
        const of = [
          keys.machine(partitionOf(key), key),
          ...(tokens.get(placeOf(key)) ?? []),
        ];
        const gone = await connection.run((client) =>
          client.eraseMachine(of, [version]),
        );
        if (gone === 1) erased.push(key);
      }
      return erased;
    },
  };
}
