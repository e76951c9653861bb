import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLog } from "../../../src/server/log.js";
import { readSettings } from "../../../src/server/settings.js";
import { startLine } from "../../../src/server/start.js";
import { proveOnce } from "../../support/prove-once.js";

export interface TestLine {
  readonly url: string;
  /** What whoever starts it sees. */
  readonly greeting: string;
  /** From now on none of the carrier's questions reaches the line. */
  loseWebhooks(): void;
  /** Nobody answers at its address any more. */
  goAway(): Promise<void>;
  /** Answers there again, with what was kept. */
  comeBack(): Promise<void>;
  stop(): Promise<void>;
}

/** The real line on a free port, with a store of its own; its callers speak and wait `speed` times as fast as life. */
export async function startTestLine(speed: number): Promise<TestLine> {
  const dataDir = await mkdtemp(join(tmpdir(), "directo-phone-"));
  const start = (port: string) =>
    startLine(
      readSettings({ PORT: port, DATA_DIR: dataDir }),
      createLog("silent"),
      { speed, prove: proveOnce },
    );
  let line = await start("0");
  return {
    url: line.url,
    greeting: line.greeting,
    loseWebhooks: () => line.simulator?.setFaults({ lost: 1 }),
    goAway: () => line.stop(),
    async comeBack() {
      line = await start(new URL(line.url).port);
    },
    async stop() {
      await line.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
