#!/usr/bin/env node
/** The `directo` command. Its subcommands are in the files beside this one. */
import { Command } from "commander";
import { readEnvFile } from "../server/env-file.js";
import { SettingError } from "../server/setting-error.js";
import { accountCommand } from "./account.js";
import { billingCommand } from "./billing.js";
import { addCallCommands } from "./call-commands.js";
import { disputesCommand } from "./disputes.js";
import { addFlowCommands } from "./flow-commands.js";
import { lastResortCommand } from "./last-resort.js";
import { ledgerCommand } from "./ledger.js";
import { pinCommand } from "./pin.js";
import { simulateCommand } from "./simulate.js";
import { addStoreCommands } from "./store-commands.js";

try {
  readEnvFile();
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(1);
}

const program = new Command("directo")
  .description("The telephone line that customers wish every company had.")
  .showHelpAfterError()
  .configureHelp({ showGlobalOptions: true });

addFlowCommands(program);
addCallCommands(program);
program.addCommand(pinCommand());
program.addCommand(lastResortCommand());
program.addCommand(disputesCommand());
program.addCommand(simulateCommand());
program.addCommand(billingCommand());
program.addCommand(accountCommand());
program.addCommand(ledgerCommand());
addStoreCommands(program);

// Whoever reads only the beginning (`| head`) has what they want.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

program.parseAsync().catch((error: unknown) => {
  const known =
    error instanceof SettingError ||
    (error as { code?: unknown }).code !== undefined;
  process.stderr.write(
    `${known ? (error as Error).message : ((error as Error).stack ?? String(error))}\n`,
  );
  process.exitCode = 1;
});
