/**
 * One of the servers that `webhooks.ts` compares, in a process of its own: `webhook-servers.ts <variant> <redis url> <Redis work>`. It tells
 * its address, and the CPU time that it used so far when it is sent a message.
 */
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { createLog } from "../src/server/log.js";
import { readSettings } from "../src/server/settings.js";
import { startLine } from "../src/server/start.js";
import { leanApp, openStockWork, stockApp } from "./stock-work.js";
import {
  account,
  isDirecto,
  isLean,
  type RedisWork,
  type Variant,
} from "./webhook-variants.js";

const twiml =
  '<?xml version="1.0" encoding="UTF-8"?><Response><Gather action="http://127.0.0.1/voice/turn?call=CA1&amp;turn=1" numDigits="1" timeout="5"><Say voice="Polly.Mia-Neural" language="es-MX">Un cobro, 1. Una persona, 2.</Say></Gather><Redirect>http://127.0.0.1/voice/turn?call=CA1&amp;turn=1</Redirect></Response>';

const [variant, redisUrl, workText = "null"] = process.argv.slice(2) as [
  Variant,
  string,
  string?,
];
const work = JSON.parse(workText) as RedisWork | null;

async function serve(): Promise<string> {
  if (isDirecto(variant)) {
    const port = await freePort();
    const line = await startLine(
      readSettings({
        PORT: String(port),
        PUBLIC_URL: `http://127.0.0.1:${port}`,
        TWILIO_ACCOUNT_SID: account.sid,
        TWILIO_AUTH_TOKEN: account.token,
        TWILIO_API_URL: "http://127.0.0.1:9",
        TWILIO_NUMBER: "+12025550100",
        PEOPLE_FILE: "demo/people.yaml",
        REDIS_URL: redisUrl,
      }),
      createLog("silent"),
    );
    return line.url;
  }
  if (variant === "node:http")
    return listen((_request, response) => {
      response.setHeader("content-type", "text/xml");
      response.end(twiml);
    });
  if (work) {
    const stock = await openStockWork(redisUrl, work);
    return listen((isLean(variant) ? leanApp : stockApp)(stock));
  }
  const app = express();
  app.disable("x-powered-by");
  app.set("etag", false);
  app.post("/voice", (_request, response) => {
    response.type("text/xml").send(twiml);
  });
  return listen(app);
}

function listen(handler: RequestListener): Promise<string> {
  const server: Server = createServer(handler);
  return new Promise((resolve) =>
    server.listen(0, "127.0.0.1", () =>
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    ),
  );
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

process.on("message", () => {
  const { user, system } = process.cpuUsage();
  const memory = process.memoryUsage.rss();
  // With --expose-gc: what is still in use once nothing else is there.
  globalThis.gc?.();
  const { heapUsed: inUse } = process.memoryUsage();
  process.send?.({ cpuUs: user + system, memory, inUse });
});
process.send?.({ url: await serve() });
process.once("SIGINT", () => process.exit(0));
