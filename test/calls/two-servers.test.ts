/** The transcripts again, with each request of a call answered by another process than the one before. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import {
  parseTranscript,
  printTranscript,
} from "../../src/flows/transcript/index.js";
import { readPeople } from "../../src/server/served/company.js";
import { startRedisCluster } from "../support/redis-cluster.mjs";
import { rehearseOverHttp } from "../support/rehearse-over-http.js";
import { companyOf } from "../support/transcript-company.js";
import { startTwoServers, type TwoServers } from "../support/two-servers.js";

const here = join(process.cwd(), "test/calls");
const files = readdirSync(here, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".call"))
  .toSorted();
const everyEighth = files.filter((_, place) => place % 8 === 0);

const homes: [
  string,
  () => Promise<{ url: string; stop(): Promise<void> }>,
  readonly string[],
][] = [
  [
    "one Redis",
    async () => ({
      url: process.env["TEST_REDIS_URL"] ?? "",
      stop: async () => {},
    }),
    files,
  ],
  ["a cluster of Redis", () => startRedisCluster(), everyEighth],
];

describe.each(homes)(
  "two servers behind a round-robin proxy on %s",
  (_home, start, played) => {
    let servers: TwoServers;
    let redis: { url: string; stop(): Promise<void> };
    beforeAll(async () => {
      redis = await start();
      servers = await startTwoServers(redis.url);
    });
    afterAll(async () => {
      await servers.stop();
      await redis.stop();
    });

    it.each(played)("answer %s to the letter", async (name) => {
      const text = readFileSync(join(here, name), "utf8");
      const transcript = parseTranscript(text);
      const header = new Map(transcript.header);
      const people = await readPeople("demo/people.yaml");
      const answered = await rehearseOverHttp(transcript, {
        startedAt: Date.parse(header.get("clock") ?? ""),
        people:
          header.get("agents") === "none" ? { ...people, agents: [] } : people,
        flowsDir: companyOf("test", header.get("flow") ?? "").flowsDir,
        answer: (options) => servers.answer(options),
      });
      expect(printTranscript(answered)).toBe(text);
      expect(servers.proxy.targets).toHaveLength(2);
      for (const target of servers.proxy.targets)
        expect(servers.proxy.given.get(target)).toBeGreaterThan(0);
    });
  },
);
