/** The agent's desk in a browser, with the real line behind it and simulated telephones beside it. */
import {
  startAnasDesk,
  talkWithAna,
  type AnasDesk,
} from "./support/anas-desk.js";
import { barriers, openPage, pressThere } from "./support/browser.js";

let desk: AnasDesk;
beforeAll(async () => {
  desk = await startAnasDesk();
}, 60_000);
afterAll(() => desk.stop());

test("an agent works a call by keyboard alone, and a line that goes away in the middle of it loses nothing and does nothing twice", async () => {
  const { line, ana } = desk;
  const { page } = ana;
  await page.goto(`${line.url}/desk`);
  await page.getByText("Ninguna llamada").waitFor();
  await page.keyboard.press("0");
  await page.getByText("Fuera · nadie espera").waitFor();
  await page.keyboard.press("1");
  await page.getByText("Disponible · nadie espera").waitFor();

  const caller = await talkWithAna(desk);
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
  await page.getByText("Desde aquí no se llega a la línea").waitFor();
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
  await page.goto(`${line.url}/cases/decisions`);
  await page.getByText("Cuenta acme-1001", { exact: true }).waitFor();
  await page.goto(`${line.url}/desk`);
  await caller.close();
}, 120_000);

test("the phone asks nobody's name, and keeps nobody out", async () => {
  const caller = await openPage(desk.browser, `${desk.line.url}/phone/`);
  await caller.page
    .locator("select option")
    .first()
    .waitFor({ state: "attached" });
  expect(await barriers(caller.page)).toEqual([]);
  await caller.close();
}, 40_000);

test("after too many tries the page says when the next is taken, whether or not there is such an account", async () => {
  const stranger = await openPage(desk.browser, `${desk.line.url}/sign-in`);
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
