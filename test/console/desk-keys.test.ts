/** What an agent can do at the desk, each thing by its key, on one call. */
import {
  startAnasDesk,
  talkWithAna,
  type AnasDesk,
} from "./support/anas-desk.js";
import { barriers, pressThere } from "./support/browser.js";

let desk: AnasDesk;
beforeAll(async () => {
  desk = await startAnasDesk();
}, 60_000);
afterAll(() => desk.stop());

test("each key of the desk does what it says: another remedy, a call-back, a pause, and a plan with the caller's recorded yes", async () => {
  const { page } = desk.ana;
  await page.goto(`${desk.line.url}/desk`);
  const caller = await talkWithAna(desk);
  const phone = caller.page;

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
  await desk.line.hears(phone, "Ana Torres le pide un momento");
  await page.keyboard.press("k");
  await page.getByText("Quien llama espera fuera").waitFor({ state: "hidden" });

  await page.keyboard.press("p");
  const plan = page.getByRole("form", { name: "Cambiar de plan" });
  await plan.getByText(/el plan básico/).click();
  await plan.getByText("cobro doble").click();
  await plan.getByText("facturación", { exact: true }).click();
  await plan.getByRole("button", { name: "Preguntarle" }).click();
  await page.getByText("Se le pregunta si se puede grabar.").waitFor();
  await desk.line.hears(phone, "¿nos permite grabar su respuesta?");
  await phone.keyboard.press("1");
  await desk.line.hears(phone, "Pagará en total quince dólares al mes");
  await phone.keyboard.press("1");
  await page.getByText("Dijo que sí. Está hecho.").waitFor({ timeout: 60_000 });
  await page.getByText("Está hablando").waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.keyboard.press("w");
  await pressThere(page, page.getByRole("button", { name: "facturación" }));
  await page.getByText("Anotado. Gracias.").waitFor();
  await caller.close();
}, 240_000);
