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
  stop(): Promise<void>;
}

/** The real line on a free port, with a store of its own; its callers speak and wait `speed` times as fast as life. */
export async function startTestLine(speed: number): Promise<TestLine> {
  const dataDir = await mkdtemp(join(tmpdir(), "directo-phone-"));
  const settings = readSettings({ PORT: "0", DATA_DIR: dataDir });
  const line = await startLine(settings, createLog("silent"), {
    speed,
    prove: proveOnce,
  });
  return {
    url: line.url,
    greeting: line.greeting,
    loseWebhooks: () => line.simulator?.setFaults({ lost: 1 }),
    async stop() {
      await line.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
