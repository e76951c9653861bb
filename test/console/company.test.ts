/** People, hours and policies as operations change them: two browsers and one line. */
import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { barriers, launchBrowser, type OpenPage } from "./support/browser.js";
import { comeInFirst } from "./support/first-admin.js";
import { startTestLine, type TestLine } from "./support/line.js";
import {
  approveAt,
  hearsAt,
  meetWith,
  publish,
  sendToReview,
  textOn,
} from "./support/two-people.js";

const served = readFileSync("demo/people.yaml", "utf8");
const topics = "billing, general, refunds";
let browser: Browser;
let line: TestLine;
let ana: OpenPage;
let page: Page;

beforeAll(async () => {
  [browser, line] = await Promise.all([launchBrowser(), startTestLine()]);
  ana = await comeInFirst(browser, line);
  page = ana.page;
  page.setDefaultTimeout(60_000);
}, 120_000);
afterAll(async () => {
  await ana.close();
  await browser.close();
  await line.stop();
});

const hasNoBarriers = async () => expect(await barriers(page)).toEqual([]);

/** Of a policy. */
const takeAway = async (name: string) => {
  await page.getByRole("link", { name: `la política ${name}` }).click();
  await page.getByRole("tab", { name: "Publicar" }).click();
  page.once("dialog", (asked) => void asked.accept());
  await page.getByRole("button", { name: "Quitarlo…" }).click();
};
const meet = (name: string, roles: readonly string[]) =>
  meetWith({ browser, line, admin: page }, name, roles);
const approve = (hers: Page, name: string, message: string) =>
  approveAt(line, hers, name, message);
const hears = (number: string, words: string | RegExp) =>
  hearsAt({ browser, line }, number, words);
const saidAs = (its: Page) =>
  its
    .getByRole("group", { name: "Nombre como se dice" })
    .getByRole("textbox", { name: "español" });
const openPeople = async (its: Page) => {
  await its.goto(`${line.url}/company/people`);
  await its.getByRole("button", { name: "Luis Prado" }).first().click();
};

test("an agent's phone is changed in a form, with the text beside it in step, one undo, and what is wrong told in place", async () => {
  await page.getByRole("link", { name: "Empresa" }).click();
  await page.getByRole("link", { name: "Cambiar personas" }).click();
  await page.getByRole("button", { name: "Luis Prado" }).first().click();
  const phone = page.getByRole("textbox", { name: "Teléfono" });
  await phone.fill("nadie");
  await page
    .getByText("Luis Prado: Teléfono: un teléfono con su país")
    .waitFor();
  await hasNoBarriers();
  // The mistake leads to its field from wherever somebody is.
  await page.getByRole("button", { name: "Iván Rey" }).first().click();
  await page.locator(".problems .place").click();
  expect(await page.locator("input:focus").inputValue()).toBe("nadie");
  await page.getByRole("button", { name: "Deshacer" }).click();
  await page.getByText("Encaja con cada flujo que se sirve.").waitFor();
  expect(await textOn(page)).toBe(served);
  await phone.fill("+1 (202) 555-0119");
  expect(await textOn(page)).toBe(
    served.replace("+12025550111", "+12025550119"),
  );
  await page.getByRole("button", { name: "Deshacer" }).click();
  await page.getByRole("textbox", { name: "Temas" }).fill(topics);
  expect(await textOn(page)).toBe(
    served.replace("[billing, general]", `[${topics}]`),
  );
}, 120_000);

test("it is published with a message, proved first, and everything else of the file stays as it was written", async () => {
  await publish(page, "Luis atiende algo más.");
  await page.getByText("Luis atiende algo más.").waitFor();
  const version = page.locator(".version-list li", { hasText: "algo más" });
  await version.getByText("Personas, horarios y poderes").waitFor();
  await page.getByRole("link", { name: "Empresa" }).click();
  await page.getByRole("cell", { name: `${topics}, es` }).waitFor();
  await page.getByRole("link", { name: "Cambiar personas" }).click();
  await page.getByText("Encaja con cada flujo que se sirve.").waitFor();
  expect(await textOn(page)).toBe(
    served.replace("[billing, general]", `[${topics}]`),
  );
  expect(ana.complaints).toEqual([]);
}, 120_000);

test("a second number is written down in the form, published, and dialled on the telephone", async () => {
  await page.goto(`${line.url}/company/people`);
  await page.getByRole("button", { name: "Números y listas" }).click();
  const before = await textOn(page);
  await page.getByLabel("Otro número").fill("+1 202 555 0107");
  await page.getByRole("button", { name: "Añadir el número" }).click();
  const flow = page.getByRole("combobox", { name: /^\+12025550107/ });
  await flow.waitFor();
  expect(await flow.inputValue()).toBe("customer-line");
  await hasNoBarriers();
  expect(await textOn(page)).toBe(
    `${before.trimEnd()}\nnumbers:\n  "+12025550107": customer-line\n`,
  );
  await publish(page, "Un segundo número.");
  await page
    .locator(".version-list li[data-live]", { hasText: "Un segundo número." })
    .waitFor();
  await page.getByRole("link", { name: "Empresa" }).click();
  await page.locator("dt", { hasText: "+12025550107" }).waitFor();
  await hears("+12025550107", /marque 1/i);
}, 120_000);

test("a policy shows what its threshold costs and saves, by assumptions or by the company's own history, and the mark moves with it", async () => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(`${line.url}/company/policies/small-disputes.yaml`);
  const plotted = page.getByRole("img", { name: /^Un cobro de 5,00/ });
  await plotted.waitFor();
  const mark = page.locator(".economics .threshold line");
  const before = await mark.getAttribute("x1");
  await page.getByText("No sale de su propio historial").waitFor();
  const threshold = page
    .getByLabel("Un cobro se quita al momento hasta, USD")
    .first();
  await threshold.fill("1,000");
  const expected = page.getByText("Aquí se espera un importe, como 12,50");
  // At the field, and in the list below: both speak of what is typed here, not of the text's minor units.
  await expected.nth(1).waitFor();
  await page.getByText("Un cobro se quita al momento hasta: ").waitFor();
  await page.getByRole("tab", { name: "Publicar" }).click();
  await page.getByText("Corrija primero los errores").waitFor();
  await page.locator(".problems .place").click();
  expect(await page.locator("input:focus").inputValue()).toBe("1,000");
  await threshold.fill("2,70");
  await page.getByRole("img", { name: /^Un cobro de 2,70/ }).waitFor();
  expect(Number(await mark.getAttribute("x1"))).toBeLessThan(Number(before));
  expect(await textOn(page)).toContain("threshold: { USD: 270 }");
  await page
    .locator(".economics input[type=file]")
    .setInputFiles("examples/disputes/history.csv");
  await page.getByText("De su propio historial, history.csv").waitFor();
  await hasNoBarriers();
  expect(
    await page.evaluate<number>("document.documentElement.scrollWidth"),
  ).toBe(1280);
  await threshold.fill("5,00");
  await page.getByText("Como se sirve").waitFor();
}, 120_000);

if (process.env["LONG"]) {
  test("customers, waiting, what goes out, lists and their names in other languages are typed, approved, and served", async () => {
    const noa = await meet("Noa Vega", ["approver"]);
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(`${line.url}/company/people`);
    const open = (name: string) =>
      page.getByRole("button", { name, exact: true }).click();
    await open("corporate");
    await page.getByLabel("Sus números").fill("+12025550144, +12025550145");
    await open("Espera");
    await page.getByLabel("Los poderes").fill("20s");
    await page.getByLabel("Tras una conversación").fill("45s");
    await open("Lo que sale");
    await page.getByLabel("Países a los que").fill("US, CO");
    await page.getByLabel("Llamadas al día, como mucho").fill("40");
    await page.getByLabel("Una llamada cuesta").fill("18");
    await open("Números y listas");
    await page.getByLabel("Contratistas").fill("Redes del Norte");
    await open("Nombres en otros idiomas");
    await page
      .getByRole("group", { name: "Redes del Norte" })
      .getByLabel("inglés")
      .fill("Northern Networks");
    await hasNoBarriers();
    await page.getByText("Encaja con cada flujo que se sirve.").waitFor();
    await page.getByRole("button", { name: "Guardar", exact: true }).click();
    await page.getByRole("tab", { name: "Publicar" }).click();
    await page.locator(".diff ins", { hasText: /^\+12025550145$/ }).waitFor();
    await sendToReview(page, "Límites.");
    await approve(noa.page, "Cambiar personas", "Límites.");
    await page.goto(`${line.url}/company/people`);
    await page.getByRole("tab", { name: "Publicar" }).click();
    const text = await textOn(page);
    for (const part of [
      '["+12025550144", "+12025550145"]',
      "powers: 20s",
      "wrap-up: 45s",
      "calls a day: 40",
      "call: 18",
      "Redes del Norte:\n    en: Northern Networks",
    ])
      expect(text).toContain(part);
    await noa.close();
  }, 300_000);

  test("a policy is made, approved by somebody else and live; then taken away the same way, and not while a flow goes by it", async () => {
    const alba = await meet("Alba Sol", ["approver"]);
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.getByRole("link", { name: "Empresa" }).click();
    await page.getByRole("button", { name: "Política nueva" }).click();
    const dialog = page.getByRole("dialog");
    const begin = dialog.getByRole("button", { name: "Empezar" });
    await dialog.getByLabel("Nombre").fill("12");
    expect(await begin.isDisabled()).toBe(true);
    await dialog.getByLabel("Empieza como").selectOption("");
    await dialog.getByLabel("Nombre").fill("Large Chargés");
    await dialog.getByText("lo conocen como large-charges.").waitFor();
    await hasNoBarriers();
    await dialog.getByRole("button", { name: "Empezar" }).click();
    await page
      .getByRole("heading", { name: "Política de reclamos large-charges" })
      .waitFor();
    await page.getByText("Todavía no se sirve a nadie").waitFor();
    await page
      .getByLabel("Un cobro se quita al momento hasta, USD")
      .first()
      .fill("12,50");
    await page.getByRole("button", { name: "Guardar", exact: true }).click();
    await page.getByRole("tab", { name: "Publicar" }).click();
    await hasNoBarriers();
    await sendToReview(page, "Cobros grandes.");
    await approve(alba.page, "large-charges", "Cobros grandes.");
    await page.getByRole("link", { name: "Empresa" }).click();
    await page
      .getByRole("heading", { name: "Política de reclamos large-charges" })
      .waitFor();
    await takeAway("small-disputes");
    await page
      .getByRole("alert")
      .getByText('se rige por la política "small-disputes"')
      .waitFor();
    await hasNoBarriers();
    await page.getByRole("link", { name: "Empresa" }).click();
    await takeAway("large-charges");
    await page.getByText("Ana Torres quiere quitar").waitFor();
    await hasNoBarriers();
    await sendToReview(page, "Ya no hace falta.");
    await approve(alba.page, "large-charges", "Ya no hace falta.");
    await page.getByRole("link", { name: "Empresa" }).click();
    await page.getByRole("heading", { name: /small-disputes/ }).waitFor();
    expect(
      await page.getByRole("heading", { name: /large-charges/ }).count(),
    ).toBe(0);
    expect(alba.complaints).toEqual([]);
    await alba.close();
  }, 300_000);

  test("a second flow is made, approved and given a number of its own, and a caller of each number hears its own", async () => {
    const iris = await meet("Iris Gil", ["approver"]);
    await page.goto(line.url);
    await page.getByRole("button", { name: "Flujo nuevo" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Nombre").fill("Sales line");
    await dialog.getByRole("button", { name: "Empezar" }).click();
    await page.getByText("✓ Probado").waitFor({ timeout: 60_000 });
    await page.getByRole("tab", { name: "Cambios" }).click();
    await page.getByText("Es nuevo").waitFor();
    await hasNoBarriers();
    await page.getByRole("button", { name: "Cambiar el nombre" }).click();
    await hasNoBarriers();
    await page.getByLabel("Cómo lo llama la gente").fill("Línea de ventas");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Línea de ventas" }).waitFor();
    await page.getByRole("button", { name: "Guardar", exact: true }).click();
    await sendToReview(page, "Una línea de ventas.");
    await page.goto(line.url);
    await page.getByRole("link", { name: /^Línea de ventas/ }).waitFor();
    await approve(iris.page, "sales-line", "Una línea de ventas.");
    await page.goto(`${line.url}/company/people`);
    await page.getByRole("button", { name: "Números y listas" }).click();
    await page.getByLabel("Otro número").fill("+1 202 555 0108");
    await page.getByRole("button", { name: "Añadir el número" }).click();
    await page
      .getByRole("combobox", { name: /^\+12025550108/ })
      .selectOption("sales-line");
    await publish(page, "El número de ventas.");
    await page
      .locator(".version-list li[data-live]", {
        hasText: "El número de ventas.",
      })
      .waitFor();
    await page
      .getByRole("button", { name: "Comparar la versión" })
      .nth(1)
      .click();
    await page.locator(".compared", { hasText: "sales-line nuevo" }).waitFor();
    await hears("+12025550108", "Le comunico con una persona");
    await hears("+12025550100", /marque 1/i);
    await iris.close();
  }, 300_000);

  test("two who change different persons at once lose nothing; of one person somebody decides", async () => {
    const olga = await meet("Olga Paz", ["operations"]);
    const other = olga.page;
    await Promise.all([openPeople(page), openPeople(other)]);
    await page
      .getByRole("textbox", { name: "Temas" })
      .fill("billing, general, vip");
    await page.getByRole("button", { name: "Guardar", exact: true }).click();
    await page.getByText("Borrador, lo guardó Ana Torres").waitFor();
    await other.getByRole("button", { name: "Iván Rey" }).first().click();
    await saidAs(other).fill("Iván Rei");
    await other.getByRole("button", { name: "Guardar", exact: true }).click();
    await other.getByText("Ana Torres cambió mientras tanto").waitFor();
    const both = await textOn(other);
    expect(both).toContain("topics: [billing, general, vip]");
    expect(both).toContain("es: Iván Rei");
    await saidAs(page).fill("Luis P");
    await other.getByRole("button", { name: "Luis Prado" }).first().click();
    await saidAs(other).fill("L Prado");
    await other.getByRole("button", { name: "Guardar", exact: true }).click();
    await other.getByRole("button", { name: "Guardado" }).waitFor();
    await page.getByRole("button", { name: "Guardar", exact: true }).click();
    const conflict = page.getByRole("alertdialog");
    await conflict.getByText(/^agents › Luis Prado/).waitFor();
    await hasNoBarriers();
    await conflict.getByRole("radio").first().check();
    await conflict.getByRole("button", { name: "Guardar" }).click();
    await page.getByRole("button", { name: "Guardado" }).waitFor();
    expect(await textOn(page)).toBe(
      both.replace(
        "    languages: [es, en, pt]\n# What people may grant",
        "    languages: [es, en, pt]\n    spoken:\n      es: Luis P\n# What people may grant",
      ),
    );
    expect(olga.complaints.filter((one) => !/ 409/.test(one))).toEqual([]);
    await olga.close();
  }, 120_000);

  test("what a flow goes by is not taken away: it is told in place, refused when it is published, and nothing changes", async () => {
    await openPeople(page);
    await page.getByRole("textbox", { name: "Temas" }).fill("general");
    await page.getByText('llama a agentes de "billing"').waitFor();
    await publish(page, "Sin facturación.");
    await page
      .getByRole("alert")
      .getByText(
        "nadie debajo de agents: en el archivo de personas tiene ese tema",
      )
      .waitFor();
    await page.getByRole("link", { name: "Empresa" }).click();
    await page.getByRole("cell", { name: `${topics}, es, en, pt` }).waitFor();
  }, 120_000);

  test("powers are for two to change, and the page is whole on a telephone", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${line.url}/company/people`);
    page.once("dialog", (dialog) => void dialog.accept());
    await page.getByRole("button", { name: "Tirar el borrador" }).click();
    await page.getByText("Como se sirve").waitFor();
    await page.getByRole("button", { name: "Luis Prado" }).nth(1).click();
    await page.getByLabel("Quita como mucho, cada vez").fill("60,00");
    await hasNoBarriers();
    await page.getByRole("tab", { name: "Texto" }).click();
    expect(await textOn(page)).toContain("each: { USD: 6000 }");
    await hasNoBarriers();
    await page.getByRole("button", { name: "Guardar", exact: true }).click();
    await page.getByRole("tab", { name: "Publicar" }).click();
    await page.getByText("lo tiene que ver otra persona").waitFor();
    await hasNoBarriers();
    await page.getByLabel("Qué hay de nuevo").fill("Luis quita más.");
    await page.getByRole("button", { name: "Mandar a revisar" }).click();
    await page.getByText("Ahora lo juzga alguien").waitFor();
    const eva = await meet("Eva Rey", ["approver"]);
    const { page: hers } = eva;
    await hers.getByRole("link", { name: "Empresa" }).click();
    await hers.getByText("espera revisión").waitFor();
    await hers.getByRole("link", { name: "Cambiar personas" }).click();
    await hers.getByRole("tab", { name: "Publicar" }).click();
    await hers.locator(".diff ins", { hasText: "60,00" }).waitFor();
    await hers.getByRole("button", { name: "Aprobar" }).click();
    await hers.getByRole("button", { name: "Publicar", exact: true }).click();
    await hers
      .locator(".version-list li[data-live]", { hasText: "Luis quita más." })
      .getByText("la aprobó Eva Rey")
      .waitFor({ timeout: 60_000 });
    await hers
      .getByRole("button", { name: "Comparar la versión" })
      .first()
      .click();
    await hers.getByRole("heading", { name: "Personas, horarios" }).waitFor();
    await hers.locator(".diff del", { hasText: "50,00" }).waitFor();
    expect(await barriers(hers)).toEqual([]);
    expect(eva.complaints).toEqual([]);
    await eva.close();
    expect(ana.complaints.filter((one) => !/ 4(09|22)/.test(one))).toEqual([]);
  }, 120_000);
}
