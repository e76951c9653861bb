/** The console as people meet it: one browser and one line for all of it, in the order of a first day. */
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { password } from "../support/console-people.js";
import {
  barriers,
  launchBrowser,
  openPage,
  type OpenPage,
} from "./support/browser.js";
import { setUpLink } from "./support/first-admin.js";
import { startTestLine, type TestLine } from "./support/line.js";

let browser: Browser;
let line: TestLine;
let ana: OpenPage;
let page: Page;
let invitation = "";

beforeAll(async () => {
  [browser, line] = await Promise.all([launchBrowser(), startTestLine()]);
  ana = await openPage(browser, setUpLink(line), "en-GB");
  page = ana.page;
}, 60_000);
afterAll(async () => {
  await ana.close();
  await browser.close();
  await line.stop();
});

const choose = async (language: "Español" | "English") =>
  page.getByRole("button", { name: language }).click();
const hasNoBarriers = async () => expect(await barriers(page)).toEqual([]);

test("the link that the server printed makes whoever opens it the admin", async () => {
  await page.getByRole("heading", { name: "Your line begins here" }).waitFor();
  await hasNoBarriers();
  await page.getByLabel("Your name").fill("Ana Torres");
  await page.getByLabel("E-mail").fill("ana@acme.example");
  await page.getByLabel("Password").fill(password.slice(0, 12));
  await page.getByText("3 characters more").waitFor();
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Begin" }).click();
  await page.getByText("Good to see you, Ana Torres.").waitFor();
  await hasNoBarriers();
}, 40_000);

test("an admin invites somebody by a link and gives them other roles, by keyboard alone", async () => {
  await page.getByRole("link", { name: "People" }).click();
  await page.getByRole("button", { name: "Invite" }).press("Enter");
  await page.getByRole("dialog").getByLabel("E-mail").fill("eva@acme.example");
  await page.getByRole("checkbox", { name: /^approver/ }).press("Space");
  await hasNoBarriers();
  await page.keyboard.press("Enter");
  const link = page.locator(".link code");
  await link.waitFor();
  invitation = await link.innerText();
  await page.getByText("Invited, not here yet").waitFor();
  await hasNoBarriers();
  await choose("Español");
  await page.getByRole("heading", { name: "Personas de la consola" }).waitFor();
}, 40_000);

test("who was invited comes in on another browser and sees only what their roles allow", async () => {
  const eva = await openPage(browser, invitation);
  const { page: hers } = eva;
  await hers.getByText("Le invitan como operaciones, revisión.").waitFor();
  await hers.getByLabel("Su nombre").fill("Eva Rey");
  await hers.getByLabel("Contraseña").fill(password);
  await hers.getByRole("button", { name: "Empezar" }).click();
  await hers.getByText("Qué gusto verle, Eva Rey.").waitFor();
  expect(await hers.getByRole("link", { name: "Personas" }).count()).toBe(0);
  expect(eva.complaints).toEqual([]);
  await page.reload();
  await page.getByRole("button", { name: "Desactivar: Eva Rey" }).click();
  await page.getByText("desactivada").waitFor();
  await hers.reload();
  await hers.getByRole("heading", { name: "Entrar" }).waitFor();
  await eva.close();
}, 40_000);

test("what everybody did can be read, the newest first", async () => {
  await page.getByRole("link", { name: "Lo que se hizo" }).click();
  const newest = page.locator("tbody tr").first();
  await newest.getByText("desactivó a eva@acme.example").waitFor();
  await page.getByText("entró por primera vez como ana@acme.example").waitFor();
  await hasNoBarriers();
}, 40_000);

test("a wrong password is told in the reader's language, and a right one goes on where one was", async () => {
  await page.getByText("Ana Torres", { exact: true }).first().click();
  await hasNoBarriers();
  await page.getByRole("button", { name: "Salir" }).click();
  await page.getByRole("heading", { name: "Entrar" }).waitFor();
  await hasNoBarriers();
  await page.goto(`${line.url}/accounts`);
  await page.getByLabel("Correo").fill("ana@acme.example");
  await page.getByLabel("Contraseña").fill("not her password");
  await page.keyboard.press("Enter");
  await page.getByText("no son correctos").waitFor();
  // The browser itself notes an answer of 401.
  expect(ana.complaints).toHaveLength(1);
  await page.getByLabel("Contraseña").fill(password);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Personas de la consola" }).waitFor();
}, 40_000);

test("the console's first load is under 300 kB compressed, and the editor comes when it is opened", async () => {
  const fresh = await openPage(browser, "about:blank");
  const loaded: string[] = [];
  const forms = new Set<string | undefined>();
  fresh.page.on("response", (response) => {
    loaded.push(response.url());
    if (/\.(js|css)$/.test(response.url()))
      forms.add(response.headers()["content-encoding"]);
  });
  await fresh.page.goto(line.url);
  await fresh.page.getByRole("heading", { name: "Entrar" }).waitFor();
  const files = loaded
    .map((url) => new URL(url).pathname)
    .filter((path) => path.startsWith("/assets/"));
  const bytes = files.map(
    (path) => gzipSync(readFileSync(`dist/console${path}`)).length,
  );
  expect(files.some((path) => /EditorPage|flow-worker/.test(path))).toBe(false);
  expect(bytes.reduce((sum, one) => sum + one, 0)).toBeLessThan(300_000);
  expect([...forms]).toEqual(["br"]);
  await fresh.close();
}, 40_000);

const pages: readonly (readonly [string, string | RegExp])[] = [
  ["/password", "Cambiar la contraseña"],
  ["/audit", "Lo que se hizo"],
  ["/company", "A quién llama la línea y qué concede"],
  ["/", /^Qué gusto/],
  ["/flows/customer-line", "customer-line"],
  ["/live", "La línea ahora"],
  ["/versions", "Versiones"],
  ["/accounts", "Personas de la consola"],
  ["/sign-in", "Entrar"],
];
test.each(process.env["LONG"] ? pages : pages.slice(0, 3))(
  "the page %s keeps nobody out, on a narrow screen",
  async (path, title) => {
    const narrow = await page.context().newPage();
    await narrow.setViewportSize({ width: 390, height: 844 });
    await narrow.goto(`${line.url}${path}`);
    await narrow.getByRole("heading", { level: 1, name: title }).waitFor();
    expect(await barriers(narrow)).toEqual([]);
    const room = await narrow.evaluate("document.body.scrollWidth");
    expect(room).toBeLessThanOrEqual(390);
    await narrow.close();
  },
  40_000,
);
