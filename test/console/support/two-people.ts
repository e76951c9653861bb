/** What two people do one after the other with a draft, as they would: all in Spanish. */
import type { Browser, Page } from "playwright-core";
import { password } from "../../support/console-people.js";
import { openPage, type OpenPage } from "./browser.js";
import type { TestLine } from "./line.js";

interface Where {
  readonly browser: Browser;
  readonly line: TestLine;
}

/** The text beside the form, all of it: the page draws only the lines that are in view. */
export function textOn(its: Page): Promise<string> {
  return its.evaluate(
    "(() => { const { cmTile, cmView } = document.querySelector('.cm-content'); return String((cmTile ?? cmView).view.state.doc); })()",
  );
}

/** What one person may publish, from a form that is not saved yet. */
export async function publish(its: Page, message: string): Promise<void> {
  await its.getByRole("button", { name: "Guardar", exact: true }).click();
  await its.getByRole("tab", { name: "Publicar" }).click();
  await its.getByLabel("Qué hay de nuevo").fill(message);
  await its.getByRole("button", { name: "Publicar", exact: true }).click();
}
/** Somebody with an account and a browser of their own. */
export async function meetWith(
  { browser, line, admin }: Where & { readonly admin: Page },
  name: string,
  roles: readonly string[],
): Promise<OpenPage> {
  const email = `${name.replace(/ .*/, "").toLowerCase()}@acme.example`;
  const invited = await admin.evaluate(async (body) => {
    const response = await fetch("/api/console/invitations", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
    });
    return (await response.json()) as { token: string };
  }, JSON.stringify({ email, roles }));
  const opened = await openPage(browser, `${line.url}/join#${invited.token}`);
  opened.page.setDefaultTimeout(60_000);
  await opened.page.getByLabel("Su nombre").fill(name);
  await opened.page.getByLabel("Contraseña").fill(password);
  await opened.page.getByRole("button", { name: "Empezar" }).click();
  await opened.page.getByText(`Qué gusto verle, ${name}.`).waitFor();
  return opened;
}

export async function sendToReview(its: Page, message: string): Promise<void> {
  await its.getByLabel("Qué hay de nuevo").fill(message);
  await its.getByRole("button", { name: "Mandar a revisar" }).click();
  await its.getByText("Ahora lo juzga alguien").waitFor();
}

/** Goes to what waits, looks at it, approves it and publishes it. */
export async function approveAt(
  line: TestLine,
  hers: Page,
  name: string,
  message: string,
): Promise<void> {
  const isFlow = name.endsWith("-line");
  await hers.goto(isFlow ? line.url : `${line.url}/company`);
  await hers.getByRole("link", { name }).click();
  const changes = hers.getByRole("tab", {
    name: isFlow ? "Cambios" : "Publicar",
  });
  const verdict = hers.getByRole("button", { name: "Aprobar" });
  await changes.or(verdict).first().waitFor();
  if (await changes.isVisible()) await changes.click();
  await verdict.click();
  await hers.getByRole("button", { name: "Publicar", exact: true }).click();
  await hers
    .locator(".version-list li[data-live]", { hasText: message })
    .waitFor({ timeout: 60_000 });
}
/** Somebody dials that number, and hears that. */
export async function hearsAt(
  { browser, line }: Where,
  number: string,
  words: string | RegExp,
): Promise<void> {
  const telephone = await openPage(browser, `${line.url}/phone/`, "es-MX");
  await telephone.page.getByLabel("Marcar").selectOption(number);
  await telephone.page
    .getByRole("button", { name: "Llamar", exact: true })
    .click();
  await line.hears(telephone.page, words);
  await telephone.page.getByRole("button", { name: "Colgar" }).first().click();
  // The next one who dials has the same telephone.
  await line.shows(
    telephone.page.getByRole("button", {
      name: "Llamar",
      exact: true,
      disabled: false,
    }),
  );
  await telephone.close();
}
