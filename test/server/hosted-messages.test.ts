/**
 * Messages that are left at the last resort hosted elsewhere, while the line's own server is stopped: the carrier's simulator, a host of
 * files and the server are three programs that know each other by HTTP alone.
 */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import express from "express";
import pino from "pino";
import { writeLastResort } from "../../src/cli/last-resort.js";
import { readSettings } from "../../src/server/settings.js";
import { startLine, type RunningLine } from "../../src/server/start.js";
import {
  ACCOUNT,
  openWorld,
  type World,
} from "../carrier/simulator/support/world.js";
import { proveOnce } from "../support/prove-once.js";
import { startRoundRobin, type RoundRobin } from "../support/round-robin.js";
import { until } from "../support/until.js";

const number = "+12025550100";
const caller = "+12025550143";
const account = { sid: ACCOUNT.sid, token: "t0ken-that-is-long" };
const key = "a-key-of-the-desk-that-is-long-enough";
const director = "+12025550122";
/** Where no server answers. */
const nobody = "http://127.0.0.1:9";
const looked = "messages at the carrier were looked for";
/** Takes a message from everybody; the director's key is there as always. */
const flow = `directo: 1
flow: message-line
title: Message line
languages:
  en: { voice: Polly.Joanna-Neural, speaks: en-US }
time zone: America/Bogota
always: { "0": director-line }
start: message
steps:
  message:
    record: { for: billing, within: 2h, outcomes: { recorded: bye, nothing: director-line } }
  director-line:
    director: { calls back within: 2h, outcomes: { done: bye, promised: bye } }
  bye:
    goodbye: { say: { en: "Thank you." } }
`;

const consentFlow = flow.replace(
  /record: .*/u,
  `consent:
      about: plan-change
      keep the voice: true
      question: { en: "Do we change your plan? Yes, press 1." }
      outcomes: { yes: director-line, no: director-line, silence: director-line }`,
);

let dir: string;
let host: Server;
let proxy: RoundRobin;
let world: World;
let server: RunningLine | undefined;
/** How often the carrier was asked, by all servers. */
let looks = 0;
let env: Record<string, string>;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "directo-hosted-"));
  const files = join(dir, "hosted");
  const app = express().use("/directo", express.static(files));
  host = createServer(app);
  await new Promise<void>((resolve) => host.listen(0, "127.0.0.1", resolve));
  const at = `http://127.0.0.1:${(host.address() as AddressInfo).port}/directo`;
  proxy = await startRoundRobin();
  proxy.targets = [nobody];
  await mkdir(join(dir, "flows"));
  await writeFile(join(dir, "flows", "message-line.yaml"), flow);
  // So far behind that what is recorded in a few minutes of its time was recorded by now.
  world = await openWorld({
    account,
    start: Date.now() - 9 * 60_000,
    lines: {
      [number]: {
        voiceUrl: `${proxy.url}/voice`,
        voiceFallbackUrl: `${at}/last-resort.xml`,
        voiceFallbackMethod: "GET",
        statusCallback: `${proxy.url}/voice/status`,
      },
    },
  });
  env = {
    PORT: "0",
    DATA_DIR: join(dir, "data"),
    FLOWS_DIR: join(dir, "flows"),
    PEOPLE_FILE: "demo/people.yaml",
    PUBLIC_URL: proxy.url,
    TWILIO_ACCOUNT_SID: account.sid,
    TWILIO_AUTH_TOKEN: account.token,
    TWILIO_API_URL: `${world.base}/simulator`,
    TWILIO_NUMBER: number,
    CASES_API_KEY: key,
  };
  await writeLastResort({
    settings: readSettings(env),
    at,
    to: files,
    output: new PassThrough(),
  });
});
afterEach(async () => {
  await stop();
  await world.close();
  await proxy.close();
  host.closeAllConnections();
  await new Promise((resolve) => host.close(resolve));
  await rm(dir, { recursive: true, force: true });
});

async function start(): Promise<void> {
  const log = pino(
    { level: "debug" },
    { write: (line) => void (looks += line.includes(looked) ? 1 : 0) },
  );
  server = await startLine(readSettings(env), log, { prove: proveOnce });
  proxy.targets = [server.url];
}

/** For as long as it takes to ask the carrier. */
async function startAndStop(): Promise<void> {
  const before = looks;
  await start();
  await until(() => looks > before);
  await stop();
}

async function stop(): Promise<void> {
  await server?.stop();
  server = undefined;
  proxy.targets = [nobody];
}

/** What the desk sees of all open cases. */
async function cases(): Promise<
  {
    readonly id: string;
    readonly owner: string;
    readonly number: string;
    readonly recordings: { readonly at: string; readonly url: string }[];
  }[]
> {
  const ask = async (path: string) => {
    const answer = await fetch(`${server?.url}/api/cases${path}`, {
      headers: { authorization: `Bearer ${key}` },
    });
    return (await answer.json()) as never;
  };
  const { cases: open } = await ask("");
  return Promise.all((open as { id: string }[]).map(({ id }) => ask(`/${id}`)));
}

/** Somebody rings, nobody answers, and they speak after the tone. */
async function leaveMessage(from: string): Promise<string> {
  const sid = world.simulator.dial({ from, to: number });
  await speakAfterTone(sid);
  return sid;
}

async function speakAfterTone(sid: string, tone = 1): Promise<void> {
  const tones = () => world.heard(sid).filter((one) => one === "beep").length;
  await world.settle();
  for (let tries = 0; tones() < tone; tries += 1) {
    if (tries > 150) throw new Error(world.heard(sid).join("; "));
    await world.clock.advance(1_000);
  }
  world.simulator.speak(sid, "Soy María, llámenme por favor.");
  await world.clock.advance(3_000);
  world.simulator.press(sid, "#");
  await world.clock.advance(15_000);
}

/** What went to a number by text. */
async function textsTo(to: string): Promise<string[]> {
  const answer = await fetch(
    `${world.base}/simulator/2010-04-01/Accounts/${account.sid}/Messages.json?To=${encodeURIComponent(to)}`,
    {
      headers: {
        authorization: `Basic ${btoa(`${account.sid}:${account.token}`)}`,
      },
    },
  );
  const { messages } = (await answer.json()) as {
    messages: { body: string }[];
  };
  return messages.map(({ body }) => body);
}

it("a message that is left while the server is stopped is a case once it is back, with its sound, and one case however often it starts", async () => {
  await startAndStop();
  const sid = await leaveMessage(caller);
  const withheld = await leaveMessage("anonymous");
  await startAndStop();
  await startAndStop();
  await start();
  const open = await cases();
  expect(open.map(({ id }) => id).toSorted()).toEqual(
    [sid, withheld].toSorted(),
  );
  const {
    number: from,
    owner,
    recordings,
  } = open.find(({ id }) => id === sid) ?? { recordings: [] };
  expect([from, owner, recordings.length]).toEqual([caller, "Ana Torres", 1]);
  expect(Date.parse(recordings[0]?.at ?? "")).toBeLessThan(world.clock.now());
  await until(async () => (await textsTo(caller)).length === 1);
  expect((await textsTo(caller))[0]).toContain("Ana Torres");
  await until(async () => (await textsTo(director)).length === 4);
  const pages = (await textsTo(director)).map(
    (text) => /http\S+/u.exec(text)?.[0] ?? "",
  );
  const sounds = await Promise.all(
    pages.map(async (page) =>
      /<audio[^>]+src="([^"]+)"/u.exec(await (await fetch(page)).text()),
    ),
  );
  const sound = await fetch(sounds.find((one) => one)?.[1] ?? "");
  expect(sound.headers.get("content-type")).toBe("audio/wav");
});

it("what callers leave on their calls is no second case", async () => {
  await start();
  const sid = await leaveMessage(caller);
  await until(async () => (await textsTo(caller)).length === 1);
  await stop();
  await startAndStop();
  await start();
  expect(await cases()).toMatchObject([
    { id: sid, owner: "Luis Prado", recordings: [{}] },
  ]);
});

it("a yes in the caller's own voice is no message", async () => {
  await writeFile(join(dir, "flows", "message-line.yaml"), consentFlow);
  await start();
  const sid = world.simulator.dial({ from: caller, to: number });
  await world.settle();
  await world.clock.advance(1_000);
  world.simulator.press(sid, "1");
  await speakAfterTone(sid);
  world.simulator.hangUp(sid);
  await world.clock.advance(1_000);
  await stop();
  await startAndStop();
  await start();
  expect(await cases()).toEqual([]);
});

it("a call that the server leaves in the middle goes on at the hosted last resort, and its message is heard of", async () => {
  await startAndStop();
  await start();
  const sid = world.simulator.dial({ from: caller, to: number });
  await world.clock.advance(2_000);
  await stop();
  // What they say to the line is lost on its way to it: they are taken to people, and say it again.
  await speakAfterTone(sid);
  await speakAfterTone(sid, 2);
  await startAndStop();
  await start();
  expect(await cases()).toMatchObject([{ id: sid, recordings: [{}, {}] }]);
});
