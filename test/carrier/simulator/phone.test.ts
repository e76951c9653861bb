import { request } from "node:http";
import type { PhoneEvent } from "../../../src/carrier/simulator/index.js";
import { AGENT, CALLER, LINE, openWorld, type World } from "./support/world.js";

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

async function post(
  path: string,
  body: unknown,
  headers: Record<string, string> = { "Content-Type": "application/json" },
): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(`${world.base}/simulator/phone${path}`, {
    method: "POST",
    headers: { ...headers, Connection: "close" },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  await world.settle();
  return {
    status: response.status,
    body: (text ? JSON.parse(text) : {}) as Record<string, unknown>,
  };
}

/** Reads events until `enough` of them came, then leaves. */
async function stream(
  enough: number,
  headers: Record<string, string> = {},
): Promise<{ id: number; event: PhoneEvent }[]> {
  const leaving = new AbortController();
  const response = await fetch(`${world.base}/simulator/phone/events`, {
    headers,
    signal: leaving.signal,
  });
  expect(response.headers.get("content-type")).toBe("text/event-stream");
  const events: { id: number; event: PhoneEvent }[] = [];
  let text = "";
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    const parts = text.split("\n\n");
    text = parts.pop() ?? "";
    for (const part of parts) {
      const match = /^id: (\d+)\ndata: (.*)$/s.exec(part);
      if (match)
        events.push({
          id: Number(match[1]),
          event: JSON.parse(match[2] ?? "") as PhoneEvent,
        });
    }
    if (events.length >= enough) break;
  }
  leaving.abort();
  return events;
}

/** What the telephones answer under another host name. */
function statusUnder(host: string): Promise<number | undefined> {
  const { port } = new URL(world.base);
  return new Promise((resolve) => {
    const path = "/simulator/phone/numbers";
    const headers = { Host: `${host}:${port}` };
    request({ port, path, headers, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).end();
  });
}

describe("the telephones' API", () => {
  it("names the line and the telephones", async () => {
    const response = await fetch(`${world.base}/simulator/phone/numbers`);
    expect(await response.json()).toMatchObject({
      line: LINE,
      callers: [{ number: CALLER }],
      people: [{ number: AGENT }],
    });
  });

  it("carries a whole call: dial, press, answer, speak, hang up", async () => {
    world.on("/voice", `<Gather numDigits="1" action="/key"/>`);
    world.on("/key", `<Dial>${AGENT}</Dial>`);
    const dialled = await post("/calls", { from: CALLER, to: LINE });
    expect(dialled.status).toBe(201);
    const sid = String(dialled.body["sid"]);
    const press = await post(`/legs/${sid}/press`, { digits: "2" });
    expect(press).toEqual({ status: 204, body: {} });
    const callee = world.newest();
    expect((await post(`/legs/${callee}/answer`, {})).status).toBe(204);
    expect((await post(`/legs/${sid}/speak`, { text: "Hola" })).status).toBe(
      204,
    );
    expect((await post(`/legs/${callee}/hang-up`, {})).status).toBe(204);
    expect(world.heard(callee)).toEqual([
      "ringing",
      "in-progress",
      "bridged",
      "completed",
    ]);
    expect(world.heard(sid)).toContain("speak Hola");
  });

  it("says in words why something cannot be done now", async () => {
    world.on("/voice", `<Dial>${AGENT}</Dial>`);
    const sid = await world.call();
    const callee = world.newest();
    expect(await post(`/legs/${sid}/answer`, {})).toEqual({
      status: 409,
      body: { error: "This telephone is the caller's; the line answers it." },
    });
    expect((await post(`/legs/${callee}/press`, { digits: "1" })).body).toEqual(
      { error: "Nobody listens on that call yet: it is ringing." },
    );
    expect((await post(`/legs/${sid}/press`, { digits: "x" })).status).toBe(
      400,
    );
    expect((await post(`/legs/${sid}/press`, { keys: "1" })).status).toBe(400);
    expect((await post("/legs/CAnone/decline", {})).status).toBe(404);
    await post(`/legs/${callee}/decline`, {});
    expect((await post(`/legs/${callee}/decline`, {})).body).toEqual({
      error: "That call is over (busy).",
    });
    expect(
      (await post("/calls", { from: CALLER, to: "+15559999999" })).status,
    ).toBe(404);
  });

  it("streams events and sends the earlier ones first, from where a listener left", async () => {
    world.on("/voice", "<Say>uno dos</Say>");
    const sid = await world.call();
    const first = await stream(4);
    expect(first.slice(0, 4).map(({ id }) => id)).toEqual([1, 2, 3, 4]);
    expect(first[0]?.event).toEqual({
      at: world.clock.now(),
      sid,
      type: "leg-started",
      direction: "inbound",
      from: CALLER,
      to: LINE,
    });
    const later = await stream(1, { "Last-Event-ID": "3" });
    expect(later[0]?.id).toBe(4);
  });

  it("keeps the last 500 events for those who join late", async () => {
    world.on("/voice", `<Gather timeout="600"/>`);
    const sid = await world.call();
    for (let count = 0; count < 600; count++)
      world.simulator.speak(sid, `word ${count}`);
    const events = await stream(500);
    expect(events).toHaveLength(500);
    expect(events.at(-1)?.event).toMatchObject({ text: "word 599" });
  });

  it("takes JSON only, so that no form on another site reaches it", async () => {
    const body = { from: CALLER, to: LINE };
    expect(
      (await post("/calls", body, { "Content-Type": "text/plain" })).status,
    ).toBe(415);
    expect(
      (await post("/legs/CAx/answer", {}, { "Content-Type": "text/plain" }))
        .status,
    ).toBe(415);
    expect(world.events()).toEqual([]);
  });

  it("answers to loopback names only, so that no rebound name reaches it, unless it is told otherwise", async () => {
    expect(await statusUnder("evil.example")).toBe(403);
    expect(await statusUnder("localhost")).toBe(200);
    expect(await statusUnder("[::1]")).toBe(200);
    await world.close();
    world = await openWorld({ phonesAnywhere: true });
    expect(await statusUnder("demo.example")).toBe(200);
  });

  it("refuses a body of more than 16 kB", async () => {
    const huge = { from: CALLER, to: LINE, verstat: "x".repeat(20_000) };
    expect((await post("/calls", huge)).status).toBe(413);
  });
});
