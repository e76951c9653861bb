/** What changes on the line, heard over HTTP by whoever listens, from whichever server it happened on. */
import request from "supertest";
import {
  answerLine,
  inboundForm,
  type AnsweredLine,
} from "../support/answered-line.js";
import { actionOf } from "../support/documents.js";

const deskKey = "the desk's key, long enough for a test";
const desk = { authorization: `Bearer ${deskKey}` };
const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0).toReversed()) await one.close();
});

async function open(more: object = {}): Promise<AnsweredLine> {
  const line = await answerLine({ casesApiKey: deskKey, ...more });
  opened.push(line);
  return line;
}

interface Event {
  readonly id: string;
  readonly type: string;
  readonly data: Record<string, unknown>;
}

/** Listens; `until` resolves with the first event that it holds for. */
async function listen(
  { url }: AnsweredLine,
  query = "",
  headers: Record<string, string> = {},
) {
  const stop = new AbortController();
  const answer = await fetch(`${url}/api/events${query}`, {
    headers: { ...desk, ...headers },
    signal: stop.signal,
  });
  opened.push({ close: () => Promise.resolve(stop.abort()) });
  const heard: Event[] = [];
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  return {
    heard,
    stop: () => stop.abort(),
    async until(holds: (event: Event) => boolean): Promise<Event> {
      for (;;) {
        const found = heard.find(holds);
        if (found) return found;
        const { value = "", done } = (await reader?.read()) ?? { done: true };
        if (done) throw new Error("The line stopped telling.");
        const parts = (rest + value).split("\n\n");
        rest = parts.pop() ?? "";
        for (const part of parts) {
          const field = (name: string) =>
            new RegExp(`^${name}: (.*)$`, "m").exec(part)?.[1] ?? "";
          if (field("id") !== "")
            heard.push({
              id: field("id"),
              type: field("event"),
              data: JSON.parse(field("data")) as Event["data"],
            });
        }
      }
    },
  };
}

const call = "CA00000000000000000000000000000051";
async function askForPerson(line: AnsweredLine): Promise<void> {
  const first = await line.post("/voice", inboundForm(call));
  await line.post(
    actionOf(first.body) ?? "",
    inboundForm(call, { Digits: "2" }),
  );
  await line.settle();
}
const away = (line: AnsweredLine) =>
  request(line.url)
    .put("/api/people/luis-prado/presence")
    .set(desk)
    .send({ status: "away" });

it("calls, who waits, who is rung and connections are told as they change, without a number", async () => {
  const line = await open();
  const events = await listen(line);
  await askForPerson(line);
  await events.until(
    ({ type, data }) => type === "connection" && data["where"] === "ringing",
  );
  await events.until(
    ({ type, data }) =>
      type === "presence" &&
      data["id"] === "luis-prado" &&
      data["status"] === "ringing",
  );
  const types = new Set(events.heard.map(({ type }) => type));
  expect([...types].toSorted((a, b) => a.localeCompare(b))).toEqual([
    "call",
    "connection",
    "presence",
    "queue",
  ]);
  expect(events.heard[0]).toMatchObject({
    type: "call",
    data: {
      call,
      where: "welcome.asking",
      ended: false,
      at: expect.stringMatching(/^20\d\d-/) as string,
    },
  });
  expect(JSON.stringify(events.heard)).not.toContain("+1202");
});

it("who comes back hears what was missed, or of the gap when that is not known any more", async () => {
  const line = await open();
  const first = await listen(line, "?types=call");
  await askForPerson(line);
  const { id } = await first.until(({ type }) => type === "call");
  expect(first.heard.every(({ type }) => type === "call")).toBe(true);
  first.stop();
  await away(line);
  const back = await listen(line, "?types=presence", { "last-event-id": id });
  const missed = await back.until(({ type }) => type === "presence");
  expect(missed.data).toMatchObject({ id: "luis-prado" });
  const lost = await listen(line, "", { "last-event-id": "long-ago" });
  await lost.until(({ type }) => type === "gap");
});

it("what happens on one server is heard on another", async () => {
  const shared = {
    redisUrl: process.env["TEST_REDIS_URL"],
    prefix: `test-${Math.random().toString(36).slice(2)}`,
  };
  const one = await open({ ...shared, owner: "one" });
  const other = await open({ ...shared, owner: "other" });
  const events = await listen(other);
  await away(one);
  const heard = await events.until(({ type }) => type === "presence");
  expect(heard).toMatchObject({
    data: { id: "luis-prado", status: "away" },
  });
});

it("nobody hears anything without the desk's key", async () => {
  const line = await open();
  const { status } = await request(line.url).get("/api/events");
  expect(status).toBe(401);
});
