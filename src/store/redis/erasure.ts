import type { MachineKey, Store } from "../contract.js";
import { checkKey } from "../check-names.js";
import { partitionOf } from "../partition.js";
import type { RedisConnection } from "./connection.js";
import type { RedisKeys } from "./keys.js";

const AT_ONCE = 1_000;

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
          holder.scan(cursor, { MATCH: pattern, COUNT: AT_ONCE }),
        );
        ({ cursor } = page);
        yield page.keys;
      } while (cursor !== "0");
    }
  }

  async function emptyReplies(of: readonly MachineKey[]): Promise<void> {
    const places = new Set(
      of.map((key) => keys.token(partitionOf(key), key, "")),
    );
    for await (const page of scan(keys.everyToken)) {
      const tokens = page.filter((name) => places.has(keys.withoutToken(name)));
      await connection.run((client) =>
        Promise.all(
          tokens.map((name) =>
            client.set(name, "", { condition: "XX", expiration: "KEEPTTL" }),
          ),
        ),
      );
    }
  }

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
      const erased: MachineKey[] = [];
      for (const { version, ...key } of machines) {
        const of = [keys.machine(partitionOf(key), key)];
        const gone = await connection.run((client) =>
          client.eraseMachine(of, [version]),
        );
        if (gone === 1) erased.push(key);
      }
      if (erased.length > 0) await emptyReplies(erased);
      return erased;
    },
  };
}
