/**
 * The life of a case on a line whose processes die all the time: before they perform an effect; when the carrier has it and its answer is lost;
 * after it, before they wrote down that it is done. Whoever goes on does not know which. Whatever dies when: what callers and people get is
 * the same, once.
 */
import request from "supertest";
import type { Case } from "../../src/machines/case/file.js";
import { directorRecord } from "../../src/machines/director-record.js";
import type { OpenCases } from "../../src/machines/case/open-cases.js";
import type { Queue } from "../../src/machines/queue/context.js";
import { lineQueue } from "../../src/machines/queue/events.js";
import { readPeople } from "../../src/server/served/company.js";
import { readContext } from "../../src/server/read-context.js";
import {
  StoreUnavailable,
  type OutboxEntry,
} from "../../src/store/contract.js";
import {
  answerLine,
  inboundForm,
  maria,
  settleOutbox,
  type AnsweredLine,
} from "../support/answered-line.js";
import { createRandom } from "../support/at-random.js";
import { actionOf } from "../support/documents.js";
import { anyPhone, pinOf, telephone } from "../support/telephone.js";
import { until } from "../support/until.js";

const LONG = process.env["LONG"] === "1";
const deskKey = "the desk's key, long enough for a test";
const minute = 60_000;
const ana = "+12025550122";
const ivan = "+12025550133";
const call = "CA00000000000000000000000000000001";

/** When the process dies that performs this effect. */
type Fate = (entry: OutboxEntry) => "before" | "amid" | "after" | "never";
class Killed extends StoreUnavailable {}

/** A line that is relayed by processes with these fates, one after the other. */
async function openLine(fate: Fate) {
  let now = Date.parse("2026-11-22T09:15:00-05:00");
  const people = await readPeople("demo/people.yaml");
  const director = { ...people.director, email: "ana@acme.example" };
  let isDying = false;
  const line = await answerLine({
    now: () => now,
    wrapStore: (store) => ({
      ...store,
      commit: (turn) =>
        isDying
          ? Promise.reject(new Killed("The process is gone."))
          : store.commit(turn),
    }),
    people: { ...people, director },
    casesApiKey: deskKey,
  });
  /** What a process found that is gone: the next one does not know whether it was done. */
  const found = new Set<string>();
  const perform = async (entry: OutboxEntry): Promise<void> => {
    const dies = fate(entry);
    if (dies === "before") throw new Killed("The process is gone.");
    isDying = dies === "amid";
    await line.line.perform(entry, found.has(entry.id)).finally(() => {
      isDying = false;
    });
    if (dies !== "never") throw new Killed("The process is gone.");
  };
  const noteFound = async (): Promise<void> => {
    for (let partition = 0; partition < line.store.partitions; partition += 1)
      for (const { id } of await line.store.pending(partition, 100))
        found.add(id);
  };
  const relay = async (): Promise<void> => {
    for (let alive = false; !alive;) {
      alive = await settleOutbox(line.store, perform).then(
        () => true,
        (error: unknown) => {
          if (!(error instanceof Killed)) throw error;
          return false;
        },
      );
      if (!alive) await noteFound();
    }
  };
  return {
    ...line,
    settle: relay,
    /** Lets time pass; each timer is fired by two processes. */
    async pass(ms: number): Promise<void> {
      now += ms;
      for (let fired = true; fired;) {
        fired = false;
        await relay();
        for (let at = 0; at < line.store.partitions; at += 1)
          for (const timer of await line.store.dueTimers(at, now, 100)) {
            await Promise.all([line.fire(timer), line.fire(timer)]);
            fired = true;
          }
      }
    },
  };
}
type DyingLine = Awaited<ReturnType<typeof openLine>>;

/** The telephone that is rung now, once it rings. */
async function ringing(line: DyingLine, phone: string, after = 0) {
  await until(async () => {
    await line.settle();
    return (
      line.legs.rung.length > after && line.legs.rung.at(-1)?.phone === phone
    );
  });
  const { leg, answerUrl, statusUrl } = line.legs.rung.at(-1)!;
  const form = inboundForm(leg, { From: "+12025550100", To: phone });
  const inHand = telephone(line, form);
  return {
    ...inHand,
    picksUp: () => inHand.picksUp(answerUrl),
    async ends(CallStatus: string) {
      line.legs.over.add(leg);
      await line.post(statusUrl, { ...form, CallStatus });
    },
  };
}

/** María asks for the director; nobody picks up, and she is promised a call. */
async function promise(line: DyingLine): Promise<void> {
  const first = await line.post("/voice", inboundForm(call));
  const form = inboundForm(call, { CallStatus: "in-progress" });
  await line.post(actionOf(first.body) ?? "", { ...form, Digits: "0" });
  await (await ringing(line, ana)).ends("no-answer");
  await (await ringing(line, ivan)).ends("no-answer");
  await until(async () => {
    await line.settle();
    return (await caseFile(line)) !== undefined;
  });
  let { body } = await line.post(line.legs.fetched.at(-1) ?? "", form);
  // No other number is keyed in before the tone.
  for (let silences = 0; silences < 2; silences += 1)
    ({ body } = await line.post(actionOf(body) ?? "", form));
  await line.post(actionOf(body) ?? "", {
    ...form,
    RecordingUrl: "https://recordings.example/RE1",
    RecordingDuration: "12",
  });
  await line.post("/voice/status", { ...form, CallStatus: "completed" });
}

/** Opens the link in the last message to somebody and presses. */
async function press(line: DyingLine, who: string, act: string): Promise<void> {
  const [, text = ""] = line.messages.findLast(([to]) => to === who) ?? [];
  const link = (/https?:\S+\/case\/\S+/.exec(text)?.[0] ?? "").slice(
    line.url.length,
  );
  const { status } = await request(line.url)
    .post(link)
    .type("form")
    .send({ act });
  expect(status).toBeLessThan(400);
}

/** The deputy has himself rung by the link in his message, talks with María and records the outcome. */
async function settleIt(line: DyingLine): Promise<void> {
  await press(line, ivan, "connect");
  const own = await ringing(line, ivan, 2);
  await own.picksUp();
  await own.press("1");
  const customer = await ringing(line, maria, 3);
  await customer.picksUp();
  await customer.press("1");
  await line.settle();
  await customer.ends("completed");
  await own.does({ DialCallStatus: "answered" });
  await own.press("1", "1", "1");
  await own.ends("completed");
  await until(async () => {
    await line.settle();
    return (await caseFile(line))?.closing !== undefined;
  });
}

/** The message about that does not reach her; she hears it on the telephone, and it is not solved. */
async function isNotSolved(line: DyingLine): Promise<void> {
  const url = line.messageStatusUrls.find((one) => one.includes("closed"));
  const form = { MessageSid: "SM1", MessageStatus: "undelivered" };
  await line.post(url ?? "", form);
  await line.post(url ?? "", form);
  await until(async () => {
    await line.settle();
    return Object.keys((await openCases(line))?.untold ?? {}).length > 0;
  });
  const before = line.legs.rung.length;
  await line.pass(10 * minute);
  const customer = await ringing(line, maria, before);
  await customer.picksUp();
  await customer.press("1", "2");
  await customer.ends("completed");
  await until(async () => {
    await line.settle();
    return (await caseFile(line))?.closing === undefined;
  });
}

/** Ana has it by then: from any telephone she talks with María, and the outcome reaches her by message. */
async function settleByPin(line: DyingLine): Promise<void> {
  const { number, pin } = await pinOf(line, "ana-torres", deskKey);
  const before = line.legs.rung.length;
  const phone = anyPhone(line);
  await phone.dial();
  await phone.press(number, pin, "3", "1");
  const customer = await ringing(line, maria, before);
  await customer.picksUp();
  await customer.press("1");
  await line.settle();
  await customer.ends("completed");
  await phone.does({ DialCallStatus: "answered" });
  await phone.press("2", "1", "1", "0");
  await until(async () => {
    await line.settle();
    return (await caseFile(line))?.closing !== undefined;
  });
  await press(line, maria, "solved");
  await line.settle();
}

const caseFile = (line: AnsweredLine) =>
  readContext<Case>(line.store, { kind: "case", id: call });
const openCases = (line: AnsweredLine) =>
  readContext<OpenCases>(line.store, { kind: "open-cases", id: maria });

/** All of it, and what came of it. */
async function liveThrough(fate: Fate) {
  const line = await openLine(fate);
  const said = (text: string) => text.replace(/http\S+/, "…");
  try {
    await promise(line);
    for (const minutes of [90, 30, 30]) await line.pass(minutes * minute);
    await settleIt(line);
    await isNotSolved(line);
    for (const minutes of [90, 30, 30]) await line.pass(minutes * minute);
    await settleByPin(line);
    const { history = [] } = (await caseFile(line)) ?? {};
    const queue = await readContext<Queue>(line.store, lineQueue);
    return {
      history: history.map(({ what, who }) => `${who} ${what}`),
      messages: line.messages
        .map(([to, text]) => `${to} ${said(text)}`)
        .toSorted(),
      mails: line.mails.map(([to, , text]) => `${to} ${said(text)}`).toSorted(),
      rung: line.legs.rung.map(({ phone }) => phone),
      record: await readContext(line.store, directorRecord),
      open: (await openCases(line))?.cases,
      people: queue?.people.map(({ person, status }) => [person.id, status]),
    };
  } finally {
    await line.close();
  }
}

describe("the life of a case", () => {
  const once = (fates: "before" | "amid" | "after") => {
    const struck = new Set<string>();
    return ({ id }: OutboxEntry) => {
      if (struck.has(id)) return "never";
      struck.add(id);
      return fates;
    };
  };
  const atRandom = (seed: number): Fate => {
    const random = createRandom(seed);
    return () => {
      const drawn = random();
      if (drawn < 0.15) return "before";
      if (drawn < 0.3) return "amid";
      return drawn < 0.45 ? "after" : "never";
    };
  };
  const seeds = Array.from({ length: 30 }, (_, seed) => seed + 1);

  it("is the same when processes die amid each effect, after each and before they wrote that down, and at random", async () => {
    const whole = await liveThrough(() => "never");
    expect(whole.history).toEqual([
      "caller opened",
      "caller message",
      "line reminded",
      "line overdue",
      "line went-up",
      "Iván Rey connecting",
      "Iván Rey contacted",
      "Iván Rey closed",
      "caller answered",
      "line reopened",
      "line reminded",
      "line overdue",
      "line went-up",
      "Ana Torres contacted",
      "Ana Torres closed",
      "caller answered",
    ]);
    expect(whole.rung).toEqual([ana, ivan, ivan, maria, maria, maria]);
    for (const fate of ["amid", "after"] as const)
      expect([fate, await liveThrough(once(fate))]).toEqual([fate, whole]);
    for (const seed of LONG ? seeds : [])
      expect([seed, await liveThrough(atRandom(seed))]).toEqual([seed, whole]);
  }, 600_000);
});
