/** People and what they may grant, as operations say it in the people file's form. */
import type { Browser, Page } from "playwright-core";
import { barriers, launchBrowser, type OpenPage } from "./support/browser.js";
import { startTestLine, type TestLine } from "./support/line.js";
import { comeInFirst } from "./support/first-admin.js";
import { textOn } from "./support/two-people.js";

let browser: Browser;
let line: TestLine;
let ana: OpenPage;
beforeAll(async () => {
  [browser, line] = await Promise.all([launchBrowser(), startTestLine()]);
  ana = await comeInFirst(browser, line);
}, 120_000);
afterAll(async () => {
  await ana.close();
  await browser.close();
  await line.stop();
});

async function openPeople(): Promise<Page> {
  const { page } = ana;
  await page.goto(`${line.url}/company/people`);
  await page.getByText("Encaja con cada flujo que se sirve.").waitFor();
  return page;
}

test("plans and gifts that may be granted are chosen among those of the account system, which says of a name that it has none", async () => {
  const page = await openPeople();
  const powers = page.locator(".of-people section", { hasText: /^Poderes/ });
  await powers.getByRole("button", { name: "Luis Prado" }).click();
  const before = await textOn(page);
  const gifts = page.getByRole("group", { name: "Regalos" });
  const voucher = gifts.getByLabel("un vale de diez dólares · voucher");
  expect(await voucher.isChecked()).toBe(false);
  await voucher.check();
  expect(await textOn(page)).toBe(
    before.replace(
      "these: [faster-line, longer-warranty]",
      "these: [faster-line, longer-warranty, voucher]",
    ),
  );
  expect(await barriers(page)).toEqual([]);
  await page.getByRole("button", { name: "Deshacer" }).click();
  await page.getByText("Como se sirve").waitFor();
  const own = page.locator(".cm-line", { hasText: "[basic, plus]" });
  await own.click();
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.type(", plush");
  const plans = page.getByRole("group", { name: "Planes" });
  const none = plans.getByLabel("plush (el sistema de cuentas no lo tiene)");
  expect(await none.isChecked()).toBe(true);
  await none.click();
  expect(await textOn(page)).toBe(before);
  await page.getByText("Como se sirve").waitFor();
  expect(ana.complaints).toEqual([]);
}, 120_000);

test("somebody new is nobody whom the line rings before they have a name and a telephone that is not the line's", async () => {
  const page = await openPeople();
  const served = await textOn(page);
  await page.getByRole("button", { name: "Añadir: Agentes" }).click();
  await page.getByText("2 errores").waitFor();
  await page.getByText("Nombre nuevo: Teléfono: un teléfono con").waitFor();
  expect(await barriers(page)).toEqual([]);
  const name = page.getByRole("textbox", { name: /^Nombre/ }).first();
  await name.fill("Julia Paz");
  const phone = page.getByRole("textbox", { name: "Teléfono" });
  await phone.fill("+1 202 555 0104");
  await page.getByText("Julia Paz: Teléfono: este es un número").waitFor();
  await phone.fill("+1 202 555 0100");
  await page.getByText("se llamaría a sí misma").waitFor();
  await phone.fill("+1 202 555 0177");
  await page.getByText("Encaja con cada flujo que se sirve.").waitFor();
  await page.getByRole("button", { name: "Quitar", exact: true }).click();
  await page.getByRole("button", { name: "office" }).click();
  const monday = page.getByRole("textbox", { name: "lunes" });
  await monday.fill("8-12:30");
  await page.getByText("1 error").waitFor();
  await page.getByText("lunes: desde y hasta, como").waitFor();
  await monday.fill("8:00-12:30, 13:30-18:00");
  await page.getByText("Encaja con cada flujo que se sirve.").waitFor();
  await monday.fill("08:00-12:30, 13:30-18:00");
  expect(await textOn(page)).toBe(served);
}, 120_000);
