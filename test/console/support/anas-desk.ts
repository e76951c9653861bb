import type { Browser } from "playwright-core";
import { launchBrowser, openPhone, type OpenPage } from "./browser.js";
import { comeInFirst } from "./first-admin.js";
import { startTestLine, type TestLine } from "./line.js";

export interface AnasDesk {
  readonly browser: Browser;
  readonly line: TestLine;
  readonly ana: OpenPage;
  stop(): Promise<void>;
}

/** A line, and the director's desk in a browser. */
export async function startAnasDesk(): Promise<AnasDesk> {
  const [browser, line] = await Promise.all([launchBrowser(), startTestLine()]);
  const ana = await openAnasDesk(browser, line);
  return {
    browser,
    line,
    ana,
    async stop() {
      await ana.close();
      await browser.close();
      await line.stop();
    },
  };
}

/** María asks for the director, who takes the call at the telephone that rings beside hers. Gives María's telephone. */
export async function talkWithAna({
  browser,
  line,
  ana: { page },
}: AnasDesk): Promise<OpenPage> {
  const caller = await openPhone(browser, line.url, "en-GB");
  const phone = caller.page;
  await phone.getByRole("button", { name: "Call", exact: true }).click();
  await line.hears(phone, "marque 1");
  await phone.keyboard.press("0");
  await line.shows(page.getByText("Suena para usted"));
  const own = phone.getByRole("listitem", { name: "Ana Torres", exact: true });
  await own.getByRole("button", { name: "Answer" }).click();
  await line.shows(own.getByText("1 para tomar"));
  await own.getByRole("button", { name: "Key 1" }).click();
  await line.shows(page.getByText("Está hablando"));
  await page.locator(".customer", { hasText: "acme-1001" }).waitFor();
  return caller;
}

async function openAnasDesk(
  browser: Browser,
  line: TestLine,
): Promise<OpenPage> {
  const ana = await comeInFirst(browser, line);
  const { page } = ana;
  await page.goto(`${line.url}/accounts`);
  await page.getByRole("button", { name: "Papeles de Ana Torres" }).click();
  const person = page.getByLabel("Quién es Ana Torres en la línea");
  await person.selectOption("Ana Torres");
  await page.getByText("En la línea: Ana Torres").waitFor();
  return ana;
}
