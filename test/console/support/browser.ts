import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import axe from "axe-core";
import {
  chromium,
  type Browser,
  type Locator,
  type Page,
} from "playwright-core";
import { until } from "../../support/until.js";

const debian = "/usr/bin/chromium";

/** Chromium: the system's where there is one, else the one that comes as a package, with the libraries that a bare machine lacks. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: existsSync(debian) ? debian : await unpackChromium(),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
      "--disable-quic",
    ],
  });
}

// The package brings its libraries and fonts along only where it takes the machine for one of the kind that it was made for.
async function unpackChromium(): Promise<string> {
  process.env["AWS_EXECUTION_ENV"] ??= "AWS_Lambda_nodejs22.x";
  const { default: packaged } = await import("@sparticuz/chromium");
  const folder = process.env["TEST_FOLDER"];
  if (folder === undefined) return packaged.executablePath();
  // A program that another process of the tests is still writing cannot be started: the first unpacks it, the others wait.
  const begun = join(folder, "chromium-begun");
  const done = join(folder, "chromium-unpacked");
  const isFirst = await mkdir(begun).then(
    () => true,
    () => false,
  );
  if (!isFirst) await until(() => existsSync(done));
  const path = await packaged.executablePath();
  if (isFirst) {
    await nameFonts();
    await mkdir(done);
  }
  return path;
}

/** The package looks for its fonts in /tmp, wherever it put them; without any font Chromium ends. */
async function nameFonts(): Promise<void> {
  const fonts = join(tmpdir(), "fonts");
  await writeFile(
    join(fonts, "fonts.conf"),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${fonts}</dir><cachedir>${fonts}/cache</cachedir></fontconfig>
`,
  );
}

export interface OpenPage {
  readonly page: Page;
  /** What the page itself complained of: errors of scripts and in the console. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** An address in a fresh browser profile that prefers `locale`. */
export async function openPage(
  browser: Browser,
  address: string,
  locale = "es-MX",
): Promise<OpenPage> {
  const context = await browser.newContext({
    locale,
    viewport: { width: 1280, height: 800 },
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  await page.goto(address);
  return { page, complaints, close: () => context.close() };
}

/** The phone, with the line's numbers already there. */
export async function openPhone(
  browser: Browser,
  url: string,
  locale?: string,
): Promise<OpenPage> {
  const opened = await openPage(browser, `${url}/phone/`, locale);
  const option = opened.page.locator("select option").first();
  await option.waitFor({ state: "attached" });
  return opened;
}

/** What keeps people out who see, hear or move otherwise: by the rules of WCAG 2.2 AA that a machine can check. */
export async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await (
      globalThis as unknown as { axe: typeof axe }
    ).axe.run({
      runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"],
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html }) => `${id}: ${html}`),
    );
  });
}

const mostTabs = 120;

/** Goes there as somebody without a mouse does, and presses; throws where they cannot get there, or would not see that they are. */
export async function pressThere(
  page: Page,
  target: Locator,
  key = "Enter",
): Promise<void> {
  await target.waitFor();
  for (let tabs = 0; tabs < mostTabs; tabs += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one key after the other
    const there = await target.evaluate((wanted) => {
      if (!wanted.matches(":focus")) return "elsewhere";
      const style = wanted.ownerDocument.defaultView?.getComputedStyle(wanted);
      return style?.outlineStyle === "none" ? "unseen" : "";
    });
    if (there === "unseen")
      throw new Error(`Nobody sees the focus on ${target.toString()}.`);
    if (there === "") return page.keyboard.press(key);
    // oxlint-disable-next-line no-await-in-loop -- the same
    await page.keyboard.press("Tab");
  }
  throw new Error(`No Tab leads to ${target.toString()}.`);
}
