import express from "express";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { PassThrough } from "node:stream";
import {
  createSimulator,
  type Simulator,
} from "../../src/carrier/simulator/index.js";
import { connectNumbers } from "../../src/cli/connect.js";
import { readSettings } from "../../src/server/settings.js";

const number = "+12025550100";
const account = {
  sid: "AC00000000000000000000000000000000",
  token: "a-token-of-the-tests",
};
let server: Server;
let simulator: Simulator;
let url: string;

beforeEach(async () => {
  const app = express();
  server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/simulator`;
  simulator = createSimulator({
    account,
    apiBase: url,
    numbers: { line: number, callers: [], people: [] },
    lines: { "+12025550102": {}, [number]: {} },
  });
  app.use("/simulator", simulator.router);
});
afterEach(async () => {
  await simulator.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

async function connect(
  more: Record<string, string> = {},
  answer?: string,
  fallbackUrl?: string,
) {
  const input = new PassThrough();
  const output = new PassThrough();
  let text = "";
  output.on("data", (chunk: Buffer) => {
    text += chunk.toString();
    if (text.includes("[y/N]") && answer !== undefined)
      input.write(`${answer}\n`);
  });
  const changed = await connectNumbers({
    settings: readSettings({
      TWILIO_ACCOUNT_SID: account.sid,
      TWILIO_AUTH_TOKEN: account.token,
      TWILIO_API_URL: url,
      TWILIO_NUMBER: number,
      PUBLIC_URL: "https://line.example",
      ...more,
    }),
    ...(fallbackUrl !== undefined && { fallbackUrl }),
    yes: answer === undefined,
    input,
    output,
  });
  return { changed, text };
}

it("shows before and after, asks, and points the number here", async () => {
  const { changed, text } = await connect({}, "y");
  expect(changed).toBe(true);
  expect(text).toContain("nothing\n            → https://line.example/voice\n");
  expect(text).toContain("→ https://line.example/voice/fallback");
  expect(text).toContain("→ https://line.example/voice/status");
  const again = await connect();
  expect(again.changed).toBe(false);
  expect(again.text).toContain("https://line.example/voice (as it is)");
});

it("changes nothing without a yes", async () => {
  const { changed, text } = await connect({}, "");
  expect(changed).toBe(false);
  expect(text).toContain("Nothing was changed.");
  expect((await connect({}, "n")).text).toContain(
    "nothing\n            → https://line.example/voice\n",
  );
});

it("warns while voice and fallback share a host, and not when they do not", async () => {
  expect((await connect({}, "n")).text).toContain("on the same host");
  expect(
    (await connect({}, "n", "https://elsewhere.example/twiml")).text,
  ).not.toContain("on the same host");
});

it("points the numbers of the people file here as well, and tells those that the account has not", async () => {
  const { changed, text } = await connect(
    { PEOPLE_FILE: "demo/people.yaml" },
    "y",
  );
  expect(changed).toBe(true);
  expect(text).toContain(
    "+12025550104 is in the people file, and the account AC00000000000000000000000000000000 has no such number: it stays as it is.",
  );
  expect(text).toContain("Done. Dial +12025550100 or +12025550102.");
});

it("says which setting is wrong", async () => {
  await expect(connect({ TWILIO_NUMBER: "+12025550177" })).rejects.toThrow(
    "has no such number",
  );
  await expect(connect({ TWILIO_AUTH_TOKEN: "another-token" })).rejects.toThrow(
    "does not accept TWILIO_ACCOUNT_SID",
  );
  await expect(connect({ TWILIO_NUMBER: "" })).rejects.toThrow(
    "TWILIO_NUMBER is missing",
  );
});
