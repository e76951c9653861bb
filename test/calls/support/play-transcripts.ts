import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  checkFlow,
  compileFlow,
  type CompiledFlow,
} from "../../../src/flows/index.js";
import type { Caller } from "../../../src/flows/events.js";
import { rehearse } from "../../../src/flows/rehearse.js";
import { parseEvent } from "../../../src/flows/transcript/parse-event.js";
import {
  parseTranscript,
  printTranscript,
  type Transcript,
} from "../../../src/flows/transcript/index.js";
import { broughtAlong } from "../../../src/server/voice/brought-along.js";
import { readPeople } from "../../../src/server/served/company.js";
import { knownToFlows } from "../../../src/lookups/index.js";
import { readConnections } from "../../../src/server/served/connections.js";
import { lineNumber } from "../../support/answered-line.js";
import { rehearseOverHttp } from "../../support/rehearse-over-http.js";
import {
  companyOf,
  type TranscriptCompany,
} from "../../support/transcript-company.js";

const updating = process.env["UPDATE_CALLS"] === "1";

/** The transcripts of some folders, by their paths. */
export function transcriptsIn(folders: readonly string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".call"))
      .toSorted()
      .map((name) => join(folder, name)),
  );
}

const compiled = new Map<string, Promise<CompiledFlow>>();

/** A flow that many transcripts are of, compiled once. */
function flowOf(
  company: TranscriptCompany,
  flow: string,
): Promise<CompiledFlow> {
  const name = join(company.flowsDir, flow);
  const known = compiled.get(name) ?? readFlow(company, flow);
  compiled.set(name, known);
  return known;
}

async function readFlow(
  { flowsDir, lookUpsFile }: TranscriptCompany,
  flow: string,
): Promise<CompiledFlow> {
  const read = (name: string) => readFileSync(join(flowsDir, name), "utf8");
  const own = `${flow}.yaml`;
  const beside = readdirSync(flowsDir).filter(
    (name) => name.endsWith(".yaml") && name !== own,
  );
  const connections = knownToFlows(await readConnections(lookUpsFile));
  const { document, diagnostics } = checkFlow(read(own), beside.map(read), {
    connections,
  });
  if (!document) throw new Error(JSON.stringify(diagnostics));
  return compileFlow(document);
}

function callerOf({ turns: [first] }: Transcript): Caller {
  const event = parseEvent(first?.event ?? "");
  if (event.type !== "call")
    throw new Error("A transcript begins with a call.");
  return { number: event.from, grade: event.grade };
}

/** Plays each on the machine alone and over HTTP; with UPDATE_CALLS=1 writes down how it goes. */
export function playTranscripts(files: readonly string[]): void {
  describe.each(files)("%s", (path) => {
    const text = readFileSync(path, "utf8");
    const transcript = parseTranscript(text);
    const header = new Map(transcript.header);
    const startedAt = Date.parse(header.get("clock") ?? "");

    const flowName = header.get("flow") ?? "";
    const company = companyOf(path, flowName);
    const peopleOf = async () => {
      const people = await readPeople(company.peopleFile);
      return header.get("agents") === "none"
        ? { ...people, agents: [] }
        : people;
    };
    const play = async (): Promise<Transcript> => {
      const flow = await flowOf(company, flowName);
      return rehearse(transcript, {
        flow,
        people: broughtAlong(await peopleOf(), callerOf(transcript), lineNumber)
          .people,
        startedAt,
        line: lineNumber,
        call: "CA00000000000000000000000000000001",
        reference: "48291377",
      });
    };

    it("is read and printed to the letter", () => {
      expect(printTranscript(transcript)).toBe(text);
    });

    it("goes so on the machine alone", async () => {
      const played = printTranscript(await play());
      if (updating) {
        if (process.env["CI"])
          throw new Error("Transcripts are not updated on CI.");
        writeFileSync(path, played);
        return;
      }
      expect(played).toBe(text);
    });

    it("goes so over HTTP, signed forms in and TwiML out", async () => {
      const expected = updating ? printTranscript(await play()) : text;
      const played = await rehearseOverHttp(transcript, {
        startedAt,
        ...company,
        people: await peopleOf(),
        ...(header.get("store") === "redis" && {
          redisUrl: process.env["TEST_REDIS_URL"] ?? "",
        }),
      });
      expect(printTranscript(played)).toBe(expected);
    });
  });
}
