/** The agent's desk in a browser, with the real line behind it and simulated telephones beside it. */
import type { Browser } from "playwright-core";
import { password } from "../support/console-people.js";
import {
  barriers,
  hears,
  launchBrowser,
  openPage,
  openPhone,
  pressThere,
  type OpenPage,
} from "./support/browser.js";
import { startTestLine, type TestLine } from "./support/line.js";

let browser: Browser;
let line: TestLine;
let ana: OpenPage;

beforeAll(async () => {
  // As fast as life: a telephone that rings is picked up in time on a slow machine too.
  [browser, line] = await Promise.all([launchBrowser(), startTestLine(1)]);
  const setUp = /http\S+\/join#\S+/.exec(line.greeting)?.[0] ?? "";
  ana = await openPage(browser, setUp);
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
}, 60_000);
afterAll(async () => {
  await ana.close();
  await browser.close();
  await line.stop();
});

test("an agent works a call by keyboard alone, and a line that goes away in the middle of it loses nothing and does nothing twice", async () => {
  const { page } = ana;
  await page.goto(`${line.url}/desk`);
  await page.getByText("Ninguna llamada").waitFor();
  await page.keyboard.press("0");
  await page.getByText("Fuera · nadie espera").waitFor();
  await page.keyboard.press("1");
  await page.getByText("Disponible · nadie espera").waitFor();

  const caller = await openPhone(browser, line.url, "en-GB");
  const phone = caller.page;
  await phone.getByRole("button", { name: "Call", exact: true }).click();
  await hears(phone, "marque 1");
  await phone.keyboard.press("0");
  await page.getByText("Suena para usted").waitFor();
  const own = phone.getByRole("listitem", { name: "Ana Torres", exact: true });
  await own.getByRole("button", { name: "Answer" }).click();
  await own.getByText("1 para tomar").waitFor();
  await own.getByRole("button", { name: "Key 1" }).click();
  await page.getByText("Está hablando").waitFor();
  await page.locator(".customer", { hasText: "acme-1001" }).waitFor();
  // What they pressed is told in words, and the key that opens a form is not typed into it.
  await page.getByText(/^0 la dirección$/).waitFor();
  await page.keyboard.press("o");
  const remedy = page.getByLabel("Con sus palabras");
  await remedy.waitFor();
  expect(await remedy.inputValue()).toBe("");
  await page.keyboard.press("Escape");

  await page.keyboard.press("g");
  for (const [legend, named] of [
    ["Cuál", /tres meses/],
    ["Motivo", "cobro doble"],
    ["Dónde falló", "facturación"],
  ] as const) {
    const choice = page.getByRole("group", { name: legend });
    await pressThere(page, choice.getByRole("radio", { name: named }), "Space");
  }
  await line.goAway();
  await page.getByText("esto es lo último que mostró").waitFor();
  await page.keyboard.press("Enter");
  await page.getByText("La línea no contesta. ¿Está").waitFor();
  await line.comeBack();
  await page
    .getByText("esto es lo último que mostró")
    .waitFor({ state: "detached" });
  await page.keyboard.press("Enter");
  await page.getByText("Hecho: tres meses").waitFor();
  const granted = page.locator(".customer li", { hasText: "tres meses" });
  await granted.waitFor();
  expect(await granted.count()).toBe(1);
  expect(await barriers(page)).toEqual([]);

  await page.keyboard.press("w");
  await pressThere(page, page.getByRole("button", { name: "facturación" }));
  await page.getByText("Anotado. Gracias.").waitFor();
  await caller.close();
}, 120_000);

if (process.env["LONG"])
  test("each key of the desk does what it says: another remedy, a call-back, a pause, and a plan with the caller's recorded yes", async () => {
    const { page } = ana;
    await page.goto(`${line.url}/desk`);
    const caller = await openPhone(browser, line.url, "en-GB");
    const phone = caller.page;
    await phone.getByRole("button", { name: "Call", exact: true }).click();
    await hears(phone, "marque 1");
    await phone.keyboard.press("0");
    await page.getByText("Suena para usted").waitFor();
    const own = phone.getByRole("listitem", {
      name: "Ana Torres",
      exact: true,
    });
    await own.getByRole("button", { name: "Answer" }).click();
    await own.getByText("1 para tomar").waitFor();
    await own.getByRole("button", { name: "Key 1" }).click();
    await page.getByText("Está hablando").waitFor();
    await page.locator(".customer", { hasText: "acme-1001" }).waitFor();

    await page.keyboard.press("o");
    const remedy = page.getByRole("form", { name: "Otro remedio" });
    await remedy.getByLabel("Con sus palabras").fill("un técnico mañana");
    await remedy.getByLabel(/^Lo que nos cuesta/).fill("cinco");
    await remedy.getByText("cobro doble").click();
    await remedy.getByText("facturación", { exact: true }).click();
    // What is no amount is not done.
    expect(
      await remedy.getByRole("button", { name: /^Hacerlo/ }).isEnabled(),
    ).toBe(false);
    await remedy.getByLabel(/^Lo que nos cuesta/).fill("5,00");
    await remedy.getByRole("button", { name: /^Hacerlo: 5,00/ }).click();
    await page.getByText("Hecho: un técnico mañana").waitFor();

    await page.keyboard.press("b");
    const callBack = page.getByRole("form", { name: "Prometer una llamada" });
    await callBack.getByLabel("Sobre qué llamará").fill("si llegó el técnico");
    await callBack.getByText("un día").click();
    await page.keyboard.press("Enter");
    await page.getByText(/^Prometido: caso \d{8}, suyo/).waitFor();

    await page.keyboard.press("h");
    await page.getByText("Quien llama espera fuera").waitFor();
    await hears(phone, "Ana Torres le pide un momento");
    await page.keyboard.press("k");
    await page
      .getByText("Quien llama espera fuera")
      .waitFor({ state: "hidden" });

    await page.keyboard.press("p");
    const plan = page.getByRole("form", { name: "Cambiar de plan" });
    await plan.getByText(/el plan básico/).click();
    await plan.getByText("cobro doble").click();
    await plan.getByText("facturación", { exact: true }).click();
    await plan.getByRole("button", { name: "Preguntarle" }).click();
    await page.getByText("Se le pregunta si se puede grabar.").waitFor();
    await hears(phone, "¿nos permite grabar su respuesta?");
    await phone.keyboard.press("1");
    await hears(phone, "Pagará en total quince dólares al mes");
    await phone.keyboard.press("1");
    await page
      .getByText("Dijo que sí. Está hecho.")
      .waitFor({ timeout: 60_000 });
    await page.getByText("Está hablando").waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press("w");
    await pressThere(page, page.getByRole("button", { name: "facturación" }));
    await page.getByText("Anotado. Gracias.").waitFor();
    await caller.close();
  }, 240_000);

test("the phone asks nobody's name, and keeps nobody out", async () => {
  const caller = await openPage(browser, `${line.url}/phone/`);
  await caller.page
    .locator("select option")
    .first()
    .waitFor({ state: "attached" });
  expect(await barriers(caller.page)).toEqual([]);
  await caller.close();
}, 40_000);

test("after too many tries the page says when the next is taken, whether or not there is such an account", async () => {
  const stranger = await openPage(browser, `${line.url}/sign-in`);
  const door = stranger.page;
  await door.getByRole("heading", { name: "Entrar" }).waitFor();
  const tries = await door.evaluate(async () => {
    const statuses: number[] = [];
    for (let place = 0; place < 11; place += 1) {
      const body = { email: "nobody@acme.example", password: "not mine" };
      // oxlint-disable-next-line no-await-in-loop -- one after the other, as they are counted
      const { status } = await fetch("/api/console/session", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
      statuses.push(status);
    }
    return statuses;
  });
  expect(tries).toEqual([...Array<number>(10).fill(401), 429]);
  await door.getByLabel("Correo").fill("nobody@acme.example");
  await door.getByLabel("Contraseña").fill("not mine");
  await door.keyboard.press("Enter");
  await door.getByText(/Pruebe otra vez en 1\d minutos/).waitFor();
  await door.getByText("¿No la recuerda?").waitFor();
  await stranger.close();
}, 40_000);
