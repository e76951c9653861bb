import { createClient } from "redis";
import { withDeadline } from "../deadline.js";
import type { RedisAddress } from "./address.js";
import { secured } from "./client.js";

const answerMs = 500;

/**
 * Where the server is that commands go to now: of sentinels the master that they know, else the address itself. One that does not answer is
 * passed over for the next. Rejects when none of them knows.
 */
export async function findServer(address: RedisAddress): Promise<RedisAddress> {
  const { master, urls, ...given } = address;
  if (master === undefined) return address;
  let reason: unknown;
  for (const url of urls)
    try {
      const [host, port] = await ask(address, url, master.name);
      const server = new URL(master.url);
      server.hostname = host.includes(":") ? `[${host}]` : host;
      server.port = port;
      return { ...given, urls: [server.href] };
    } catch (error) {
      reason = error;
    }
  throw reason;
}

// The library's own client of sentinels holds a command until it has found a master: here callers wait, who are told at once.
async function ask(
  address: RedisAddress,
  url: string,
  name: string,
): Promise<[host: string, port: string]> {
  const client = createClient({
    url,
    socket: {
      connectTimeout: answerMs,
      reconnectStrategy: false,
      ...secured(address),
    },
  }).on("error", () => {});
  const asked = client
    .connect()
    .then(() =>
      client.sendCommand(["SENTINEL", "GET-MASTER-ADDR-BY-NAME", name]),
    );
  try {
    const known = await withDeadline(asked, answerMs, `The sentinel at ${url}`);
    if (!Array.isArray(known))
      throw new Error(`The sentinels watch no master "${name}".`);
    return known.map(String) as [string, string];
  } finally {
    client.destroy();
  }
}
