/** A flow from its picture to what callers get: drawn, proved, changed, tried, reviewed, published and taken back, in that order. */
import { readFileSync } from "node:fs";
import type { Browser, Locator, Page } from "playwright-core";
import { manyQuestions } from "../../bench/many-questions.js";
import {
  parseTranscript,
  printTranscript,
} from "../../src/flows/transcript/index.js";
import { password } from "../support/console-people.js";
import {
  barriers,
  launchBrowser,
  openPage,
  pressThere,
  type OpenPage,
} from "./support/browser.js";
import { comeInFirst } from "./support/first-admin.js";
import { startTestLine, type TestLine } from "./support/line.js";
import { textOn } from "./support/two-people.js";

let browser: Browser;
let line: TestLine;
let ana: OpenPage;
let page: Page;

beforeAll(async () => {
  [browser, line] = await Promise.all([launchBrowser(), startTestLine()]);
  ana = await comeInFirst(browser, line);
  page = ana.page;
}, 60_000);
afterAll(async () => {
  await ana.close();
  await browser.close();
  await line.stop();
});

const hasNoBarriers = async () => expect(await barriers(page)).toEqual([]);

/** Without a mouse. */
const key = (target: Locator, pressed?: string) =>
  pressThere(page, target, pressed);
const stepCard = (name: string) => page.locator(`[data-step="${name}"]`);
const tab = (name: string) => page.getByRole("tab", { name }).click();
const typeAtEnd = async (text: string) => {
  await tab("Texto");
  await page.locator(".cm-content").press("Control+End");
  await page.keyboard.insertText(text);
};

test("a flow is a picture with seconds on its ways, its promises beside it, and the worst call on it when asked", async () => {
  await page.getByRole("link", { name: "Flujos" }).click();
  await page.getByText("Línea de clientes").click();
  await stepCard("welcome").waitFor();
  await page.getByText("✓ Probado").waitFor({ timeout: 60_000 });
  await page
    .locator(".way", { hasText: "conceded" })
    .getByText(/≤ \d+ s/)
    .waitFor();
  await page.getByRole("button", { name: /atendida o prometida en/ }).click();
  await page.getByText("this call comes to").waitFor();
  expect(
    await page.locator(".card-of-step[data-passed]").count(),
  ).toBeGreaterThan(2);
  await hasNoBarriers();
  // On a telephone the promises scroll within their own line, and the page does not.
  await page.setViewportSize({ width: 390, height: 844 });
  expect(
    await page.evaluate("document.documentElement.scrollWidth"),
  ).toBeLessThanOrEqual(390);
  await page.setViewportSize({ width: 1280, height: 800 });
}, 90_000);

test("a step changed in its form is changed in the text and in the proof, and undone", async () => {
  await key(stepCard("person"));
  // The form is at hand, and Esc leads back to the picture.
  await page.keyboard.press("Tab");
  await page.keyboard.press("Escape");
  await key(stepCard("person"));
  await key(page.getByLabel("hold at most"), "Control+A");
  await page.keyboard.insertText("10m");
  await page.getByText("✗ Hay una promesa rota").waitFor({ timeout: 60_000 });
  await tab("Texto");
  // The editor keeps only those lines on the page that can be seen.
  await stepCard("person").click();
  await page.locator(".cm-line", { hasText: "hold at most: 10m" }).waitFor();
  await page.getByRole("button", { name: "Deshacer" }).click();
  await page.locator(".cm-line", { hasText: "hold at most: 60s" }).waitFor();
  await hasNoBarriers();
}, 90_000);

test("a file that is opened is the draft, and comes back as it was; a flow that is too much to prove holds nothing up", async () => {
  await tab("Texto");
  const open = async (text: string) =>
    page.locator("input[type=file]").setInputFiles({
      name: "flow.yaml",
      mimeType: "text/yaml",
      buffer: Buffer.from(text),
    });
  await open(manyQuestions(14));
  await stepCard("ask-1-0").waitFor();
  await page.getByText("Probando…").waitFor();
  const shipped = readFileSync("flows/customer-line.yaml", "utf8");
  const ofWindows = shipped.replaceAll("\n", "\r\n");
  await open(ofWindows);
  await page.getByText("✓ Probado").waitFor({ timeout: 60_000 });
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Guardar como archivo" }).click(),
  ]);
  expect(readFileSync(await download.path(), "utf8")).toBe(ofWindows);
  // One of another name, an import say, is this flow from then on.
  await open(shipped.replace("flow: customer-line", "flow: from-studio"));
  expect(await textOn(page)).toBe(shipped);
}, 90_000);

test("a mistake is told while one types, and mended by one click", async () => {
  await typeAtEnd(
    "\n  later:\n    goodby:\n      say: { es: Luego., en: Later. }\n",
  );
  await page.getByText('¿Quiso decir "goodbye"?').first().waitFor();
  // Tab writes in the text, and Esc lets go of it.
  await page.keyboard.press("Escape");
  await key(page.getByRole("button", { name: "Escribir goodbye" }));
  await stepCard("later").waitFor();
  await key(page.getByRole("button", { name: "Guardar", exact: true }));
  await page.getByText("Borrador, lo guardó Ana Torres").waitFor();
}, 60_000);

test("what was typed is there after a look at another page, and after the session ended meanwhile", async () => {
  const words = page.getByRole("textbox", { name: "en", exact: true }).first();
  await stepCard("goodbye").click();
  await tab("Paso");
  await words.fill("Typed, not saved.");
  await page.getByRole("link", { name: "Ahora" }).click();
  await page.getByRole("heading", { name: "La línea ahora" }).waitFor();
  await page.goBack();
  await page.getByText("está aquí como lo dejó").waitFor();
  await stepCard("goodbye").click();
  await page.context().clearCookies();
  await page.getByRole("button", { name: "Guardar", exact: true }).click();
  const again = page.getByRole("dialog", { name: "Su sesión terminó" });
  await again.waitFor();
  await hasNoBarriers();
  await page.keyboard.insertText(password);
  await page.keyboard.press("Enter");
  await again.waitFor({ state: "detached" });
  expect(await words.inputValue()).toBe("Typed, not saved.");
  await page.getByRole("button", { name: "Guardar", exact: true }).click();
  await page.getByRole("button", { name: "Guardado", exact: true }).waitFor();
}, 60_000);

test("a call of the draft is followed by the picture, and becomes a test", async () => {
  await key(page.getByRole("tab", { name: "Llamada" }));
  await key(page.getByRole("button", { name: "Llamar al borrador" }));
  await page.getByText("Acme.").first().waitFor();
  await key(page.getByRole("button", { name: "1", exact: true }));
  await page.locator('[data-step="small-charge"][data-here]').waitFor();
  await page.getByRole("button", { name: "Facturación no contesta" }).click();
  await page.getByRole("button", { name: "Silencio", exact: true }).click();
  await page.locator('[data-step="person"][data-here]').waitFor();
  await page.getByLabel("Qué muestra").fill("Sin facturación, una persona.");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Guardar como prueba" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("sin-facturacion-una-persona.call");
  const saved = readFileSync(await download.path(), "utf8");
  expect(printTranscript(parseTranscript(saved))).toBe(saved);
  expect(saved).toContain("charges-unavailable");
  await hasNoBarriers();
}, 60_000);

/** Waits until the form's English sentence is this. */
const fieldOf = (on: Page, text: string) =>
  on
    .getByRole("textbox", { name: "en", exact: true })
    .and(on.locator(`text=${text}`))
    .first()
    .waitFor();

test("two people who change one flow lose nothing: other steps are put together, one step is decided", async () => {
  const other = await openPage(browser, `${line.url}/flows/customer-line`);
  const { page: second } = other;
  await second.getByLabel("Correo").fill("ana@acme.example");
  await second.getByLabel("Contraseña").fill(password);
  await second.keyboard.press("Enter");
  await second.locator('[data-step="thanks"]').click();
  await second
    .getByRole("textbox", { name: "en", exact: true })
    .first()
    .fill("Have a fine day.");
  await second.getByRole("button", { name: "Guardar" }).click();
  await second.getByText("Borrador, lo guardó").waitFor();

  await stepCard("goodbye").click();
  await tab("Paso");
  await page
    .getByRole("textbox", { name: "en", exact: true })
    .first()
    .fill("Thanks.");
  await page.getByRole("button", { name: "Guardar" }).click();
  await page.getByText("también está").waitFor();
  await stepCard("thanks").click();
  await fieldOf(page, "Have a fine day.");

  await second
    .getByRole("textbox", { name: "en", exact: true })
    .first()
    .fill("Have a great day.");
  await second.getByRole("button", { name: "Guardar" }).click();
  await second.getByText("también está").waitFor();
  await stepCard("thanks").click();
  await tab("Paso");
  await page
    .getByRole("textbox", { name: "en", exact: true })
    .first()
    .fill("So long.");
  await page.getByRole("button", { name: "Guardar" }).click();
  const merge = page.getByRole("alertdialog");
  await merge.getByText("Have a great day.").waitFor();
  await merge.getByText("So long.").waitFor();
  await hasNoBarriers();
  await merge.getByLabel("Lo de Ana Torres").check();
  await merge.getByRole("button", { name: "Guardar" }).click();
  await merge.waitFor({ state: "detached" });
  await fieldOf(page, "Have a great day.");
  expect(other.complaints.filter((one) => !/40[19]/.test(one))).toEqual([]);
  await other.close();
}, 90_000);

/** An admin's request, as the page sends it. */
const send = (on: Page, method: string, path: string, body: object) =>
  on.evaluate(
    async ([where, request]) => {
      const answer = await fetch(`/api/console${where}`, request);
      return (await answer.json()) as Record<string, unknown>;
    },
    [
      path,
      {
        method,
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      },
    ] as const,
  );

test("a draft is what callers get once a second person approved it, and the way back says first what it changes", async () => {
  const { token } = await send(page, "POST", "/invitations", {
    email: "luz@acme.example",
    roles: ["approver"],
  });
  await key(page.getByRole("tab", { name: "Cambios" }));
  await page.locator(".diff ins", { hasText: "Have a great day." }).waitFor();
  await key(page.getByLabel("Qué hay de nuevo"), "U");
  await page.keyboard.insertText("n adiós más cálido.");
  await key(page.getByRole("button", { name: "Mandar a revisar" }));
  await page.getByText("Ahora lo juzga alguien").waitFor();
  await hasNoBarriers();

  const luz = await openPage(browser, `${line.url}/join#${String(token)}`);
  const { page: hers } = luz;
  await hers.getByLabel("Su nombre").fill("Luz Mar");
  await hers.getByLabel("Contraseña").fill(password);
  await hers.getByRole("button", { name: "Empezar" }).click();
  await pressThere(hers, hers.locator("a", { hasText: "espera revisión" }));
  await pressThere(hers, hers.getByRole("tab", { name: "Cambios" }));
  await hers.locator(".diff ins", { hasText: "Have a great day." }).waitFor();
  await pressThere(hers, hers.getByRole("button", { name: "Aprobar" }));
  await hers.getByRole("button", { name: "Pasarle las llamadas" }).click();
  await hers.getByText("No se recuerda ninguna llamada").waitFor();
  await pressThere(hers, hers.getByRole("button", { name: "Publicar" }));
  await hers
    .locator(".version-list li[data-live]", { hasText: "Un adiós más cálido." })
    .waitFor({ timeout: 60_000 });
  await hers.getByRole("button", { name: "Comparar la versión 2" }).click();
  await hers.locator(".diff ins", { hasText: "Have a great day." }).waitFor();
  expect(await barriers(hers)).toEqual([]);
  const back = hers.getByRole("button", { name: "Volver a la versión 1" });
  await pressThere(hers, back);
  await hers.getByText("¿Volver a la versión 1?").waitFor();
  await hers.locator(".diff del", { hasText: "Have a great day." }).waitFor();
  await hers.getByText("Lo que la línea promete queda como está.").waitFor();
  expect(await barriers(hers)).toEqual([]);
  const live = hers.locator(".version-list li[data-live]");
  await pressThere(hers, hers.getByRole("button", { name: "Dejarlo" }));
  await hers
    .getByText("¿Volver a la versión 1?")
    .waitFor({ state: "detached" });
  await live.getByText("Un adiós más cálido.").waitFor();
  await pressThere(hers, back);
  await pressThere(hers, hers.getByRole("button", { name: "Sí, dar la" }));
  await hers.getByText("desde ahora reciben la versión 1.").waitFor();
  await live.getByText("del archivo").waitFor();
  const [download] = await Promise.all([
    hers.waitForEvent("download"),
    hers
      .getByRole("button", { name: "Guardar la versión 1 como archivos" })
      .click(),
  ]);
  expect(readFileSync(await download.path(), "utf8")).toBe(
    readFileSync("flows/customer-line.yaml", "utf8"),
  );
  expect(luz.complaints).toEqual([]);
  await luz.close();
}, 120_000);

test("what went live since a draft was begun is merged into it when it is opened", async () => {
  await page.goto(`${line.url}/flows/customer-line`);
  await stepCard("welcome").click();
  await page.getByLabel("attempts").fill("3");
  await page.getByRole("button", { name: "Guardar", exact: true }).click();
  await page.getByText("Borrador, lo guardó Ana Torres").waitFor();
  await send(page, "PUT", "/versions/live", { number: 2, live: 1 });
  await page.reload();
  await page.getByText("también está").waitFor();
  await stepCard("later").waitFor();
  await stepCard("welcome").click();
  expect(await page.getByLabel("attempts").inputValue()).toBe("3");
  await page.getByRole("button", { name: "Guardar", exact: true }).click();
  await page.getByRole("button", { name: "Guardado", exact: true }).waitFor();
}, 60_000);
