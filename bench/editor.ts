import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { launchBrowser, openPage } from "../test/console/support/browser.js";
import { startTestLine } from "../test/console/support/line.js";
import { manyQuestions } from "./many-questions.js";
import { manySteps } from "./many-steps.js";

/** Keys that are pressed one after the other, and those of which each is waited for. */
const typed = "abcdefghijklmnopqrstuvwxyz";
const waitedFor = "vwxyz";
const betweenKeysMs = 80;

/**
 * The flow editor in Chromium: how soon a flow is drawn, how long a keystroke holds the page up, how soon what is typed shows in the mistakes
 * and in the picture, and what its proof takes, in time and in memory of the tab. Each flow is the draft of the shipped one. The console is
 * built first.
 */
export async function benchEditor(): Promise<object[]> {
  execFileSync("npx", ["vite", "build", "--logLevel", "error"]);
  const [browser, line] = await Promise.all([launchBrowser(), startTestLine()]);
  try {
    const setUp = /http\S+\/join#\S+/.exec(line.greeting)?.[0] ?? "";
    const { page } = await openPage(browser, "about:blank", "en-GB");
    await page.context().addInitScript({ path: "bench/editor-page.js" });
    await page.goto(setUp);
    await page.getByLabel("Your name").fill("Ana Torres");
    const bytes = await page.evaluate<number>("bench.loaded()");
    await page.getByLabel("E-mail").fill("ana@acme.example");
    await page.getByLabel("Password").fill("five quiet green horses");
    await page.getByRole("button", { name: "Begin" }).click();
    await page.getByText("Good to see you").waitFor();
    const shipped = readFileSync("flows/customer-line.yaml", "utf8");
    const flows: [string, string, string][] = [
      ["shipped", shipped, "welcome"],
      ["200 steps", manySteps(200), "menu-0"],
      ["200 steps, two languages", manySteps(200, true), "menu-0"],
      ["8 questions, asked twice", manyQuestions(8), "ask-1-0"],
    ];
    const figures: object[] = [];
    for (const [flow, text, step] of flows) {
      // oxlint-disable-next-line no-await-in-loop -- each has the machine to itself
      await saveDraft(page, text);
      const address = `${line.url}/flows/customer-line`;
      // oxlint-disable-next-line no-await-in-loop -- the same
      const figure = await measure(browser, page, address, step);
      figures.push({
        flow,
        "first load kB": Math.round(bytes / 1000),
        ...figure,
      });
    }
    return figures;
  } finally {
    await browser.close();
    await line.stop();
  }
}

async function measure(
  browser: Browser,
  signedIn: Page,
  address: string,
  step: string,
): Promise<object> {
  const page = await signedIn.context().newPage();
  page.setDefaultTimeout(40_000);
  await page.goto(address);
  await page.locator("[data-step]").first().waitFor();
  const drawn = await page.evaluate(() => performance.now());
  await page.locator("[data-settled]").waitFor();
  const proved = await page.evaluate(() => performance.now());
  const inForm = await typeInForm(page, step);
  await page.getByRole("tab", { name: "Text" }).click();
  const content = page.locator(".cm-content");
  await content.press("Control+End");
  await page.keyboard.insertText("\n  later:\n    goo:");
  await page.keyboard.press("ArrowLeft");
  await page.locator(".problems", { hasText: '"goo"' }).waitFor();
  const inText = await typeFast(page);
  const mistakes = await eachShown(page, ".problems", `"goo${typed}`);
  for (const _ of typed + waitedFor) {
    // oxlint-disable-next-line no-await-in-loop -- key after key
    await page.keyboard.press("Backspace");
  }
  await page.keyboard.insertText("dbye");
  await page.keyboard.press("End");
  await page.keyboard.insertText("\n      say: { en: Then. }");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowLeft");
  await page.locator('[data-step="later"]').waitFor();
  const picture = await eachShown(page, ".picture", "later");
  const memory = await peakMegabytes(browser);
  await page.close();
  return {
    "drawn ms": Math.round(drawn),
    "proved ms": Math.round(proved - drawn),
    "cpu ms a key, form": inForm,
    text: inText,
    "to mistakes ms": mistakes,
    "to picture ms": picture,
    "peak MB": memory,
  };
}

/** Types in the first sentence of a step. */
async function typeInForm(page: Page, step: string): Promise<number> {
  await page.locator(`[data-step="${step}"]`).click();
  await page.getByRole("textbox", { name: "en", exact: true }).first().click();
  return typeFast(page);
}

/**
 * Types as people do who are quick at it; gives what a key costs the page's own thread, in ms of processor: all that came of the keys, what they
 * had drawn anew included.
 */
async function typeFast(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const busy = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0;
  };
  const before = await busy();
  await page.keyboard.type(typed, { delay: betweenKeysMs });
  const spent = (await busy()) - before;
  await session.detach();
  return Math.round((spent * 1000) / typed.length);
}

/** Types key by key and waits until each shows; from the key to the picture on the screen, in ms. */
async function eachShown(
  page: Page,
  where: string,
  before: string,
): Promise<string> {
  const took: number[] = [];
  let sofar = before;
  for (const key of waitedFor) {
    sofar += key;
    const what = JSON.stringify([where, sofar]);
    // oxlint-disable-next-line no-await-in-loop -- key after key
    await page.evaluate(`bench.shown(...${what})`);
    // oxlint-disable-next-line no-await-in-loop -- the same
    await page.keyboard.press(key);
    // oxlint-disable-next-line no-await-in-loop -- the same
    took.push(await page.evaluate<number>("bench.seen"));
  }
  return spread(took);
}

function spread(took: readonly number[]): string {
  const sorted = took.toSorted((one, other) => one - other);
  const middle = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return `${Math.round(middle)} (${Math.round(sorted.at(-1) ?? 0)})`;
}

/** The most that a process with a page in it has held so far. */
async function peakMegabytes(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  const peaks = processInfo
    .filter(({ type }) => type === "renderer")
    .map(({ id }) => {
      const status = readFileSync(`/proc/${id}/status`, "utf8");
      return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
    });
  return Math.round(Math.max(...peaks));
}

async function saveDraft(page: Page, text: string): Promise<void> {
  await page.evaluate(async (draft) => {
    const path = "/api/console/flows/customer-line";
    const { revision } = (await (await fetch(path)).json()) as {
      revision: number;
    };
    const saved = await fetch(`${path}/draft`, {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ text: draft, from: revision }),
    });
    if (!saved.ok) throw new Error(await saved.text());
  }, text);
}
