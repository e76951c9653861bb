/** A line with several numbers: which flow answers which stands in the people file. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  answerLine,
  inboundForm,
  lineNumber,
  type AnsweredLine,
} from "../support/answered-line.js";
import { beFirst, comeIn } from "../support/console-people.js";
import { actionOf } from "../support/documents.js";
import { shortLine } from "../support/short-line.js";
import { until } from "../support/until.js";

const sales = "+12025550107";
/** Nobody wrote which flow answers it. */
const unnamed = "+12025550108";
const salesLine = shortLine
  .replace("flow: short-line", "flow: sales-line")
  .replace("title: Short line", "title: Ventas")
  .replace(
    "en: { voice: Polly.Joanna-Neural, speaks: en-US }",
    "es: { voice: Polly.Mia-Neural, speaks: es-MX }",
  )
  .replace('{ en: "This is Acme." }', '{ es: "Acme, ventas." }')
  .replace('{ en: "Thank you." }', '{ es: "Gracias." }');
const twoNumbers = `{ "${lineNumber}": short-line, "${sales}": sales-line }`;

let dir: string;
let line: AnsweredLine;
let calls = 0;
const flow = (name: string) => join(dir, "flows", `${name}.yaml`);
const people = () => join(dir, "people.yaml");
const newCall = () => `CA${String((calls += 1)).padStart(32, "0")}`;
const dial = async (To: string, call = newCall()) =>
  (await line.post("/voice", inboundForm(call, { To }))).body;
const number = async (numbers: string) => {
  const demo = await readFile("demo/people.yaml", "utf8");
  await writeFile(people(), `${demo}\nnumbers: ${numbers}\n`);
};
const metrics = async () => (await fetch(`${line.url}/metrics`)).text();

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "directo-numbers-"));
  await mkdir(join(dir, "flows"));
  await writeFile(flow("short-line"), shortLine);
  await writeFile(flow("sales-line"), salesLine);
  await number(twoNumbers);
  line = await answerLine({
    flowsDir: join(dir, "flows"),
    peopleFile: people(),
  });
});
afterEach(async () => {
  await line.close();
  await rm(dir, { recursive: true, force: true });
});

it("Each number is answered with its flow, and one that nobody named with the main flow", async () => {
  expect(await dial(sales)).toContain("Acme, ventas.");
  expect(await dial(lineNumber)).toContain("This is Acme.");
  expect(await dial(unnamed)).toContain("This is Acme.");
});

it("A change of one flow disturbs no call of the other, and no call that began before", async () => {
  const versionOf = async (call: string) => {
    const { machine } = await line.store.load({ kind: "call", id: call });
    return (JSON.parse(machine?.state ?? "{}") as { version?: string }).version;
  };
  const [ours, theirs] = [newCall(), newCall()];
  const begun = await dial(lineNumber, ours);
  await dial(sales, theirs);
  await writeFile(
    flow("sales-line"),
    salesLine.replace("Acme, ventas.", "Ventas de Acme."),
  );
  expect(await line.line.reload()).toMatch(
    /get short-line@.*\n.*get sales-line@/,
  );
  expect(await dial(sales)).toContain("Ventas de Acme.");
  const later = newCall();
  await dial(lineNumber, later);
  expect(await versionOf(later)).toBe(await versionOf(ours));
  // A call in progress is still found under the version that it began with.
  await line.post(actionOf(begun) ?? "", inboundForm(ours, { Digits: "0" }));
  expect(await versionOf(theirs)).toMatch(/^sales-line@/);
});

it("A promise that breaks in the second flow refuses the whole change, with the flow and the call", async () => {
  await writeFile(
    flow("sales-line"),
    salesLine.replace("unanswered: call-back", "unanswered: bye"),
  );
  await writeFile(
    flow("short-line"),
    shortLine.replace("This is Acme.", "This is the new Acme."),
  );
  expect(await line.line.reload()).toMatch(
    /sales-line\.yaml: [^]*"never sent away" is broken[^]*call from=/,
  );
  expect(await dial(lineNumber)).toContain("This is Acme.");
  expect(await dial(sales)).toContain("Acme, ventas.");
});

it("Each flow is measured against its own certificate", async () => {
  const call = newCall();
  const document = await dial(sales, call);
  await line.post(actionOf(document) ?? "", inboundForm(call));
  await line.settle();
  const told = await metrics();
  expect(told).toMatch(/proved_seconds\{flow="sales-line",promise="answered/);
  expect(told).toMatch(/proved_seconds\{flow="short-line",promise="answered/);
  expect(told).toMatch(/call_seconds_count\{flow="sales-line"/);
  expect(told).not.toMatch(/call_seconds_count\{flow="short-line"/);
});

it("A caller whom nothing else can help hears the last resort of the flow that they dialled", async () => {
  const broken = await line.post(
    "/voice/nowhere",
    inboundForm(newCall(), { To: sales }),
  );
  expect(broken.body).toContain("Un momento, estoy llamando a una persona.");
  const [, whisper = ""] = /url="([^"]+)"/.exec(broken.body) ?? [];
  const rung = inboundForm(newCall(), { To: "+12025550111" });
  expect((await line.post(whisper, rung)).body).toContain("Un cliente desea");
  const other = await line.post("/voice/nowhere", inboundForm(newCall()));
  expect(other.body).toContain("One moment, I am calling a person.");
});

it("A version of the second flow is played on its own calls, and tried by a share of its own callers", async () => {
  const call = newCall();
  await dial(sales, call);
  await dial(lineNumber);
  const over = inboundForm(call, { To: sales, CallStatus: "completed" });
  await line.post("/voice/status", over);
  const clock = { now: () => Date.now(), after: () => () => undefined };
  const admin = await beFirst(line, clock);
  const olga = await comeIn(line, admin, "olga@acme.example", ["operations"]);
  const eva = await comeIn(line, admin, "eva@acme.example", ["approver"]);
  const path = "/flows/sales-line/draft";
  const text = salesLine.replace("Acme, ventas.", "Ventas de Acme.");
  const saved = await olga.send("PUT", path, { text, from: 0 });
  const from = saved.body["revision"];
  await until(async () => {
    const { body } = await olga.get(`${path}/replay`);
    return body["played"] === 1;
  });
  await olga.send("POST", `${path}/review`, { from, message: "Shorter." });
  await eva.send("PUT", `${path}/verdict`, {
    from,
    isApproved: true,
    words: "",
  });
  const publish = { from, live: 1, share: 99 };
  const tried = await admin.send("POST", `${path}/publish`, publish);
  expect(tried.status).toBe(200);
  const heard = await Promise.all(Array.from({ length: 8 }, () => dial(sales)));
  expect(heard.join()).toContain("Ventas de Acme.");
  expect(await dial(lineNumber)).toContain("This is Acme.");
  const { versions } = (await admin.get("/versions")).body as {
    versions: { version: string }[];
  };
  expect(versions[0]?.version).toMatch(/^sales-line@/);
});

it.each([
  [
    "a number whose flow is not there",
    `{ "${lineNumber}": short-line, "${sales}": sale-line }`,
    `${sales} is answered with the flow "sale-line" below numbers: in the people file, and there is no such flow. Did you mean "sales-line"?`,
  ],
  [
    "several flows and none for the line's own number",
    `{ "${sales}": sales-line }`,
    `Write below numbers: in the people file which of them answers ${lineNumber}, the line's own number (TWILIO_NUMBER)`,
  ],
  [
    "the number of the line's people",
    `{ "${lineNumber}": short-line, "+12025550104": sales-line }`,
    "this number is that of the line's people (staff), and no flow answers there",
  ],
  [
    "a director's own number",
    `{ "${lineNumber}": short-line, "+12025550102": sales-line }`,
    'this number is that of "Ana Torres" alone, whose callers hear no menu',
  ],
])("Files are refused for %s", async (_what, numbers, reason) => {
  await number(numbers);
  expect(await line.line.reload()).toContain(reason);
  expect(await dial(sales)).toContain("Acme, ventas.");
});

it("Files are refused in which somebody's telephone is the line's own number", async () => {
  const text = await readFile(people(), "utf8");
  await rm(flow("sales-line"));
  await writeFile(
    people(),
    text
      .replaceAll("+12025550111", lineNumber)
      .replace(`numbers: ${twoNumbers}`, ""),
  );
  expect(await line.line.reload()).toContain(
    `"Luis Prado" would be rung at ${lineNumber}, the line's own number: it would ring itself.`,
  );
  await writeFile(people(), text.replaceAll("+12025550111", sales));
  expect(await line.line.reload()).toContain(
    "this is a number of the line, which would ring itself.",
  );
});

it("A flow that no number is answered with waits until one is: it is told, and not proved", async () => {
  await number(`{ "${lineNumber}": short-line }`);
  await writeFile(flow("sales-line"), salesLine.replace("call-back,", "bye,"));
  expect(await line.line.reload()).toContain(
    'No number is answered with "sales-line": write one below numbers: in the people file.',
  );
  expect(await dial(sales)).toContain("This is Acme.");
});
