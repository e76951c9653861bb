/** Everything that a line keeps, read below the store: each key of Redis of any type, each row of LMDB, each file. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { createClient } from "redis";
import { openTables } from "../../src/store/embedded/tables.js";

/** One key with all that is under it, as text. */
export interface Kept {
  /** Without the prefix and the partition: `machine:call:CA…`, `token:…`, `timers`. */
  readonly name: string;
  readonly text: string;
  /** When it goes by itself, in ms from now; absent: never. */
  readonly ms?: number;
}

export async function keptInRedis(
  url: string,
  prefix: string,
): Promise<readonly Kept[]> {
  const client = createClient({ url });
  await client.connect();
  const kept: Kept[] = [];
  for await (const page of client.scanIterator({ MATCH: `${prefix}:*` }))
    for (const key of page) {
      const type = await client.type(key);
      const ms = await client.pTTL(key);
      const read = readers[type];
      if (!read) throw new Error(`${key} is a ${type}, which nobody reads.`);
      const name = key.slice(prefix.length + 1).replace(/^\{p\d+\}:/, "");
      kept.push({
        name: decodeURIComponent(name),
        text: JSON.stringify(await client.sendCommand(read(key))),
        ...(ms >= 0 && { ms }),
      });
    }
  client.destroy();
  return kept;
}

/** How all of a key is read, by its type. */
const readers: Readonly<Record<string, (key: string) => string[]>> = {
  string: (key) => ["GET", key],
  hash: (key) => ["HGETALL", key],
  zset: (key) => ["ZRANGE", key, "0", "-1", "WITHSCORES"],
  set: (key) => ["SMEMBERS", key],
  list: (key) => ["LRANGE", key, "0", "-1"],
  stream: (key) => ["XRANGE", key, "-", "+"],
};

/** `folder`: the store's own. */
export async function keptInLmdb(folder: string): Promise<readonly Kept[]> {
  const { root, expiry, ...tables } = openTables(folder);
  root.resetReadTxn();
  const now = Date.now();
  const rows = Object.entries(tables).flatMap(([table, database]) =>
    [...database.getRange()].map(({ key, value }): Kept => {
      const { until = 0 } = Object(value) as { until?: number };
      const name = [asInRedis[table] ?? table, key].flat().join(":");
      const text = JSON.stringify(value);
      return { name, text, ...(until > 0 && { ms: until - now }) };
    }),
  );
  // What is to be forgotten when, by its name.
  const named = [...expiry.getKeys()].map(([until, ...what]) => ({
    name: [what.length === 3 ? "token" : "machine", ...what].join(":"),
    text: "",
    ms: until - now,
  }));
  await root.close();
  return [...rows, ...named];
}

const asInRedis: Readonly<Record<string, string>> = {
  machines: "machine",
  replies: "token",
  documents: "document",
};

/** Of a folder and those below it, by path; the store's own files are left to `keptInLmdb`. */
export async function keptInFiles(folder: string): Promise<readonly Kept[]> {
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  });
  const files = entries
    .filter((one) => one.isFile() && !one.name.endsWith(".mdb"))
    .map(({ parentPath, name }) => join(parentPath, name));
  return Promise.all(
    files.map(async (file) => ({
      name: `file:${file.slice(folder.length + 1)}`,
      text: await readFile(file, "latin1"),
    })),
  );
}
