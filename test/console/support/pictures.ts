/** Makes the pictures of the console that the documentation shows: `npm run pictures`, after a build. */
import { mkdir } from "node:fs/promises";
import type { Page } from "playwright-core";
import { password } from "../../support/console-people.js";
import { launchBrowser, openPage, openPhone } from "./browser.js";
import { grantRemedies, promiseCalls } from "./days-work.js";
import { setUpLink } from "./first-admin.js";
import { startTestLine } from "./line.js";

const folder = "docs/pictures";
await mkdir(folder, { recursive: true });
const [browser, line] = await Promise.all([launchBrowser(), startTestLine()]);
try {
  const { page: maria } = await openPhone(browser, line.url);
  await maria.getByRole("button", { name: "Llamar", exact: true }).click();
  await line.hears(maria, "marque 1");
  await maria.keyboard.press("1");
  await line.hears(maria, "una llamada de larga distancia");
  await maria.keyboard.press("1");
  await line.shows(maria.locator(".entry.message"));
  await line.hears(maria, "Su factura queda en");
  await maria.screenshot({ path: `${folder}/phone.png` });
  await line.hears(maria, "La llamada terminó");
  await maria.close();

  const { page } = await openPage(browser, setUpLink(line), "en-GB");
  await join(page, "Ana Torres", "ana@acme.example");
  await page.getByRole("link", { name: "People" }).click();
  await page.getByRole("button", { name: "Invite" }).click();
  await page.getByRole("dialog").getByLabel("E-mail").fill("luis@acme.example");
  await page.getByRole("checkbox", { name: /^operations/ }).uncheck();
  await page.getByRole("checkbox", { name: /^approver/ }).check();
  await page.getByRole("checkbox", { name: /^agent/ }).check();
  await page.keyboard.press("Enter");
  const link = await page.locator(".link code").innerText();

  await page.goto(`${line.url}/flows/customer-line`);
  await page.getByText("✓ Proved").waitFor({ timeout: 60_000 });
  await page.getByRole("button", { name: /answered or promised/ }).click();
  await page.getByText("this call comes to").waitFor();
  await page.screenshot({ path: `${folder}/editor.png` });

  await page.locator('[data-step="thanks"]').click();
  const words = page.getByRole("textbox", { name: "en", exact: true });
  await words.first().fill("Have a fine day, and thank you.");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("tab", { name: "Changes" }).click();
  await page.getByLabel("What is new").fill("A warmer goodbye.");
  await page.getByRole("button", { name: "Send for review" }).click();
  await page.getByText("judges it now").waitFor();

  const { page: his } = await openPage(browser, link, "en-GB");
  await join(his, "Luis Prado");
  await his.getByText("waits for review").click();
  await his.getByRole("tab", { name: "Changes" }).click();
  await his.getByText("✓ Proved").waitFor({ timeout: 60_000 });
  await his.locator(".diff").waitFor();
  await his.screenshot({ path: `${folder}/review.png` });
  await his.getByRole("button", { name: "Approve" }).click();
  await his.getByRole("button", { name: "Publish" }).click();
  const live = his.locator("li[data-live]", { hasText: "A warmer goodbye." });
  await live.waitFor({ timeout: 60_000 });
  await his.getByRole("button", { name: "Compare version 2" }).click();
  await his.locator(".diff ins").first().waitFor();
  await his.screenshot({ path: `${folder}/versions.png` });

  await page.goto(`${line.url}/company`);
  await page.locator(".company dl").first().waitFor();
  await page.screenshot({ path: `${folder}/company.png` });
  await page.goto(`${line.url}/company/policies/small-disputes.yaml`);
  await page.locator(".economics svg").waitFor();
  await page.getByText("Fits every flow that is served.").waitFor();
  await page.screenshot({ path: `${folder}/policy.png` });

  await page.goto(`${line.url}/accounts`);
  for (const name of ["Ana Torres", "Luis Prado"]) {
    // oxlint-disable-next-line no-await-in-loop -- one page
    await page.getByRole("button", { name: `Roles of ${name}` }).click();
    // oxlint-disable-next-line no-await-in-loop -- the same
    await page.getByLabel(`Who ${name} is`).selectOption(name);
    // oxlint-disable-next-line no-await-in-loop -- the same
    await page.getByText(`On the line: ${name}`).waitFor();
  }
  await promiseCalls(page);
  await grantRemedies(his);
  await page.goto(`${line.url}/desk`);
  await page.getByText("No call.").waitFor();
  const { page: phone } = await openPhone(browser, line.url, "en-GB");
  await phone.getByRole("button", { name: "Call", exact: true }).click();
  await line.hears(phone, "marque 1");
  await phone.keyboard.press("0");
  await page.getByText("It rings for you").waitFor();
  await page.getByText("Account acme-1001").waitFor();
  await his.goto(`${line.url}/live`);
  await his.getByText("one call in progress").waitFor();
  await his.screenshot({ path: `${folder}/live.png` });
  const ana = phone.getByRole("listitem", { name: "Ana Torres", exact: true });
  await ana.getByRole("button", { name: "Answer" }).click();
  await ana.getByText("1 para tomar").waitFor();
  await ana.getByRole("button", { name: "Key 1" }).click();
  await page.getByText("You are talking").waitFor();
  await page.getByRole("button", { name: /Take a charge off/ }).click();
  await page.locator(".choice").getByText("roaming data").click();
  await page.locator(".choice").getByText("wrong amount").click();
  await page.locator(".choice").getByText("billing").click();
  await page.screenshot({ path: `${folder}/desk.png` });
  await page.keyboard.press("Escape");

  await page.keyboard.press("b");
  await page.getByLabel("What you will call about").fill("The roaming data");
  await page.keyboard.press("Enter");
  await page.getByText(/^Promised: case/).waitFor();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${line.url}/cases`);
  await page.locator(".cases > li").nth(3).waitFor();
  await page.screenshot({ path: `${folder}/cases.png` });
  await page.locator(".cases a").first().click();
  await page.getByRole("button", { name: "Call", exact: false }).waitFor();
  await page.screenshot({ path: `${folder}/case.png` });
  await page.goto(`${line.url}/cases/causes`);
  await page.getByRole("link", { name: /^billing/ }).waitFor();
  await page.screenshot({ path: `${folder}/causes.png` });
} finally {
  await browser.close();
  await line.stop();
}

/** By the link that is open; whoever has an address already is not asked for it. */
async function join(page: Page, name: string, email?: string): Promise<void> {
  await page.getByLabel("Your name").fill(name);
  if (email !== undefined) await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Begin" }).click();
  await page.getByText("Good to see you").waitFor();
}
