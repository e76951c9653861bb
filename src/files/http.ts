import { randomBytes } from "node:crypto";
import { compactDay, fileName, isCurrent, type Files } from "./files.js";

/** ms */
const patience = 10_000;

/**
 * Files at an address that takes `PUT`, `GET` and `DELETE` of `<address>/<name>`: WebDAV, or an object store behind a proxy. A user and a password in
 * the address are sent as Basic authorization. It removes what expired by rules of its own, by the day in each name.
 */
export function createHttpFiles(address: string): Files {
  const { origin, pathname, username, password } = new URL(address);
  const base = `${origin}${pathname.replace(/\/+$/, "")}`;
  const credentials = [username, password].map(decodeURIComponent).join(":");
  const headers: Record<string, string> =
    username === ""
      ? {}
      : {
          authorization: `Basic ${Buffer.from(credentials).toString("base64")}`,
        };
  const ask = (name: string, init: RequestInit) =>
    fetch(`${base}/${name}`, {
      ...init,
      headers,
      redirect: "error",
      signal: AbortSignal.timeout(patience),
    });
  return {
    async keep(bytes, until) {
      const token = randomBytes(18).toString("base64url");
      const name = `${compactDay(until)}-${token}`;
      const { ok, status } = await ask(name, {
        method: "PUT",
        body: Buffer.from(bytes),
      });
      if (!ok) throw new Error(`FILES_URL answered ${status} to a new file.`);
      return name;
    },
    async find(name, now) {
      if (!isCurrent(name, now)) return undefined;
      const answer = await ask(name, { method: "GET" });
      if (answer.status === 404) return undefined;
      if (!answer.ok) throw new Error(`FILES_URL answered ${answer.status}.`);
      return new Uint8Array(await answer.arrayBuffer());
    },
    async remove(name) {
      if (!fileName.test(name)) return;
      const { ok, status } = await ask(name, { method: "DELETE" });
      if (!ok && status !== 404)
        throw new Error(`FILES_URL answered ${status} to a removal.`);
    },
    sweep: () => Promise.resolve(),
  };
}
