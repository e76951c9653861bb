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

/**
 * The plainest proxy, as compose.yml has it: each request goes to the next server, whichever call it is of, and to the one after it where that is
 * gone, posts too; 502 when all are.
 */
export async function startRoundRobin(): Promise<RoundRobin> {
  const given = new Map<string, number>();
  let next = 0;
  const pass = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const pieces: Buffer[] = [];
    for await (const piece of incoming) pieces.push(piece as Buffer);
    const body = Buffer.concat(pieces);
    const { targets } = proxy;
    const first = next;
    next += 1;
    for (let tried = 0; tried < targets.length; tried += 1) {
      const target = targets[(first + tried) % targets.length] ?? "";
      given.set(target, (given.get(target) ?? 0) + 1);
      if (await isAnswered(target, incoming, body, outgoing)) return;
    }
    outgoing.writeHead(502).end();
  };
  const server = createServer((incoming, outgoing) => {
    pass(incoming, outgoing).catch(() => outgoing.destroy());
  });
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

/** `false`: the target is gone, and nothing of its answer was passed on. */
function isAnswered(
  target: string,
  { method, headers, url }: IncomingMessage,
  body: Buffer,
  outgoing: ServerResponse,
): Promise<boolean> {
  return new Promise((resolve) => {
    const onward = request(
      new URL(url ?? "/", target),
      { method, headers, agent: false },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
        resolve(true);
      },
    );
    onward.once("error", () => resolve(false));
    onward.end(body);
  });
}
