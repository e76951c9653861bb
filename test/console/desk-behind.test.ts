/** A desk while its person looks at another page of the console. */
import { startAnasDesk, type AnasDesk } from "./support/anas-desk.js";
import { barriers, openPhone } from "./support/browser.js";

let desk: AnasDesk;
beforeAll(async () => {
  desk = await startAnasDesk();
}, 60_000);
afterAll(() => desk.stop());

test("whoever looks at another page is still there: it says that it rings, the talk and what was begun stay, and no key is for the desk", async () => {
  const { browser, line } = desk;
  const { page } = desk.ana;
  const elsewhere = page.getByRole("link", { name: "Casos" });
  const back = page.getByRole("link", { name: /^Escritorio/ });
  await page.goto(`${line.url}/desk`);
  await page.getByRole("button", { name: /^Aquí estoy/ }).click();
  await page.getByText("Disponible · nadie espera").waitFor();
  await elsewhere.click();
  await page.getByRole("heading", { name: "Casos" }).waitFor();
  const caller = await openPhone(browser, line.url, "en-GB");
  const phone = caller.page;
  await phone.getByRole("button", { name: "Call", exact: true }).click();
  await line.hears(phone, "marque 1");
  await phone.keyboard.press("0");
  await line.shows(back.getByText("suena"));
  expect(await barriers(page)).toEqual([]);
  const own = phone.getByRole("listitem", { name: "Ana Torres", exact: true });
  await own.getByRole("button", { name: "Answer" }).click();
  await line.shows(own.getByText("1 para tomar"));
  await own.getByRole("button", { name: "Key 1" }).click();
  await line.shows(back.getByText("en conversación"));
  await page.keyboard.press("g");
  await back.click();
  await page.getByText("Está hablando").waitFor();
  expect(await page.getByText("Cuál", { exact: true }).count()).toBe(0);
  await page.keyboard.press("o");
  const remedy = page.getByLabel("Con sus palabras");
  await remedy.fill("Un técnico mañana");
  await elsewhere.click();
  const sign = page.waitForRequest(
    (request) =>
      request.method() === "PUT" && request.url().endsWith("/console/desk"),
    { timeout: 40_000 },
  );
  await line.during(sign);
  await back.click();
  expect(await remedy.inputValue()).toBe("Un técnico mañana");
  await caller.close();
}, 120_000);
