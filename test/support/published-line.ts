/** A line on a flow and a people file of its own that its console publishes over: a test stops it, and starts it again. */
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LineVersions } from "../../src/machines/versions/events.js";
import { answerLine, inboundForm, type AnsweredLine } from "./answered-line.js";
import { beFirst, comeIn } from "./console-people.js";
import { shortLine } from "./short-line.js";
import type { Visitor } from "./visitor.js";

export const flowPath = "/flows/short-line";

interface Own {
  dir: string;
  /** Epoch ms. */
  now: number;
  /** The one that was opened last. */
  line: AnsweredLine;
  /** The first admin. */
  ana: Visitor;
}

interface Versions {
  readonly live: number;
  readonly versions: LineVersions["list"];
  readonly trial?: object;
  readonly returned?: object;
}

/** For each test of the file that asks for it: nothing runs until `open`. */
export function publishedLine() {
  let prefix = "";
  let lines: AnsweredLine[] = [];
  let calls = 0;
  const own = { dir: "", now: 0 } as Own;
  const acts = {
    flowFile: (): string => join(own.dir, "flows", "short-line.yaml"),
    peopleFile: (): string => join(own.dir, "people.yaml"),
    newCall: (): string => `CA${String((calls += 1)).padStart(32, "0")}`,
    start: async (redisUrl?: string): Promise<AnsweredLine> => {
      const started = await answerLine({
        now: () => own.now,
        flowsDir: join(own.dir, "flows"),
        peopleFile: acts.peopleFile(),
        dataDir: join(own.dir, "data"),
        prefix,
        ...(redisUrl !== undefined && { redisUrl }),
      });
      lines.push(started);
      return started;
    },
    stop: async (one: AnsweredLine): Promise<void> => {
      lines = lines.filter((other) => other !== one);
      await one.close();
    },
    open: async (redisUrl?: string): Promise<void> => {
      own.line = await acts.start(redisUrl);
      own.ana = await beFirst(own.line, {
        now: () => own.now,
        after: () => () => undefined,
      });
    },
    /** The first document of a call. */
    hear: async (
      one: AnsweredLine = own.line,
      call: string = acts.newCall(),
    ): Promise<string> => (await one.post("/voice", inboundForm(call))).body,
    versions: async (visitor: Visitor = own.ana): Promise<Versions> =>
      (await visitor.get("/versions")).body as unknown as Versions,
    /** Keeps a draft of the flow; gives its revision. */
    save: async (
      visitor: Visitor,
      text: string,
      base?: number,
    ): Promise<number> => {
      const { body } = await visitor.get(flowPath);
      const saved = await visitor.send("PUT", `${flowPath}/draft`, {
        text,
        from: body["revision"],
        base,
      });
      expect(saved.status).toBe(200);
      return Number(saved.body["revision"]);
    },
    send: (visitor: Visitor, from: number, message = "A new greeting.") =>
      visitor.send("POST", `${flowPath}/draft/review`, { from, message }),
    judge: (visitor: Visitor, from: number, isApproved: boolean, words = "") =>
      visitor.send("PUT", `${flowPath}/draft/verdict`, {
        from,
        isApproved,
        words,
      }),
    publish: (visitor: Visitor, from: number, live: number, share?: number) =>
      visitor.send("POST", `${flowPath}/draft/publish`, { from, live, share }),
    /** A text that Olga wrote, sent and Eva approved: the revision of the draft. */
    approved: async (text: string, base?: number): Promise<number> => {
      calls += 1;
      const member = (name: string, role: "operations" | "approver") =>
        comeIn(own.line, own.ana, `${name}${calls}@acme.example`, [role]);
      const olga = await member("olga", "operations");
      const eva = await member("eva", "approver");
      const revision = await acts.save(olga, text, base);
      expect((await acts.send(olga, revision)).status).toBe(200);
      expect((await acts.judge(eva, revision, true)).status).toBe(200);
      return revision;
    },
  };
  beforeEach(async () => {
    own.dir = await mkdtemp(join(tmpdir(), "directo-published-"));
    own.now = Date.parse("2026-03-02T15:00:00Z");
    prefix = `published-${Math.random().toString(36).slice(2)}`;
    await mkdir(join(own.dir, "flows"));
    await writeFile(acts.flowFile(), shortLine);
    await cp("demo/people.yaml", acts.peopleFile());
  });
  afterEach(async () => {
    await Promise.all(lines.map((one) => one.close()));
    lines = [];
    await rm(own.dir, { recursive: true, force: true });
  });
  return Object.assign(own, acts);
}
