/** The page that shows the line as it is: one browser, two servers on one Redis, and many calls. */
import { resolve } from "node:path";
import type { Browser } from "playwright-core";
import { createPages } from "../../src/server/console/pages.js";
import { readState } from "../../src/server/turn.js";
import {
  answerLine,
  inboundForm,
  type AnsweredLine,
} from "../support/answered-line.js";
import { beFirst, invite, password } from "../support/console-people.js";
import { actionOf } from "../support/documents.js";
import {
  barriers,
  launchBrowser,
  openPage,
  type OpenPage,
} from "./support/browser.js";

const many = process.env["LONG"] ? 2_000 : 300;
const callName = (place: number) => `CA${String(place).padStart(32, "0")}`;
let browser: Browser;
let lines: AnsweredLine[];
let luz: OpenPage;
const clock = { now: () => Date.now(), after: () => () => undefined };

beforeAll(async () => {
  const prefix = `live-${Math.random().toString(36).slice(2)}`;
  const redisUrl = process.env["TEST_REDIS_URL"] ?? "";
  const open = (owner: string) => answerLine({ redisUrl, prefix, owner });
  lines = [await open("one"), await open("two")];
  const [one] = lines as [AnsweredLine];
  one.line.app.use(createPages(resolve("dist/console"), { phone: false }));
  browser = await launchBrowser();
  const admin = await beFirst(one, clock);
  const token = await invite(admin, "luz@acme.example", ["operations"]);
  luz = await openPage(browser, `${one.url}/join#${token}`, "en-GB");
  await luz.page.getByLabel("Your name").fill("Luz Mar");
  await luz.page.getByLabel("Password").fill(password);
  await luz.page.getByRole("button", { name: "Begin" }).click();
  await luz.page.getByRole("link", { name: "Live" }).click();
  await luz.page.getByText("0 calls in progress").waitFor();
}, 60_000);
afterAll(async () => {
  await luz.close();
  await browser.close();
  await Promise.all(lines.map((line) => line.close()));
});

const countOn = (step: string, count: number) =>
  luz.page
    .locator(`[data-step="${step}"] .count`)
    .filter({ hasText: new RegExp(`^${count}$`) });

test("calls of every server stand on the step that they are on, and go when they are over", async () => {
  const [one, two] = lines as [AnsweredLine, AnsweredLine];
  const [first, second] = [callName(1), callName(2)];
  await one.post("/voice", inboundForm(first));
  const { body } = await two.post("/voice", inboundForm(second));
  await countOn("welcome", 2).waitFor();
  // The other server alone knows of this turn.
  const form = inboundForm(second, { Digits: "2" });
  await two.post(actionOf(body) ?? "", form);
  await two.settle();
  await countOn("person", 1).waitFor();
  await luz.page.getByText("Waiting for a person: 1").waitFor();
  await luz.page.getByText("agent · billing · Spanish").waitFor();
  await luz.page.getByText("+12025……43", { exact: false }).first().waitFor();
  expect(await barriers(luz.page)).toEqual([]);
  for (const call of [first, second])
    await two.post("/voice/status", {
      ...inboundForm(call),
      CallStatus: "completed",
      SequenceNumber: "3",
    });
  await luz.page.getByText("0 calls in progress").waitFor();
}, 60_000);

test(`${many} calls are one short message, and the page still answers`, async () => {
  const [one, two] = lines as [AnsweredLine, AnsweredLine];
  await two.post("/voice", inboundForm(callName(3)));
  const key = { kind: "call", id: callName(3) };
  const state = (await one.store.load(key)).machine?.state ?? "";
  const late = Date.now() - 600_000;
  const { record } = readState(state);
  const { from } = record as { from: number };
  const lateState = state.replaceAll(String(from), String(late));
  for (let place = 10; place < 10 + many; place += 100)
    await Promise.all(
      Array.from({ length: 100 }, (_, more) =>
        one.store.commit({
          key: { kind: "call", id: callName(place + more) },
          expected: 0,
          token: "start",
          state: more === 0 ? lateState : state,
          reply: "",
          effects: [],
          timers: [],
          at: Date.now(),
        }),
      ),
    );
  await luz.page
    .getByText(`${many + 1} calls in progress`)
    .waitFor({ timeout: 30_000 });
  await countOn("welcome", many + 1).waitFor();
  await luz.page.getByText("late").first().waitFor();
  const bytes = await luz.page.evaluate(
    () =>
      new Promise<number>((done) => {
        const source = new EventSource("/api/console/live");
        source.addEventListener("message", ({ data }) => {
          source.close();
          done(String(data).length);
        });
      }),
  );
  expect(bytes).toBeLessThan(20_000);
  await luz.page.locator('[data-step="person"]').click();
  await luz.page.getByText("No promise is near its limit.").waitFor();
  expect(luz.complaints).toEqual([]);
}, 60_000);

test("nobody hears of the line who is not signed in", async () => {
  const [one] = lines as [AnsweredLine];
  const stranger = await fetch(`${one.url}/api/console/live`);
  expect(stranger.status).toBe(401);
});
