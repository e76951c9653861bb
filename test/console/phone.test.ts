import type { Browser, Locator, Page } from "playwright-core";
import { password } from "../support/console-people.js";
import {
  barriers,
  launchBrowser,
  openPage,
  openPhone,
  type OpenPage,
} from "./support/browser.js";
import { setUpLink } from "./support/first-admin.js";
import { startTestLine, type TestLine } from "./support/line.js";

let browser: Browser;
let line: TestLine;
let phone: OpenPage;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
}, 60_000);
afterAll(() => browser.close());

beforeEach(async () => {
  line = await startTestLine();
  phone = await openPhone(browser, line.url);
  page = phone.page;
}, 30_000);
afterEach(async () => {
  await phone.close();
  await line.stop();
});

const shows = (place: Locator) => line.shows(place);
const hears = (on: Page, text: string | RegExp) => line.hears(on, text);
const card = (name: string) =>
  page.getByRole("listitem", { name, exact: true });
const call = async () => {
  await page.getByRole("button", { name: "Llamar", exact: true }).click();
  await hears(page, "marque 1");
};

test("a disputed charge of two dollars ten is gone, with thanks, a corrected total and a message", async () => {
  await call();
  await page.keyboard.press("1");
  await hears(page, "una llamada de larga distancia");
  await page.keyboard.press("1");
  await hears(page, "Gracias por avisarnos");
  await hears(page, "Su factura queda en");
  await shows(page.locator(".entry.message", { hasText: "US$ 61,00" }));
  await hears(page, "La llamada terminó");
  expect(await page.locator(".entry.refused").count()).toBe(0);
  expect(phone.complaints).toEqual([]);
}, 40_000);

test("key 2 rings the agent, who hears a whisper, presses 1 and talks", async () => {
  await call();
  await page
    .getByRole("button", { name: "Tecla 2", exact: true })
    .first()
    .click();
  const luis = card("Luis Prado");
  await shows(luis.getByText(/suena · timbre \d/));
  expect(await luis.getByRole("button", { name: "Tecla 1" }).isEnabled()).toBe(
    false,
  );
  await luis.getByRole("button", { name: "Contestar" }).click();
  await luis.getByText("oye el susurro").waitFor();
  await shows(luis.getByText("Marque 1 para tomar la llamada"));
  await luis.getByRole("button", { name: "Tecla 1" }).click();
  await luis.getByText("habla con María Fernández").waitFor();
  await hears(page, "Habla con Luis Prado");
  await page.getByLabel("Diga algo").fill("No reconozco un cobro");
  await page.keyboard.press("Enter");
  await hears(page, "No reconozco un cobro");
  await luis.getByRole("button", { name: "Colgar" }).click();
  await hears(page, "¿Quedó resuelto?");
  await page.keyboard.press("1");
  await hears(page, "Gracias por llamar");
  await shows(luis.getByText("libre"));
}, 40_000);

test("whoever answers sees the call at their desk, takes a charge off with one key, asks the director, and says what it was about", async () => {
  const own = await openPage(browser, setUpLink(line));
  const { page: desk } = own;
  await desk.getByLabel("Su nombre").fill("Luis Prado");
  await desk.getByLabel("Correo").fill("luis@acme.example");
  await desk.getByLabel("Contraseña").fill(password);
  await desk.getByRole("button", { name: "Empezar" }).click();
  await desk.getByRole("link", { name: "Escritorio", exact: true }).click();
  await desk.getByText("aún no está enlazada").waitFor();
  await desk.getByRole("link", { name: "Personas" }).click();
  await desk.getByRole("button", { name: /Papeles de/ }).click();
  await desk.getByLabel(/^Quién es Luis Prado/).selectOption("Luis Prado");
  await desk.getByText("En la línea: Luis Prado").waitFor();
  await desk.getByRole("link", { name: "Escritorio", exact: true }).click();
  await desk.getByText("Ninguna llamada").waitFor();
  await call();
  await page
    .getByRole("button", { name: "Tecla 2", exact: true })
    .first()
    .click();
  await shows(desk.getByText("Suena para usted"));
  await desk.getByText("Cuenta acme-1001").waitFor();
  await desk.getByRole("heading", { name: "María Fernández" }).waitFor();
  const luis = card("Luis Prado");
  await luis.getByRole("button", { name: "Contestar" }).click();
  await shows(luis.getByText("Marque 1 para tomar la llamada"));
  await luis.getByRole("button", { name: "Tecla 1" }).click();
  await shows(desk.getByText("Está hablando"));
  await desk.getByRole("button", { name: /Quitar un cobro/ }).waitFor();
  await desk.keyboard.press("c");
  const panel = desk.getByRole("form", { name: "Quitar un cobro" });
  await panel.getByText("un paquete de datos").click();
  await panel.getByText("valor equivocado").click();
  await panel.getByText("facturación", { exact: true }).click();
  expect(await barriers(desk)).toEqual([]);
  await panel.getByRole("button", { name: /^Hacerlo: 40,00/ }).click();
  await desk.getByText(/^Hecho: un paquete de datos/).waitFor();
  await desk.keyboard.press("d");
  await shows(desk.getByText("Se está llamando a Ana Torres"));
  await desk.keyboard.press("k");
  await desk.getByText("Se está llamando").waitFor({ state: "hidden" });
  await desk.setViewportSize({ width: 390, height: 844 });
  expect(await barriers(desk)).toEqual([]);
  await page.getByRole("button", { name: "Colgar" }).first().click();
  await shows(desk.getByText("La conversación terminó"));
  await desk.getByRole("button", { name: "Anotarlo" }).click();
  await desk.getByText("Ninguna llamada").waitFor();
  await line.stop();
  await desk.getByText("esto es lo último que mostró").waitFor();
  await own.close();
}, 60_000);

test("key 0 rings the director by name, and after five rings a case number and a time are spoken", async () => {
  await call();
  await page.keyboard.press("0");
  await hears(page, "Le comunico con Ana Torres");
  await shows(card("Ana Torres").getByText(/suena/));
  await hears(page, "Ana Torres no contesta: 5 timbres");
  await hears(
    page,
    /Ana Torres no puede contestar.*a las? .*Su número de caso es( \d){4}/,
  );
  await shows(card("Ana Torres").getByText(/^Caso \d{8}/));
}, 40_000);

test("a caller who chose a call-back while waiting is rung in the page, by an agent whose telephone is a page of its own", async () => {
  const own = await openPage(
    browser,
    `${line.url}/phone/?number=%2B12025550111`,
  );
  const { page: luis } = own;
  await luis.getByText("Teléfono de Luis Prado").waitFor();
  await call();
  await page.keyboard.press("2");
  await hears(page, "Para esperar en silencio, 9.");
  await hears(page, "música de espera");
  await page.keyboard.press("1");
  await hears(
    page,
    /Le llamamos en su turno, .*responde de ello Luis Prado.*Su número de caso es/,
  );
  await page.getByTestId("step").getByText("promete una llamada").waitFor();
  await shows(page.locator(".entry.message", { hasText: "conserva su lugar" }));
  await hears(page, "La llamada terminó");
  await shows(luis.getByRole("button", { name: "Contestar" }));
  expect(await luis.title()).toContain("Suena");
  expect(await barriers(luis)).toEqual([]);
  await luis.keyboard.press("Enter");
  await hears(luis, "Marque 1 y se lo comunico");
  await luis.keyboard.press("1");
  await shows(page.getByText("Suena el teléfono", { exact: true }));
  expect(await barriers(page)).toEqual([]);
  await page.getByRole("button", { name: "Contestar" }).first().click();
  await hears(page, "Le llama Luis Prado, como lo pidió");
  await page.keyboard.press("1");
  await hears(luis, "Habla con María Fernández");
  await page.getByLabel("Diga algo").fill("Gracias por llamarme");
  await page.keyboard.press("Enter");
  await hears(luis, "Gracias por llamarme");
  expect(await luis.locator(".entry", { hasText: "Acme" }).count()).toBe(0);
  expect(own.complaints).toEqual([]);
  await own.close();
}, 60_000);

test("two silences lead to the agent", async () => {
  await call();
  await hears(page, "silencio de 5 s");
  await hears(page, "Un cobro, 1. Una persona, 2.");
  await hears(page, "Suena el teléfono de Luis Prado");
  expect(await page.locator(".entry", { hasText: "silencio de" }).count()).toBe(
    2,
  );
  await shows(
    page.getByTestId("step").getByText("person: busca a una persona"),
  );
}, 40_000);

test("what is said is understood, and what a key cuts stays grey", async () => {
  await call();
  await page.getByLabel("Diga algo").fill("me cobraron de más");
  await page.keyboard.press("Enter");
  await hears(page, "miro su factura");
  const menu = page.locator(".entry.line", { hasText: "Acme" });
  await menu.getByText("cortado").waitFor();
  expect(await menu.locator(".unheard").count()).toBeGreaterThan(0);
}, 40_000);

test("a reload in the middle of a call shows the call again", async () => {
  await call();
  await page.keyboard.press("2");
  await shows(card("Luis Prado").getByText(/suena/));
  const before = await page.locator(".entry").allInnerTexts();
  await page.reload();
  await card("Luis Prado").getByText(/suena/).waitFor();
  const after = await page.locator(".entry").allInnerTexts();
  expect(after.slice(0, before.length)).toEqual(before);
  await page.getByRole("button", { name: "Colgar" }).first().click();
  await hears(page, "La llamada terminó");
}, 40_000);

test("what the carrier refuses is shown with its code", async () => {
  await call();
  line.loseWebhooks();
  await page.keyboard.press("2");
  await shows(
    page.locator(".entry.refused", { hasText: "El operador rechazó · 11200" }),
  );
}, 40_000);

test("Enter calls, and the page speaks the language that the browser prefers or the caller chooses", async () => {
  await phone.close();
  phone = await openPhone(browser, line.url, "en-GB");
  page = phone.page;
  await page.keyboard.press("Enter");
  await page.getByText("The line answers").waitFor();
  await page.getByRole("button", { name: "Español" }).click();
  await page.getByText("La línea contesta").waitFor();
  await page.reload();
  await page.getByText("La línea contesta").waitFor();
  expect(await page.locator("html").getAttribute("lang")).toBe("es");
}, 40_000);

test("a line that goes away is told of, and so is what to do", async () => {
  await line.stop();
  await page
    .getByText("La línea no está en marcha. Iníciela con npm start.")
    .waitFor();
  expect(
    await page.getByRole("button", { name: "Llamar", exact: true }).isEnabled(),
  ).toBe(false);
}, 40_000);

test("every button and field has a name that a screen reader can say", async () => {
  const tree = await page.locator("body").ariaSnapshot();
  expect(tree).toMatch(/- button "Llamar"/);
  expect(tree).not.toMatch(/- (button|textbox|combobox|switch)( \[|:|$)/m);
}, 40_000);
