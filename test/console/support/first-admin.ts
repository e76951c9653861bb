import type { Browser } from "playwright-core";
import { password } from "../../support/console-people.js";
import { openPage, type OpenPage } from "./browser.js";
import type { TestLine } from "./line.js";

/** The console's first admin, who came in by the link that the server printed: Ana Torres, on the first page, in Spanish. */
export async function comeInFirst(
  browser: Browser,
  line: TestLine,
): Promise<OpenPage> {
  const ana = await openPage(browser, setUpLink(line));
  const { page } = ana;
  await page.getByLabel("Su nombre").fill("Ana Torres");
  await page.getByLabel("Correo").fill("ana@acme.example");
  await page.getByLabel("Contraseña").fill(password);
  await page.keyboard.press("Enter");
  await page.getByText("Qué gusto verle, Ana Torres.").waitFor();
  return ana;
}

export function setUpLink({ greeting }: TestLine): string {
  return /http\S+\/join#\S+/.exec(greeting)?.[0] ?? "";
}
