import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import express from "express";
import { writeLastResort } from "../../src/cli/last-resort.js";
import { SettingError } from "../../src/server/setting-error.js";
import { readSettings } from "../../src/server/settings.js";
import {
  LINE,
  openWorld,
  type World,
} from "../carrier/simulator/support/world.js";

const settings = readSettings({ TWILIO_NUMBER: LINE });
let dir: string;
let at: string;
let host: Server;
let world: World;

// Another host has the files; where the line's own server was nobody answers.
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "directo-last-resort-"));
  const app = express().use("/directo", express.static(dir));
  host = createServer(app);
  await new Promise<void>((resolve) => host.listen(0, "127.0.0.1", resolve));
  at = `http://127.0.0.1:${(host.address() as AddressInfo).port}/directo`;
  const output = new PassThrough();
  await writeLastResort({ settings, at, to: dir, output });
  world = await openWorld({
    lines: {
      [LINE]: {
        voiceUrl: "http://127.0.0.1:9/voice",
        voiceFallbackUrl: `${at}/last-resort.xml`,
        voiceFallbackMethod: "GET",
      },
    },
  });
});
afterEach(async () => {
  await world.close();
  host.closeAllConnections();
  await new Promise((resolve) => host.close(resolve));
  await rm(dir, { recursive: true, force: true });
});

describe("with no server of the line running", () => {
  const beep = async (caller: string) => {
    for (let tries = 0; !world.heard(caller).includes("beep"); tries += 1) {
      if (tries > 60) throw new Error(world.heard(caller).join("; "));
      await world.clock.advance(5_000);
    }
  };

  it("the hosted last resort rings people, and key 1 joins them with the caller", async () => {
    const caller = await world.call();
    await world.clock.advance(5_000);
    const agent = world.newest();
    expect(agent).not.toBe(caller);
    world.simulator.answer(agent);
    await world.clock.advance(1_000);
    expect(world.heard(agent)).toContain(
      "say Un cliente desea hablar con usted. Marque 1 para tomar la llamada.",
    );
    world.simulator.press(agent, "1");
    await world.settle();
    expect(world.heard(caller).at(-1)).toBe("bridged");
  });

  it("the hosted last resort rings ten people in turn, five rings each, and then no more", async () => {
    const phones = Array.from(
      { length: 12 },
      (_, index) => `+120255502${String(index).padStart(2, "0")}`,
    );
    const people = join(dir, "people.yaml");
    const agents = phones.map(
      (phone, index) => `  - { name: Person ${index}, phone: "${phone}" }\n`,
    );
    await writeFile(
      people,
      (await readFile("demo/people.yaml", "utf8")).replace(
        "agents:\n",
        `agents:\n${agents.join("")}`,
      ),
    );
    await writeLastResort({
      settings: readSettings({ PEOPLE_FILE: people, TWILIO_NUMBER: LINE }),
      at,
      to: dir,
      output: new PassThrough(),
    });
    const caller = await world.call();
    await beep(caller);
    const rung = world
      .events()
      .filter(({ sid, type }) => sid !== caller && type === "leg-started")
      .map(({ sid }) => world.events(sid));
    expect(
      rung.map(([first]) => (first?.type === "leg-started" ? first.to : "")),
    ).toEqual(phones.slice(0, 10));
    const times = rung.map((events) => [
      events[0]?.at ?? 0,
      events.at(-1)?.at ?? 0,
    ]);
    times.forEach(([from = 0, to = 0], place) => {
      // The carrier rings for five seconds more than it is asked to.
      expect(to - from).toBe(25_000);
      expect(from).toBeGreaterThanOrEqual(times[place - 1]?.[1] ?? 0);
    });
  });

  it("the hosted last resort rings people with the line's number, whoever calls", async () => {
    await world.call("anonymous");
    await world.clock.advance(5_000);
    const [rung] = world.events(world.newest());
    expect(rung).toMatchObject({ type: "leg-started", from: LINE });
  });

  it("the hosted last resort joins nobody with a voicemail: the caller leaves a message", async () => {
    const caller = await world.call();
    await world.clock.advance(5_000);
    world.simulator.answer(world.newest());
    await beep(caller);
    expect(world.heard(caller)).not.toContain("bridged");
  });

  it("the hosted last resort takes a message when nobody answers, and ends the call", async () => {
    const caller = await world.call();
    await beep(caller);
    expect(world.heard(caller).join(" ")).toContain(
      "Si nadie le contestó, deje su nombre",
    );
    world.simulator.press(caller, "#");
    await world.settle();
    expect(world.heard(caller).at(-1)).toBe("completed");
  });
});

it("the last resort is printed with the address of each document when no folder is named", async () => {
  const output = new PassThrough();
  await writeLastResort({ settings, at: "https://files.example/d/", output });
  const text = String(output.read());
  expect([...text.matchAll(/<!-- (.*) -->/gu)].map(([, name]) => name)).toEqual(
    (await readdir(dir))
      .toSorted()
      .map((name) => `https://files.example/d/${name}`)
      .toSorted((a, b) => orderOf(text, a) - orderOf(text, b)),
  );
  expect(text).toContain('url="https://files.example/d/whisper.xml"');
});

const orderOf = (text: string, name: string) => text.indexOf(`<!-- ${name}`);

it("an address that the carrier cannot fetch is refused", async () => {
  const output = new PassThrough();
  await expect(
    writeLastResort({ settings, at: "files/directo", output }),
  ).rejects.toThrow(SettingError);
});
