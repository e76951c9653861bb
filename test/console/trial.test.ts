/** A version that a share of the calls tries, as the list of versions shows it. */
import type { Browser } from "playwright-core";
import { barriers, launchBrowser } from "./support/browser.js";
import { comeInFirst } from "./support/first-admin.js";
import { startTestLine, type TestLine } from "./support/line.js";
import { meetWith, sendToReview } from "./support/two-people.js";

let browser: Browser;
let line: TestLine;
beforeAll(async () => {
  [browser, line] = await Promise.all([launchBrowser(), startTestLine()]);
}, 120_000);
afterAll(async () => {
  await browser.close();
  await line.stop();
});

test("a version on trial is given to all or taken back, and is none to go back to", async () => {
  const { page } = await comeInFirst(browser, line);
  page.setDefaultTimeout(60_000);
  await page.goto(`${line.url}/flows/customer-line`);
  await page.locator('[data-step="thanks"]').click();
  const words = page.getByRole("textbox", { name: "es", exact: true });
  await words.first().fill("Que tenga un muy buen día.");
  await page.getByRole("button", { name: "Guardar", exact: true }).click();
  await page.getByRole("tab", { name: "Cambios" }).click();
  await sendToReview(page, "Una despedida más cálida.");

  const luis = await meetWith({ browser, line, admin: page }, "Luis Prado", [
    "approver",
  ]);
  const his = luis.page;
  await his.getByText("espera revisión").click();
  await his.getByRole("tab", { name: "Cambios" }).click();
  await his.getByRole("button", { name: "Aprobar" }).click();
  await his.getByLabel("Quién la recibe").selectOption({ index: 2 });
  await his.getByRole("button", { name: "Publicar", exact: true }).click();
  await his.getByText("La versión 2 se prueba con el 10 %").waitFor();
  const tried = his.locator(".version-list li", { hasText: "más cálida" });
  await tried.getByText("a prueba").waitFor();
  const goBack = his.getByRole("button", { name: "Volver a la versión" });
  expect(await goBack.count()).toBe(0);
  // Nobody has called yet: that is said, and no winner named.
  const beside = his.locator(".trial tbody tr", { hasText: "En 60 segundos" });
  await beside.getByText("pocas llamadas para decirlo").waitFor();
  expect(await barriers(his)).toEqual([]);
  await his.getByRole("link", { name: "Todas las cifras" }).click();
  await his
    .getByRole("heading", { name: "Versión 2, a prueba con el 10 %" })
    .waitFor();
  expect(await barriers(his)).toEqual([]);
  await his.goBack();
  await his.getByRole("button", { name: "Dársela a todas" }).click();
  await tried.getByText("en uso").waitFor();
  expect(await tried.getByText("a prueba").count()).toBe(0);
  expect(await goBack.count()).toBe(1);
  expect(luis.complaints).toEqual([]);
  await luis.close();
}, 120_000);
