/** What is left of a customer anywhere, once they are forgotten: looked for in every key, row and file, and in the log. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  personalData,
  type KindName,
} from "../../src/machines/personal-data.js";
import { readPeople } from "../../src/server/served/company.js";
import { createLog } from "../../src/server/log.js";
import {
  answerLine,
  inboundForm,
  maria,
  token,
  type AnsweredLine,
} from "../support/answered-line.js";
import {
  keptInFiles,
  keptInLmdb,
  keptInRedis,
} from "../support/everything-kept.js";
import { exportOn, forgetOn } from "../support/forgetting.js";
import {
  keysLike,
  whatNeverGoes,
  whatStays,
} from "../support/manual-tables.js";
import { shortLine } from "../support/short-line.js";
import { deskKey } from "../support/talk.js";
import { tracesIn } from "../support/traces.js";
import { until } from "../support/until.js";
import {
  channelKey,
  liveThrough,
  recording as message,
  said,
} from "../support/whole-story.js";

const homes = process.env["LONG"] ? ["the embedded store", "Redis"] : ["Redis"];
const redisUrl = process.env["TEST_REDIS_URL"] ?? "";
const call = "CA00000000000000000000000000000001";
let line: AnsweredLine;
let dir: string;
let prefix: string;
let deleted: string[];

beforeEach(async () => {
  deleted = [];
  dir = await mkdtemp(join(tmpdir(), "directo-forgets-"));
  prefix = `forgets-${Math.random().toString(36).slice(2)}`;
});
afterEach(async () => {
  await line.close();
  await rm(dir, { recursive: true, force: true });
});

const forget = (caller: string) => forgetOn(line, caller, deleted);

it.each(homes)(
  "in %s texts of the line that name a customer are told with file and line, and gone once nobody gets them",
  async (home) => {
    const peopleFile = join(dir, "people.yaml");
    const flowFile = join(dir, "flows", "short-line.yaml");
    const named = await readFile("demo/people.yaml", "utf8");
    const corporate = "+12025550144";
    await mkdir(join(dir, "flows"));
    await writeFile(peopleFile, named);
    await writeFile(
      flowFile,
      shortLine.replace("who it is", "gold: +1 (202) 555-0144"),
    );
    line = await answerLine({
      dataDir: dir,
      flowsDir: join(dir, "flows"),
      peopleFile,
      ...(home === "Redis" && { redisUrl, prefix }),
    });
    await line.post("/voice", inboundForm(call));
    const at =
      named.split("\n").findIndex((one) => one.includes(corporate)) + 1;
    const live = await forget(corporate);
    expect(live).toContain(
      `company/people.yaml, line ${at}, of version 1, which is live, names them: take it out there`,
    );
    expect(live).toContain("short-line.yaml, line 12, of version 1");
    const { version } = line.line.served.now.flow;
    await writeFile(peopleFile, named.replace(corporate, "+12025550145"));
    await writeFile(flowFile, shortLine);
    await line.line.reload();

    const inProgress = await forget(corporate);
    expect(inProgress).toContain("Erased:\n  version 1 of the line's texts\n");
    expect(inProgress).toContain(
      `a call in progress is on ${version}, which names them`,
    );
    await line.post(
      "/voice/status",
      inboundForm(call, { CallStatus: "completed" }),
    );
    await until(async () => !(await forget(corporate)).includes("Not yet"));
    const kept =
      home === "Redis"
        ? await keptInRedis(redisUrl, prefix)
        : await keptInLmdb(join(dir, "store"));
    const number = /202.{0,3}555.0144|2025550144/;
    expect(
      kept
        .filter(({ text }) => number.test(text))
        .map(({ name }) => name)
        .filter((name) => !name.startsWith("document:certificate:")),
    ).toEqual([]);
    const { list, live: now } = await line.line.served.versions.now();
    expect([list.map((one) => one.number), now]).toEqual([[2], 2]);
  },
);

/** Kinds of machines that no customer is in: of the line itself and its people. */
const notOfCallers: Partial<Record<KindName, string>> = {
  "key-checks": "the servers' secrets",
  "recordings-seen": "how far was looked",
  "case-retention": "through which week cases went",
  "console-accounts": "people of the company",
  session: "people of the company",
  audit: "people of the company",
  desk: "people of the company",
  draft: "texts of the line",
  drafts: "texts of the line",
  ratings: "counts alone",
};

const dayMs = 24 * 3600 * 1000;

it.each(homes)(
  "in %s whoever lived through everything is given all of it and forgotten, but for what the manual says",
  async (home) => {
    const clock = { now: Date.now() };
    const logged: string[] = [];
    line = await answerLine({
      dataDir: dir,
      now: () => clock.now,
      casesApiKey: deskKey,
      claimsApiKey: channelKey,
      postDecision: () => Promise.resolve(),
      log: createLog("trace", { write: (text) => void logged.push(text) }),
      ...(home === "Redis" && { redisUrl, prefix }),
    });
    const everywhere = async () => [
      ...(await keptInFiles(dir)),
      ...(home === "Redis"
        ? await keptInRedis(redisUrl, prefix)
        : await keptInLmdb(join(dir, "store"))),
    ];
    const people = await readPeople("demo/people.yaml");
    const pin = await liveThrough({ answered: line, clock, people });

    const kinds = new Set<string>();
    for await (const { kind } of line.store.machines()) kinds.add(kind);
    const untold = Object.keys(personalData).filter((one) => !kinds.has(one));
    expect(untold.toSorted()).toEqual(Object.keys(notOfCallers).toSorted());

    if (home === "Redis") {
      const lasting = (await everywhere())
        .filter(({ name, ms }) => ms === undefined && !name.startsWith("file:"))
        .map(({ name }) => name);
      const known = await whatNeverGoes();
      const unknown = (name: string) =>
        !known.some((one) => keysLike(one).test(name));
      expect(lasting.filter(unknown)).toEqual([]);
      const needless = (one: string) =>
        !lasting.some((name) => keysLike(one).test(name)) &&
        !((one.split(":")[1] ?? "") in notOfCallers);
      expect(known.filter(needless)).toEqual(["outbox"]);
    }

    const exported = await exportOn(line, maria, clock.now);
    for (const words of Object.values(said)) expect(exported).toContain(words);
    expect(exported).toContain(message);
    expect(exported).toMatch(/invoices\/\d{8}-/);
    expect(exported).not.toMatch(/\b1[789]\d{11}\b/);

    const forgotten = await forget(maria);
    expect(forgotten).not.toContain("Not yet");
    expect(forgotten).toContain("undelivered messages: 1");
    expect(deleted).toEqual([message]);
    const stays = await whatStays();
    const used = new Set<string>();
    for (const one of await everywhere()) {
      // The proof's own example rings from that number, too.
      if (one.name.startsWith("document:certificate:")) continue;
      const found = tracesIn(one);
      if (found.length === 0) continue;
      const row = stays.find(({ named }) => named.test(one.name));
      expect({ name: one.name, holds: row?.holds ?? [] }).toEqual({
        name: one.name,
        holds: expect.arrayContaining(found) as string[],
      });
      if (row?.days !== undefined)
        expect(one.ms).toBeLessThanOrEqual(Number(row.days) * dayMs);
      used.add(row?.key ?? "");
    }
    expect([...used].toSorted()).toEqual(
      stays.map(({ key }) => key).toSorted(),
    );
    const metrics = await (await fetch(`${line.url}/metrics`)).text();
    expect(tracesIn({ name: "", text: metrics })).toEqual([]);
    expect(logged.length).toBeGreaterThan(5);
    const secrets = [pin, token, deskKey, channelKey];
    for (const text of logged) {
      expect(tracesIn({ name: "", text })).toEqual([]);
      expect(secrets.filter((one) => text.includes(one))).toEqual([]);
    }
  },
);
