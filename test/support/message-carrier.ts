import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** A carrier's REST API as far as text messages go. */
export interface MessageCarrier {
  readonly url: string;
  /** `[to, text]` of what was sent, in order. */
  readonly sent: readonly (readonly [string, string])[];
  /** How many requests to send a message wait for an answer that never comes. */
  hanging(): number;
  /** How often it was asked what it has sent. */
  looks(): number;
  /** From now on it answers. */
  answer(): void;
  close(): Promise<void>;
}

/** At first it answers nobody: of two messages it sends one and loses the other, and so on. */
export async function startMessageCarrier(): Promise<MessageCarrier> {
  const sent: [string, string][] = [];
  let hanging = 0;
  let looks = 0;
  let answers = false;
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const { pathname, searchParams } = new URL(request.url ?? "", "http://c");
      if (!pathname.endsWith("/Messages.json"))
        return response.writeHead(404).end("{}");
      if (request.method === "GET") {
        looks += 1;
        const messages = sent
          .filter(([to]) => to === searchParams.get("To"))
          .map(([, text]) => ({
            body: text,
            date_created: new Date().toUTCString(),
          }));
        return response.end(JSON.stringify({ messages }));
      }
      const form = new URLSearchParams(body);
      if (answers || hanging % 2 === 0)
        sent.push([form.get("To") ?? "", form.get("Body") ?? ""]);
      if (answers) return response.writeHead(201).end("{}");
      hanging += 1;
      return undefined;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent,
    hanging: () => hanging,
    looks: () => looks,
    answer() {
      answers = true;
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  return body;
}
