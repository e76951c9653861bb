import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { SettingError } from "./setting-error.js";
import { type Settings } from "./settings.js";

const noSuchHost =
  "HOST is no address of this machine. Use 127.0.0.1, or 0.0.0.0 for all of them.";

/** Rejects where the port is taken, or the host is none of this machine. */
export function listen(
  answer: RequestListener,
  { host, port }: Settings,
): Promise<Server> {
  const server = createServer(answer);
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const isNone = ["EADDRNOTAVAIL", "ENOTFOUND"].includes(error.code ?? "");
      reject(isNone ? new SettingError(noSuchHost) : error);
    });
    server.listen(port, host, () => {
      server.removeAllListeners("error");
      resolve(server);
    });
  });
}

/** Lets requests under way end; open event streams are closed. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 1_000).unref();
  });
}

/** Where it is reached from this machine. */
export function addressOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  const name = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  return `http://${name.includes(":") ? `[${name}]` : name}:${port}`;
}
