import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openServed, readCompany } from "../../src/server/served/served.js";
import { takeTurn } from "../../src/server/turn.js";
import {
  answerLine,
  inboundForm,
  type AnsweredLine,
} from "../support/answered-line.js";
import { beFirst, comeIn } from "../support/console-people.js";
import { actionOf } from "../support/documents.js";
import { startServerProcess } from "../support/server-process.js";
import { until } from "../support/until.js";

let dir: string;
let answered: AnsweredLine;
let calls = 0;
const people = () => join(dir, "people.yaml");
const flow = () => join(dir, "flows", "customer-line.yaml");
const newCall = () => `CA${String((calls += 1)).padStart(32, "0")}`;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "directo-reload-"));
  await cp("flows", join(dir, "flows"), { recursive: true });
  await cp("demo/people.yaml", people());
});
afterEach(() => rm(dir, { recursive: true, force: true }));

async function change(file: string, from: string | RegExp, to: string) {
  const text = await readFile(file, "utf8");
  const changed = text.replace(from, to);
  expect(changed).not.toBe(text);
  await writeFile(file, changed);
}

const begin = async (call = newCall()) => {
  const { body } = await answered.post("/voice", inboundForm(call));
  return {
    body,
    press: (Digits: string) =>
      answered.post(actionOf(body) ?? "", inboundForm(call, { Digits })),
  };
};
const lastResort = async () =>
  (await answered.post("/voice/nowhere", inboundForm(newCall()))).body;
const metrics = async () => (await fetch(`${answered.url}/metrics`)).text();

describe("files that are changed and read again", () => {
  beforeEach(async () => {
    answered = await answerLine({
      flowsDir: join(dir, "flows"),
      peopleFile: people(),
    });
  });
  afterEach(() => answered.close());

  it("give calls that begin from then on the new director, in the menu, on the phone and in the last resort", async () => {
    const before = await begin();
    await change(people(), /Ana Torres/g, "Rosa Ibáñez");
    await change(people(), "+12025550122", "+12025550177");
    expect(await answered.line.reload()).toContain(
      "Calls that begin now get customer-line@",
    );
    const after = await begin();
    expect(after.body).toContain("2. Rosa Ibáñez");
    await answered.line.tellStaff();
    await after.press("0");
    await answered.settle();
    expect(answered.legs.rung.at(-1)?.phone).toBe("+12025550177");
    expect(await lastResort()).toContain("+12025550177");
    // A call in progress was told another name: it stays with it.
    expect((await before.press("0")).body).toContain("Ana Torres");
  });

  it("are read from the console by whoever may publish, and shown there as they are served", async () => {
    const clock = { now: () => Date.now(), after: () => () => undefined };
    const admin = await beFirst(answered, clock);
    const approver = await comeIn(answered, admin, "eva@acme.example", [
      "approver",
    ]);
    const editor = await comeIn(answered, admin, "leo@acme.example", ["admin"]);
    expect((await approver.get("/company")).body).toMatchObject({
      numbers: [
        { number: "+12025550100", flow: "Línea de clientes" },
        { number: "+12025550102", person: "Ana Torres" },
        { number: "+12025550104", staff: true },
      ],
      policies: [{ policy: "small-disputes", threshold: { USD: 500 } }],
    });
    expect((await editor.send("POST", "/company/read")).status).toBe(403);
    await change(people(), 'phone: "+12025550111"', 'phone: "nobody"');
    const refused = await approver.send("POST", "/company/read");
    expect(refused.body).toMatchObject({
      changed: false,
      told: expect.stringContaining("agents › 0 › phone") as string,
    });
    await change(people(), 'phone: "nobody"', 'phone: "+12025550119"');
    const read = await approver.send("POST", "/company/read");
    expect(read.body["changed"]).toBe(true);
    const { people: shown } = (await approver.get("/company")).body as {
      people: { name: string; phones: string[] }[];
    };
    expect(shown).toContainEqual(
      expect.objectContaining({ name: "Luis Prado", phones: ["+12025550119"] }),
    );
    await answered.settle();
    const { entries } = (await admin.get("/audit")).body as {
      entries: { did: string; name: string }[];
    };
    expect(entries).toContainEqual(
      expect.objectContaining({ did: "files-read", name: "eva" }),
    );
  });

  it("are refused when they forget somebody who owns an open case", async () => {
    const call = newCall();
    const { press } = await begin(call);
    const { body } = await press("0");
    await answered.post(
      actionOf(body) ?? "",
      inboundForm(call, { QueueResult: "queue-full" }),
    );
    await answered.settle();
    await change(people(), /Ana Torres/g, "Rosa Ibáñez");
    expect(await answered.line.reload()).toContain(
      'The people file no longer has "Ana Torres", who owns an open case (48291377). Put the name back, hand the cases over or close them, then take it out.',
    );
    expect(answered.line.served.now.people.director.name).toBe("Ana Torres");
    const start = () =>
      openServed(
        () => readCompany(join(dir, "flows"), people()),
        answered.store,
      );
    await expect(start()).rejects.toThrow("hand the cases over or close them");
    await takeTurn(answered.line.turns, {
      key: { kind: "case", id: call },
      token: "handed-over",
      event: {
        type: "handed-over",
        at: Date.now(),
        by: "Ana Torres",
        to: { name: "Iván Rey", phone: "+12025550133" },
      } as never,
      begins: false,
      asks: false,
    });
    await answered.settle();
    expect((await start()).now.people.director.name).toBe("Rosa Ibáñez");
    expect(await answered.line.reload()).toContain("Calls that begin now get");
  });

  it("have another certificate when a phone or a limit changes, and the same when nothing does", async () => {
    const hash = () => answered.line.served.now.certificate.hash;
    const first = hash();
    expect(await answered.line.reload()).toBe(
      "Nothing has changed in the flow, the people or the policies.",
    );
    expect(hash()).toBe(first);
    await change(people(), "+12025550122", "+12025550177");
    await answered.line.reload();
    const second = hash();
    expect(second).not.toBe(first);
    await change(
      join(dir, "flows/policies/small-disputes.yaml"),
      /days: \d+/,
      "days: 77",
    );
    await answered.line.reload();
    expect(hash()).not.toBe(second);
  });

  it("are refused with the call that breaks a promise, and the line goes on as it was", async () => {
    await change(
      flow(),
      "unanswered: call-back, unsettled: call-back, call me: call-back",
      "unanswered: goodbye, unsettled: goodbye, call me: call-back",
    );
    await change(people(), /Ana Torres/g, "Rosa Ibáñez");
    const told = await answered.line.reload();
    expect(told).toMatch(
      /"never sent away" is broken[^]*call from=[^]*hang-up/,
    );
    expect(told).toContain("The line goes on with customer-line@");
    expect((await begin()).body).toContain("2. Ana Torres");
    expect(await metrics()).toContain(
      'directo_reloads_total{outcome="refused"} 1',
    );
  });

  it.each([
    [
      "a flow with a mistake",
      flow,
      "start: closed-case",
      "start: closed-cas",
      "start",
    ],
    [
      "a name that takes longer to say than was proved",
      people,
      "Ana Torres",
      "María Fernanda de la Concepción Jaramillo Echeverri",
      "six words at most",
    ],
    [
      "a policy that is gone",
      () => join(dir, "flows/policies/small-disputes.yaml"),
      "policy: small-disputes",
      "policy: other-disputes",
      'goes by the policy "small-disputes", and no file in policies/ has it. There is: other-disputes.',
    ],
    [
      "hours that nobody wrote down",
      flow,
      "steps:\n",
      "steps:\n  is-open:\n    hours: { of: ofice, outcomes: { open: welcome, closed: call-back } }\n",
      'goes by the hours "ofice", and the people file has none of that name below hours:. Did you mean "office"?',
    ],
    [
      "a topic that none of the agents has",
      people,
      "topics: [billing, general]",
      "topics: [biling, general]",
      'rings agents for "billing", and nobody below agents: in the people file has that topic. Did you mean "biling"?',
    ],
    [
      "a need that is let go of when every caller has gone",
      people,
      "agents:\n",
      "relaxing: { language: 1h }\nagents:\n",
      'lets go of "language" after 3600 s: no phone would ring in time. Write 48s or less, or never.',
    ],
  ])("are refused for %s", async (_what, file, from, to, reason) => {
    await change(file(), from, to);
    expect(await answered.line.reload()).toContain(reason);
    expect((await begin()).body).toContain("2. Ana Torres");
  });
});

it("SIGHUP makes a server read them again, and says what came of it", async () => {
  const server = await startServerProcess({
    PORT: "0",
    DATA_DIR: join(dir, "data"),
    FLOWS_DIR: join(dir, "flows"),
    PEOPLE_FILE: people(),
  });
  await change(people(), /Ana Torres/g, "Rosa Ibáñez");
  server.tell("SIGHUP");
  await until(() => server.output().includes("Calls that begin now get"));
  await change(people(), /Rosa Ibáñez/g, "A B C D E F G H");
  server.tell("SIGHUP");
  await until(() => server.output().includes("The line goes on with"));
  expect(await server.stop("SIGTERM")).toBe(0);
});
