import {
  createServer,
  request,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";

export interface RoundRobin {
  readonly url: string;
  /** Where requests go from now on, each to the next. */
  targets: readonly string[];
  /** How many requests each target was given. */
  readonly given: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

/** The plainest proxy: each request goes to the next server, whichever call it is of. One that is gone is answered 502. */
export async function startRoundRobin(): Promise<RoundRobin> {
  const given = new Map<string, number>();
  let next = 0;
  const pass = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const target = proxy.targets[next % proxy.targets.length] ?? "";
    next += 1;
    given.set(target, (given.get(target) ?? 0) + 1);
    const { method, headers, url } = incoming;
    const onward = request(
      new URL(url ?? "/", target),
      { method, headers, agent: false },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    onward.once("error", () => outgoing.writeHead(502).end());
    incoming.pipe(onward);
  };
  const server = createServer(pass);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const proxy: RoundRobin = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    targets: [],
    given,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return proxy;
}
