import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { createLog } from "../../../src/server/log.js";
import { readSettings } from "../../../src/server/settings.js";
import { startLine } from "../../../src/server/start.js";
import { createFlowingClock } from "../../support/flowing-clock.js";
import { proveOnce } from "../../support/prove-once.js";

export interface TestLine {
  readonly url: string;
  /** What whoever starts it sees. */
  readonly greeting: string;
  /** Lets time pass for callers and the line until a page shows that. */
  shows(place: Locator): Promise<void>;
  /** The same for a line of the conversation on a telephone that holds `text`. */
  hears(phone: Page, text: string | RegExp): Promise<void>;
  /** The same until `work` ends. */
  during<Result>(work: Promise<Result>): Promise<Result>;
  /** From now on none of the carrier's questions reaches the line. */
  loseWebhooks(): void;
  /** Nobody answers at its address any more. */
  goAway(): Promise<void>;
  /** Answers there again, with what was kept. */
  comeBack(): Promise<void>;
  stop(): Promise<void>;
}

/** How much passes between two looks, ms. */
const stepMs = 500;
const mostSteps = 1_000;

/** The real line on a free port, with a store of its own, as fast as life but where a test lets time pass. */
export async function startTestLine(): Promise<TestLine> {
  const dataDir = await mkdtemp(join(tmpdir(), "directo-phone-"));
  const clock = createFlowingClock();
  const start = (port: string) =>
    startLine(
      readSettings({ PORT: port, DATA_DIR: dataDir }),
      createLog("silent"),
      { clock, prove: proveOnce },
    );
  let line = await start("0");
  const shows = async (place: Locator) => {
    for (let steps = 0; !(await place.first().isVisible()); steps += 1) {
      if (steps > mostSteps)
        throw new Error(`No page ever shows ${place.toString()}.`);
      await clock.pass(stepMs);
      await place.page().evaluate(isDrawn);
    }
  };
  return {
    url: line.url,
    greeting: line.greeting,
    shows,
    hears: (phone, text) =>
      shows(phone.locator(".entry", { hasText: text }).first()),
    async during(work) {
      const over = new AbortController();
      const end = () => over.abort();
      work.then(end, end);
      while (!over.signal.aborted) {
        await clock.pass(stepMs);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      return work;
    },
    loseWebhooks: () => line.simulator?.setFaults({ lost: 1 }),
    goAway: () => line.stop(),
    async comeBack() {
      line = await start(new URL(line.url).port);
    },
    async stop() {
      await line.stop();
      await clock.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** What the line told a page meanwhile is on it. */
const isDrawn = `new Promise((drawn) => {
  requestAnimationFrame(() => requestAnimationFrame(drawn));
})`;
