import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  createRealClock,
  createSimulator,
} from "../../../src/carrier/simulator/index.js";
import {
  ACCOUNT,
  AGENT,
  CALLER,
  LINE,
  document,
  openWorld,
  type World,
} from "./support/world.js";

describe("the simulator", () => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld();
  });
  afterEach(() => world.close());

  it("carries the whole story: wait, whisper, accept, meet in a room, end", async () => {
    const call = (sid: string): string => `/Calls/${sid}.json`;
    world.on(
      "/voice",
      `<Enqueue action="/left" waitUrl="/wait">billing</Enqueue>`,
    );
    world.on(
      "/wait",
      `<Gather numDigits="1" timeout="20" action="/wait-key"><Say>Es el siguiente</Say></Gather>`,
    );
    const caller = await world.call();

    const { body } = await world.rest("/Calls.json", {
      To: AGENT,
      From: LINE,
      Url: `${world.base}/whisper`,
      Timeout: "20",
      StatusCallback: `${world.base}/leg`,
    });
    world.on(
      "/whisper",
      `<Gather numDigits="1" action="/accept"><Say>Ana, un cobro. Marque 1</Say></Gather><Hangup/>`,
    );
    const room = "<Dial><Conference beep='false'>room</Conference></Dial>";
    world.on("/accept", room);
    world.on("/join", room);
    const agent = String(body["sid"]);
    await world.clock.advance(4000);
    world.simulator.answer(agent);
    await world.clock.advance(1000);
    world.simulator.press(agent, "1");
    await world.settle();
    await world.rest(call(caller), { Url: `${world.base}/join` });
    expect(world.heard(caller).at(-1)).toBe("bridged");
    expect(world.asked("/left")[0]?.form["QueueResult"]).toBe("redirected");
    await world.clock.advance(30_000);
    await world.rest(call(agent), { Status: "completed" });
    expect(world.heard(caller).at(-1)).toBe("unbridged");
    await world.rest(call(caller), { Status: "completed" });
    expect(world.asked("/leg").at(-1)?.form["CallDuration"]).toBe("31");
    expect(world.asked("/status")).toHaveLength(1);
  });

  it("answers requests that come in while it waits for a webhook", async () => {
    let seen: unknown;
    world.on("/voice", async (asked, response) => {
      const answer = await fetch(
        `${world.base}/simulator/2010-04-01/Accounts/${ACCOUNT.sid}/Calls/${asked.form["CallSid"]}.json`,
        {
          headers: {
            Authorization: `Basic ${btoa(`${ACCOUNT.sid}:${ACCOUNT.token}`)}`,
          },
        },
      );
      seen = await answer.json();
      response.type("text/xml").send(document("<Hangup/>"));
    });
    await world.call();
    expect(seen).toMatchObject({ status: "ringing", direction: "inbound" });
  });

  it("is idle when no webhook is in flight", async () => {
    world.on("/voice", "<Redirect>/next</Redirect>");
    world.on("/next", "<Hangup/>");
    world.simulator.dial({ from: CALLER, to: LINE });
    await world.simulator.idle();
    expect(world.asked().map(({ path }) => path)).toEqual([
      "/voice",
      "/next",
      "/status",
    ]);
  });

  it("ends every leg and timer when it is closed", async () => {
    world.on("/voice", `<Dial timeout="20">${AGENT}</Dial>`);
    const caller = await world.call();
    const callee = world.newest();
    await world.rest("/Messages.json", {
      To: CALLER,
      From: LINE,
      Body: "never arrives",
    });
    await world.simulator.close();
    expect(world.heard(caller).at(-1)).toBe("completed");
    expect(world.heard(callee).at(-1)).toBe("canceled");
    const count = world.events().length;
    await world.clock.advance(3_600_000);
    expect(world.events()).toHaveLength(count);
  });
});

it("runs on a clock faster than life", async () => {
  const server = createServer((_request, response) => {
    response.setHeader("Content-Type", "text/xml");
    response.end(document(`<Pause length="60"/><Say>uno dos</Say>`));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const voiceUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const simulator = createSimulator({
    account: ACCOUNT,
    apiBase: "http://127.0.0.1:3000/simulator/",
    numbers: { line: LINE, callers: [], people: [] },
    lines: { [LINE]: { voiceUrl } },
    clock: createRealClock(600),
  });
  const ended = new Promise((resolve) => {
    simulator.events.subscribe((event) => {
      if (event.type === "leg-status" && event.status === "completed")
        resolve(event.sid);
    });
  });
  const sid = simulator.dial({ from: CALLER, to: LINE });
  expect(await ended).toBe(sid);
  await simulator.close();
  await new Promise((resolve) => server.close(resolve));
});
