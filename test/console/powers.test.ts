/** What people may grant, as operations say it in the people file's form. */
import type { Browser } from "playwright-core";
import { barriers, launchBrowser } from "./support/browser.js";
import { startTestLine, type TestLine } from "./support/line.js";
import { comeInFirst } from "./support/first-admin.js";
import { textOn } from "./support/two-people.js";

let browser: Browser;
let line: TestLine;
beforeAll(async () => {
  [browser, line] = await Promise.all([launchBrowser(), startTestLine()]);
}, 120_000);
afterAll(async () => {
  await browser.close();
  await line.stop();
});

test("plans and gifts that may be granted are chosen among those of the account system, which says of a name that it has none", async () => {
  const { page, complaints } = await comeInFirst(browser, line);
  await page.goto(`${line.url}/company/people`);
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
  expect(complaints).toEqual([]);
}, 120_000);
