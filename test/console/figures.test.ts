/** The page of figures: the week beside the one before, by whom it may be seen, on a telephone and in both languages. */
import { resolve } from "node:path";
import type { Browser } from "playwright-core";
import type { FiguresEvent } from "../../src/machines/figures/day.js";
import { createPages } from "../../src/server/console/pages.js";
import { takeTurn } from "../../src/server/turn.js";
import {
  answerLine,
  inboundForm,
  maria,
  type AnsweredLine,
} from "../support/answered-line.js";
import { beFirst, invite, password } from "../support/console-people.js";
import { placeOf } from "../support/talk.js";
import { until } from "../support/until.js";
import {
  barriers,
  launchBrowser,
  openPage,
  type OpenPage,
} from "./support/browser.js";

let now = Date.parse("2026-11-25T09:15:00-05:00");
const clock = { now: () => now, after: () => () => undefined };
let line: AnsweredLine;
let browser: Browser;
let eva: OpenPage;
let told = 0;

/** As calls, call-backs, cases and registers tell a day. */
async function tell(day: string, event: FiguresEvent, times = 1) {
  for (let time = 0; time < times; time += 1)
    await takeTurn(line.line.turns, {
      key: { kind: "figures", id: day },
      token: `told:${(told += 1)}`,
      event: { ...event, at: now },
      begins: true,
      asks: false,
    });
}

async function liveThrough(day: string, busy: number): Promise<void> {
  const { version } = line.line.served.now.flow;
  const promises = {
    "answered or promised within": { seconds: 61.4, proved: 408.8 },
    "hold at most": { seconds: 42, proved: 60 },
  };
  const call = {
    type: "call-ended",
    version,
    asked: true,
    transfers: 0,
    promises,
  } as const;
  await tell(day, { ...call, end: "person", person: 24.2, rating: 5 }, busy);
  await tell(day, { ...call, end: "person", person: 71, rating: 2 });
  await tell(day, { ...call, end: "abandoned" }, 2);
  await tell(day, { ...call, end: "promised" }, 3);
  await tell(day, { ...call, end: "settled", asked: false, settled: 31 }, busy);
  const by = { type: "conceded", currency: "USD" } as const;
  await tell(day, { ...by, by: "byRule", amount: 210 }, busy);
  await tell(day, { ...by, by: "byPeople", amount: 1_500 });
  const contact = { type: "first-contact", version } as const;
  await tell(day, { ...contact, resolved: true }, busy);
  await tell(day, { ...contact, resolved: false }, 2);
  await tell(day, { type: "call-back-over", how: "inTime" }, 2);
  await tell(day, { type: "call-back-over", how: "cases" });
  await tell(day, { type: "case-due", how: "late" });
  await tell(day, { type: "customer", is: "atRisk" }, 3);
  await tell(day, { type: "customer", is: "recovered" }, 2);
}

beforeAll(async () => {
  line = await answerLine({ now: () => now });
  line.line.app.use(createPages(resolve("dist/console"), { phone: false }));
  browser = await launchBrowser();
  for (const [day, busy] of [
    ["2026-11-16", 6],
    ["2026-11-17", 9],
    ["2026-11-23", 12],
    ["2026-11-24", 8],
  ] as const)
    await liveThrough(day, busy);
  const admin = await beFirst(line, clock);
  const token = await invite(admin, "eva.ruiz@acme.example", ["director"]);
  eva = await openPage(browser, `${line.url}/join#${token}`, "es-CO");
  await eva.page.setViewportSize({ width: 390, height: 844 });
  await eva.page.getByLabel("Su nombre").fill("Eva Ruiz");
  await eva.page.getByLabel("Contraseña").fill(password);
  await eva.page.getByRole("button", { name: "Empezar" }).click();
}, 120_000);
afterAll(async () => {
  await eva.close();
  await browser.close();
  await line.close();
});

/** What the tile of that name says. */
const tile = (name: string) =>
  eva.page.locator(".tiles li", {
    has: eva.page.getByRole("heading", { name, exact: true }),
  });
/** The page is no wider than the screen. */
const fits = () =>
  eva.page.evaluate("document.documentElement.scrollWidth <= innerWidth");

test("the week so far stands beside as many days of the one before, and a call that ends counts", async () => {
  const { page } = eva;
  await page.getByRole("link", { name: "Cifras", exact: true }).click();
  await page.getByText("Del 23 nov 2026 al 25 nov 2026, hasta ahora").waitFor();
  await page
    .getByText("Comparado con: Del 16 nov 2026 al 18 nov 2026")
    .waitFor();
  expect(await tile("Llamadas").innerText()).toMatch(/52\s+antes: 42/);
  expect(await tile("En 60 segundos").innerText()).toMatch(
    /77\s?%\s+40 de 52\s+antes: 71\s?%/,
  );
  expect(await tile("Hasta una persona").innerText()).toMatch(
    /25 s\s+95 de cada 100: 75 s/,
  );
  await page.getByText("42,00").first().waitFor();
  expect(await barriers(page)).toEqual([]);
  expect(await fits()).toBe(true);

  const call = "CA00000000000000000000000000000077";
  await line.post("/voice", inboundForm(call, { From: maria }));
  await line.post("/voice/status", {
    ...inboundForm(call),
    CallStatus: "completed",
    SequenceNumber: "9",
  });
  await until(async () => (await placeOf(line, "call", call)) === "(ended)");
  await line.settle();
  await page.getByRole("button", { name: "Día" }).click();
  await page.getByText("25 nov 2026, hasta ahora").waitFor();
  await until(async () =>
    /1\s+antes: 22/.test(await tile("Llamadas").innerText()),
  );
  await page.getByRole("button", { name: "Antes" }).click();
  await page.getByText("24 nov 2026", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Después" }).click();
  await page.getByText("25 nov 2026, hasta ahora").waitFor();
  expect(eva.complaints).toEqual([]);
}, 60_000);

test("a quarter fits on a telephone and a desk, in both languages, and comes as a file", async () => {
  const { page } = eva;
  await page.goto(`${line.url}/figures`);
  await page.getByRole("button", { name: "Trimestre" }).click();
  await page.getByText("Del 1 oct 2026 al 25 nov 2026, hasta ahora").waitFor();
  expect(await fits()).toBe(true);
  await page.getByRole("button", { name: "English" }).click();
  await page.getByText("Oct 1, 2026").first().waitFor();
  expect(await barriers(page)).toEqual([]);
  expect(await fits()).toBe(true);
  await page.setViewportSize({ width: 1280, height: 900 });
  expect(await barriers(page)).toEqual([]);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: /CSV/ }).click();
  expect((await download).suggestedFilename()).toBe("figures-2026-10-01.csv");
  expect(eva.complaints).toEqual([]);
}, 60_000);
