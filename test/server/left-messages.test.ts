/** Messages of the last resort: kept on disk while the store is away, and a case of the caller's director once it is back. */
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Case } from "../../src/machines/case/file.js";
import { systemClock } from "../../src/server/clock.js";
import {
  readPeople,
  type PeopleFile,
} from "../../src/server/served/company.js";
import { createLeftMessages } from "../../src/server/voice/left-messages.js";
import { createLog } from "../../src/server/log.js";
import { readContext } from "../../src/server/read-context.js";
import { StoreUnavailable, type Store } from "../../src/store/contract.js";
import {
  answerLine,
  inboundForm,
  maria,
  type AnsweredLine,
} from "../support/answered-line.js";
import { until } from "../support/until.js";

const ownNumber = "+12025550103";
const pedro = {
  name: "Pedro Mora",
  phone: "+18095550133",
  regions: ["+1809"],
  title: {},
};
const rosa = {
  name: "Rosa Gil",
  phone: "+12025550134",
  line: ownNumber,
  title: {},
};

let dir: string;
let people: PeopleFile;
let line: AnsweredLine;
let fate: "serves" | "away" | "hangs";
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "directo-left-"));
  const demo = await readPeople("demo/people.yaml");
  people = { ...demo, directors: [pedro, rosa] };
  fate = "serves";
  line = await answerLine({ dataDir: dir, people, wrapStore });
});
afterEach(async () => {
  fate = "serves";
  await line.line.relay.stop();
  await line.close();
  await rm(dir, { recursive: true, force: true });
});

function wrapStore(store: Store): Store {
  return new Proxy(store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== "function" || name === "close") return member;
      return (...given: unknown[]): unknown => {
        if (fate === "away")
          return Promise.reject(new StoreUnavailable("It is away."));
        if (fate === "hangs") return new Promise(() => undefined);
        return (member as (...all: unknown[]) => unknown).apply(target, given);
      };
    },
  });
}

const leave = (call: string, more: Record<string, string> = {}) =>
  line.post(
    "/voice/last-resort",
    inboundForm(call, {
      RecordingUrl: `https://recordings.example/RE${call}`,
      RecordingDuration: "9",
      ...more,
    }),
  );
const caseOf = (id: string) =>
  readContext<Case>(line.store, { kind: "case", id });
const kept = async () =>
  (await readdir(dir)).filter((name) => name.startsWith("left-messages"));
/** One round of the relay. */
const goOn = () => line.line.relay.start();

it("a message is a case of the director whose number was dialled, or in whose region the caller is, else of the first", async () => {
  await leave("CAdialled", { To: ownNumber });
  fate = "away";
  await leave("CAregion", { From: "+18095550177" });
  await leave("CAelse");
  await leave("CAwithheld", { From: "anonymous" });
  fate = "serves";
  await goOn();
  const owners = ["CAdialled", "CAregion", "CAelse", "CAwithheld"].map(
    async (call) => (await caseOf(call))?.owner?.name,
  );
  expect(await Promise.all(owners)).toEqual([
    "Rosa Gil",
    "Pedro Mora",
    "Ana Torres",
    "Ana Torres",
  ]);
});

it("whoever dialled a director's own number is taken to that director first, and then to the others", async () => {
  fate = "away";
  const phonesOf = async (To: string) => {
    const answer = () =>
      line.post("/voice/fallback", inboundForm("CAx", { To, ErrorCode: "1" }));
    const { body } = await answer();
    return [...body.matchAll(/>(\+\d+)<\/Number>/gu)].map(([, phone]) => phone);
  };
  expect(await phonesOf(ownNumber)).toEqual([rosa.phone, "+12025550111"]);
  expect(await phonesOf("+12025550100")).toEqual([
    "+12025550111",
    "+12025550122",
  ]);
});

it("a store that hangs keeps no caller waiting, and the message counts once when it is back", async () => {
  fate = "hangs";
  const began = performance.now();
  expect((await leave("CAhangs")).body).toContain("<Hangup/>");
  expect(performance.now() - began).toBeLessThan(3_000);
  await leave("CAhangs");
  fate = "serves";
  await goOn();
  expect((await caseOf("CAhangs"))?.recordings).toHaveLength(1);
  const told = () => line.messages.filter(([to]) => to === maria);
  await until(() => told().length > 0);
  await line.line.relay.idle();
  expect(told()).toHaveLength(1);
});

it("what a crash cut off, or no case takes, keeps no other message from its case", async () => {
  const tooLong = "CA".repeat(200);
  const message = (call: string) =>
    `${JSON.stringify({
      call,
      number: maria,
      withheld: false,
      url: `https://recordings.example/${call}`,
      at: 1_000,
      reference: "48291377",
    })}\n`;
  const file = join(dir, "left-messages.jsonl");
  const { turns, served } = line.line;
  const messages = createLeftMessages({
    turns,
    served,
    clock: systemClock,
    log: createLog("silent"),
    file,
  });
  const recordings = async (call: string) =>
    (await caseOf(call))?.recordings.length;
  // A server was killed while it opened the cases of the older ones.
  const older = `${message("CAolder")}${message(tooLong)}${message("CAnext")}`;
  await writeFile(`${file}.opening`, `${older}{"call":"CA`);
  await writeFile(file, message("CAnewer"));
  await expect(messages.openKept()).rejects.toThrow(
    "No case takes a left message.",
  );
  expect(await recordings("CAolder")).toBe(1);
  expect(await recordings("CAnext")).toBe(1);
  // Somebody took out what no case takes.
  await writeFile(`${file}.opening`, older.replace(message(tooLong), ""));
  await messages.openKept();
  await messages.openKept();
  expect(await recordings("CAnewer")).toBe(1);
  expect(await recordings("CAolder")).toBe(1);
  expect(await kept()).toEqual([]);
});

it("a message that two servers open at one moment is one case, of which the caller hears once", async () => {
  const { turns, served } = line.line;
  const messages = createLeftMessages({
    turns,
    served,
    clock: systemClock,
    log: createLog("silent"),
    file: join(dir, "none.jsonl"),
  });
  const message = {
    call: "CAtwice",
    number: maria,
    withheld: false,
    url: "https://recordings.example/REtwice",
    at: 1_000,
    reference: "48291377",
  };
  await Promise.all([messages.open(message), messages.open(message)]);
  const { history, recordings } = (await caseOf("CAtwice")) ?? {};
  expect(history?.map(({ what }) => what)).toEqual(["opened", "message"]);
  expect(recordings).toHaveLength(1);
});
