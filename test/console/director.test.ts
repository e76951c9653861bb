/** The director's desk on a telephone: cases by due time, one tap to call, the outcome in two, marks, and what fails. */
import { resolve } from "node:path";
import type { Browser, Locator } from "playwright-core";
import request from "supertest";
import type { Case } from "../../src/machines/case/file.js";
import { createPages } from "../../src/server/console/pages.js";
import type { MachineEvent } from "../../src/machines/advance.js";
import { takeTurn } from "../../src/server/turn.js";
import { forget } from "../../src/server/personal/forget.js";
import { readContext } from "../../src/server/read-context.js";
import {
  answerLine,
  maria,
  type AnsweredLine,
} from "../support/answered-line.js";
import {
  beFirst,
  comeIn,
  invite,
  password,
} from "../support/console-people.js";
import { until } from "../support/until.js";
import type { Visitor } from "../support/visitor.js";
import {
  barriers,
  launchBrowser,
  openPage,
  pressThere,
  type OpenPage,
} from "./support/browser.js";

const deskKey = "the desk's key, long enough for a test";
const hour = 3_600_000;
let now = Date.parse("2026-11-22T09:15:00-05:00");
const clock = { now: () => now, after: () => () => undefined };
let line: AnsweredLine;
let browser: Browser;
let admin: Visitor;
let ana: OpenPage;

const api = (path: string, key: string, body: object) =>
  request(line.url)
    .post(`/api/cases${path}`)
    .set({ authorization: `Bearer ${deskKey}`, "idempotency-key": key })
    .send(body);
/** Of the company's web form. */
async function openCase(
  key: string,
  owner: string,
  words: string,
  number = maria,
) {
  const { body } = await api("", key, {
    channel: "web",
    language: "es",
    number,
    words,
    owner,
  });
  await line.settle();
  return (body as { id: string }).id;
}
const fileOf = (id: string) =>
  readContext<Case>(line.store, { kind: "case", id });
/** Makes an account somebody of the people file. */
async function isPerson(email: string, person: string): Promise<void> {
  const { body } = await admin.get("/accounts");
  const accounts = body["accounts"] as { id: string; email: string }[];
  const id = accounts.find((one) => one.email === email)?.id;
  await admin.send("PUT", `/accounts/${id}/person`, { person });
}

beforeAll(async () => {
  line = await answerLine({
    now: () => now,
    casesApiKey: deskKey,
  });
  line.line.app.use(createPages(resolve("dist/console"), { phone: false }));
  browser = await launchBrowser();
  admin = await beFirst(line, clock);
  const token = await invite(admin, "ana.torres@acme.example", ["director"]);
  ana = await openPage(browser, `${line.url}/join#${token}`, "es-CO");
  await ana.page.setViewportSize({ width: 390, height: 844 });
  await ana.page.getByLabel("Su nombre").fill("Ana Torres");
  await ana.page.getByLabel("Contraseña").fill(password);
  await ana.page.getByRole("button", { name: "Empezar" }).click();
  await ana.page.getByRole("link", { name: "Casos", exact: true }).waitFor();
  await isPerson("ana.torres@acme.example", "Ana Torres");
}, 60_000);
afterAll(async () => {
  await ana.close();
  await browser.close();
  await line.close();
});

test("a director calls the customer, notes, closes the case and sees it among what fails, by keyboard alone", async () => {
  const { page } = ana;
  const key = (target: Locator, pressed?: string) =>
    pressThere(page, target, pressed);
  const button = (name: string | RegExp) => page.getByRole("button", { name });
  const late = await openCase(
    "form-0001",
    "Ana Torres",
    "Me cobraron dos veces",
  );
  now += 3 * hour;
  await key(page.getByRole("link", { name: "Casos", exact: true }));
  await page.getByText("Vencido").waitFor();
  // Opened meanwhile: it comes by itself, below what is overdue.
  await openCase("form-0002", "Luis Prado", "No llegó el pedido");
  await page.locator(".cases > li").nth(1).waitFor();
  const first = await page.locator(".cases > li").first().innerText();
  expect(first).toMatch(/Vencido[^]*hace \d+ hora[^]*Me cobraron dos veces/);
  const who = "María Fernández · acme-1001 · +1 202 555 0143";
  await page.locator(".cases > li", { hasText: who }).first().waitFor();
  expect(await barriers(page)).toEqual([]);
  await key(button(/^Llamar al cliente/).first());
  await page.getByText("Suena su teléfono").waitFor();
  await line.settle();
  expect(line.legs.rung.map(({ phone }) => phone)).toEqual(["+12025550122"]);
  await key(page.locator(`a[href="/cases/open/${late}"]`));
  await page.getByText("Me cobraron dos veces").first().waitFor();
  await page.locator(".about", { hasText: who }).waitFor();
  expect(await barriers(page)).toEqual([]);
  await key(button("Lo tengo yo"));
  await button("Lo tengo yo").waitFor({ state: "detached" });
  await key(page.getByLabel("Nota"), "E");
  await page.keyboard.insertText("l cliente tiene razón.");
  await key(button("Guardar la nota"));
  await page.locator(".history", { hasText: "tiene razón" }).waitFor();
  await key(button("cobro doble"));
  await key(button("facturación"));
  await page.getByText("Lo cerró Ana Torres: resuelto").waitFor();
  expect((await fileOf(late))?.closing).toMatchObject({
    by: "Ana Torres",
    words: "Damos su caso por resuelto.",
    reason: "charged twice",
    area: "billing",
  });
  await line.settle();
  await key(page.getByRole("link", { name: "Qué falla" }));
  const bar = page.getByRole("link", { name: "facturación: 1. Ver cuál" });
  await bar.waitFor();
  expect(await barriers(page)).toEqual([]);
  await key(bar);
  await page.getByText("facturación · cobro doble").waitFor();
  const found = page.locator(".cases > li", { hasText: who });
  await found.waitFor();
  // What is forgotten leads to nobody; what came of it stays.
  await forget(
    {
      store: line.store,
      deleteRecording: () => Promise.resolve(true),
      removePaper: () => Promise.resolve(),
      now: () => now,
    },
    maria,
  );
  await page.reload();
  await page.getByText("facturación · cobro doble").waitFor();
  expect(await page.locator(".cases > li").innerText()).not.toMatch(
    /María|555/,
  );
  expect(ana.complaints).toEqual([]);
}, 60_000);

test("a director finds what waits for approval on top, and approves or refuses it with one tap", async () => {
  const { page } = ana;
  const unknown = ["+12025550177", "+12025550178"];
  const [first = "", second = ""] = await Promise.all(
    unknown.map((number, place) =>
      openCase(`form-001${place}`, "Ana Torres", "Llámenme", number),
    ),
  );
  await page.goto(`${line.url}/cases`);
  await page.getByRole("button", { name: "Por aprobar (2)" }).click();
  const rows = page.locator(".cases > li");
  await until(async () => (await rows.count()) === 2);
  expect(await barriers(page)).toEqual([]);
  const row = (number: string) =>
    rows.filter({ hasText: `+1 202 555 ${number.slice(-4)}` });
  await row("+12025550177")
    .getByRole("button", { name: /^Aprobar/ })
    .click();
  await page.getByText(/^Aprobado: la línea puede llamar/).waitFor();
  await line.settle();
  await row("+12025550178")
    .getByRole("button", { name: /^Negar/ })
    .click();
  await page.getByText(/^Negado: el caso/).waitFor();
  await line.settle();
  expect((await fileOf(first))?.opened?.unapproved).toBeUndefined();
  expect((await fileOf(second))?.closing).toMatchObject({
    by: "Ana Torres",
    outcome: "not-reached",
    reason: "número sin aprobar",
  });
  // Nothing waits any more: all that is due is there again.
  await page
    .getByRole("button", { name: "Por aprobar (0)" })
    .waitFor({ state: "detached" });
  await row("+12025550177")
    .getByRole("button", { name: /^Llamar/ })
    .waitFor();
  await api(`/${first}/close`, "close-0010", {
    by: "Ana Torres",
    outcome: "solved",
    words: "Listo",
    reason: "slow service",
    area: "network",
  });
  await line.settle();
}, 60_000);

test("a director marks what somebody decided, with a word to them, and hears what the caller left", async () => {
  const { page } = ana;
  const id = await openCase("form-0003", "Luis Prado", "Internet lento");
  await api(`/${id}/close`, "close-0003", {
    by: "Luis Prado",
    outcome: "compensated",
    words: "Le dimos un mes",
    reason: "slow service",
    area: "network",
  });
  await line.settle();
  await takeTurn(line.line.turns, {
    key: { kind: "case", id },
    token: "left",
    event: {
      type: "message-left",
      at: now,
      url: "https://carrier.example/Recordings/RE1",
      seconds: 7,
    } as MachineEvent,
    begins: false,
    asks: false,
  });
  await page.goto(`${line.url}/cases/closed/${id}`);
  const source = await page.getByLabel("Mensaje, 7 s").getAttribute("src");
  const heard = await page.evaluate(
    async (url) => await (await fetch(url)).text(),
    source ?? "",
  );
  expect(heard).toBe("RE1");
  await page.getByRole("button", { name: "afortunada" }).click();
  await page.getByLabel("Unas palabras para Luis Prado").fill("Bien hecho");
  await page.getByRole("button", { name: "Enviar" }).click();
  await page.getByText("Ana Torres la considera afortunada").waitFor();
  await line.settle();
  expect(line.messages.at(-1)).toEqual([
    "+12025550111",
    expect.stringContaining("Bien hecho"),
  ]);
  expect(await barriers(page)).toEqual([]);
}, 60_000);

test("an agent sees their own cases alone, and neither hears recordings nor counts causes", async () => {
  const own = await openCase("form-0004", "Luis Prado", "Una pregunta");
  const anas = await openCase("form-0005", "Ana Torres", "Una queja");
  const luis = await comeIn(line, admin, "luis@acme.example", ["agent"]);
  const nobody = await luis.get("/director/cases");
  expect([nobody.status, nobody.body["code"]]).toEqual([409, "nobody-on-line"]);
  await isPerson("luis@acme.example", "Luis Prado");
  const { body } = await luis.get("/director/cases");
  const ids = (body["cases"] as { id: string }[]).map((one) => one.id);
  expect(ids).toContain(own);
  expect(ids).not.toContain(anas);
  expect((await luis.get(`/director/cases/${anas}`)).status).toBe(404);
  const act = { key: "12345678" };
  expect(
    (await luis.send("POST", `/director/cases/${anas}/acknowledge`, act))
      .status,
  ).toBe(404);
  expect((await luis.get("/director/figures?by=area")).status).toBe(403);
  expect((await luis.get(`/director/cases/${own}/recordings/0`)).status).toBe(
    403,
  );
  expect((await luis.get(`/director/cases/${own}`)).body["recordings"]).toBe(
    undefined,
  );
});
