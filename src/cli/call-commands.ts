import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Command } from "commander";
import { createLog } from "../server/log.js";
import { readSettings } from "../server/settings.js";
import { startLine, type RunningLine } from "../server/start.js";
import { callHelp, runCall } from "./call.js";
import { connectNumbers } from "./connect.js";

/** Phoning the line, and having the carrier ring it. */
export function addCallCommands(program: Command): void {
  program
    .command("call")
    .description("phone the line from this terminal")
    .option("--url <url>", "where the line runs", "http://127.0.0.1:3000")
    .option("--from <number>", "whose phone to call from")
    .option(
      "--to <number>",
      "another of the line's numbers: a director's own, or its people's",
    )
    .option("--stay", "stay by the telephone after the call to be rung back")
    .addHelpText("after", callHelp)
    .action(
      async (options: {
        url: string;
        from?: string;
        to?: string;
        stay?: boolean;
      }) => {
        const started = await startUnlessRunning(options.url);
        try {
          await runCall({ ...options, url: started?.url ?? options.url });
        } finally {
          await started?.stop();
        }
      },
    );

  program
    .command("connect")
    .description(
      "point the line's numbers at this server: its own, and those of the people file",
    )
    .option("--number <number>", "this one alone")
    .option("--fallback <url>", "a fallback hosted elsewhere")
    .option("--yes", "do not ask", false)
    .action(
      async ({
        fallback,
        ...options
      }: {
        number?: string;
        fallback?: string;
        yes: boolean;
      }) => {
        await connectNumbers({
          settings: readSettings(process.env),
          ...(fallback !== undefined && { fallbackUrl: fallback }),
          ...options,
          input: process.stdin,
          output: process.stdout,
        });
      },
    );
}

/** A line of our own when none answers at the usual place, so that one command is enough to phone. */
async function startUnlessRunning(
  url: string,
): Promise<RunningLine | undefined> {
  const alive = await fetch(`${url}/healthz`).then(
    (answer) => answer.ok,
    () => false,
  );
  if (alive) return undefined;
  // A line for one call, whatever this shell is set up for: the simulator, on this machine, and nothing kept.
  const dataDir = await mkdtemp(join(tmpdir(), "directo-call-"));
  const settings = readSettings({ PORT: "0", DATA_DIR: dataDir });
  process.stdout.write(
    `Nothing runs at ${url}; starting a line for this call.\n`,
  );
  const line = await startLine(settings, createLog("error"));
  return {
    ...line,
    async stop() {
      await line.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
