import type { Writable } from "node:stream";
import { Command, Option } from "commander";
import { analyseFile, type AnalyseOptions } from "./disputes-analyse.js";
import { exampleHistory } from "../disputes/index.js";

/** `directo disputes`: what the company's own history says about conceding small claims at once. */
export function disputesCommand(): Command {
  const command = new Command("disputes").description(
    "what conceding small claims at once would gain",
  );
  command.addCommand(analyseCommand());
  command
    .command("example")
    .description("print a made-up history of 24 months, to try `analyse` on")
    .option("--seed <number>", "another seed is another history", "1")
    .action(({ seed }: { seed: string }) => {
      endQuietlyWhenUnread(process.stdout);
      process.stdout.write(exampleHistory(Number.parseInt(seed, 10) || 1));
    });
  return command;
}

// `… | head` closes the pipe before all is written: that is no fault.
function endQuietlyWhenUnread(output: Writable): void {
  output.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

function analyseCommand(): Command {
  return new Command("analyse")
    .alias("analyze")
    .description("the threshold that a history of claims supports")
    .argument("<history>", "a CSV file; - reads standard input")
    .option("--threshold <amount>", "an amount to look at closely besides")
    .option("--currency <code>", "which claims (default: the commonest)")
    .option("--handling-cost <amount>", "of a claim whose row tells none")
    .option("--agent-hour <amount>", "turns a file's minutes into money")
    .option("--avoidable <percent>", "of the handling cost that goes away")
    .option("--line-minutes <minutes>", "for one claim that the line settles")
    .option("--line-minute-cost <amount>", "carrier, voice, recognition")
    .option("--message-cost <amount>", "for the message with the invoice")
    .option("--induced <percent>", "further claims for each conceded one")
    .option("--induced-range <percent-percent>", "what is drawn: 0-100")
    .option("--guard <concessions/days>", "then an agent: 3/90")
    .option(
      "--column <field=heading>",
      "name a column by hand; again for each",
      (value: string, before: string[]) => [...before, value],
      [],
    )
    .addOption(
      new Option("--dates <order>", "where a file leaves it open").choices([
        "day-first",
        "month-first",
      ]),
    )
    .addOption(
      new Option("--format <format>", "on standard output")
        .choices(["text", "json"])
        .default("text"),
    )
    .option("--html <file>", "write a page with charts as well")
    .addHelpText(
      "after",
      "\nThe columns are described in docs/disputes-analysis.md.",
    )
    .action(async (file: string, options: AnalyseOptions) => {
      endQuietlyWhenUnread(process.stdout);
      await analyseFile(file, options, process.stdout, process.stderr);
    });
}
