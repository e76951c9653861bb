import type { Browser } from "playwright-core";
import { password } from "../../support/console-people.js";
import { openPage, type OpenPage } from "./browser.js";
import type { TestLine } from "./line.js";

/** The director's desk in a browser of her own: she is the console's first admin. */
export async function openAnasDesk(
  browser: Browser,
  line: TestLine,
): Promise<OpenPage> {
  const setUp = /http\S+\/join#\S+/.exec(line.greeting)?.[0] ?? "";
  const ana = await openPage(browser, setUp);
  const { page } = ana;
  await page.getByLabel("Su nombre").fill("Ana Torres");
  await page.getByLabel("Correo").fill("ana@acme.example");
  await page.getByLabel("Contraseña").fill(password);
  await page.keyboard.press("Enter");
  await page.getByText("Qué gusto").waitFor();
  await page.goto(`${line.url}/accounts`);
  await page.getByRole("button", { name: "Papeles de Ana Torres" }).click();
  const person = page.getByLabel("Quién es Ana Torres en la línea");
  await person.selectOption("Ana Torres");
  await page.getByText("En la línea: Ana Torres").waitFor();
  return ana;
}
