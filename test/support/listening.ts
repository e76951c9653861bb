import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** For a test file: has a handler listen on this machine until its test is over, and gives its address. */
export function listening(): (handle: RequestListener) => Promise<string> {
  const servers: Server[] = [];
  afterEach(async () => {
    const closed = servers.splice(0).map((server) => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    });
    await Promise.all(closed);
  });
  return async (handle) => {
    const server = createServer(handle);
    servers.push(server);
    await new Promise<void>((resolve) =>
      server.listen(0, "127.0.0.1", resolve),
    );
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
}
