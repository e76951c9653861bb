#!/usr/bin/env node
/** The `directo` command. Each subcommand is a file beside this one. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command, Option } from "commander";
import { deleteRecording } from "../carrier/twilio/delete-recording.js";
import { createRest } from "../carrier/twilio/rest.js";
import { openFiles } from "../files/index.js";
import { flowSchema } from "../flows/schema.js";
import { readEnvFile } from "../server/env-file.js";
import { createLog } from "../server/log.js";
import { SettingError } from "../server/setting-error.js";
import { demoLine } from "../server/served/demo-file.js";
import { readSettings, type Settings } from "../server/settings.js";
import { startLine, type RunningLine } from "../server/start.js";
import { accountCommand } from "./account.js";
import { billingCommand } from "./billing.js";
import { callHelp, runCall } from "./call.js";
import { checkFiles, checkFormats, type CheckFormat } from "./check.js";
import { connectNumbers } from "./connect.js";
import { printDiff } from "./diff.js";
import { disputesCommand } from "./disputes.js";
import { graphFormats, printGraph, type GraphFormat } from "./graph.js";
import { lastResortCommand } from "./last-resort.js";
import { importFile } from "./import.js";
import { ledgerCommand } from "./ledger.js";
import { printConsents, printRatings } from "./answers.js";
import { pinCommand } from "./pin.js";
import { simulateCommand } from "./simulate.js";
import { printExport, printForgotten } from "./forget.js";
import { printDeadLetters, retryDeadLetters } from "./outbox.js";
import type { Store } from "../store/contract.js";
import { openLineStore, placeOf } from "../server/store-place.js";

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

program
  .command("check")
  .description("check flow files and print every mistake")
  .argument("[paths...]", "flow files or folders; those that are served")
  .addOption(
    new Option("--format <format>", "how they are printed")
      .choices(checkFormats)
      .default("human"),
  )
  .addOption(
    new Option("--language <language>", "in which mistakes are told").choices([
      "es",
      "en",
    ]),
  )
  .addOption(
    new Option(
      "--people <file>",
      "prove it for these people, and the policies beside each flow, as the line would",
    ).env("PEOPLE_FILE"),
  )
  .addOption(lookUpsOption())
  .addOption(
    new Option(
      "--number <number>",
      "the line's own number, which the main flow answers",
    ).env("TWILIO_NUMBER"),
  )
  .action(
    async (
      paths: string[],
      {
        format,
        language,
        people,
        lookups,
        number,
      }: {
        format: CheckFormat;
        language?: "es" | "en";
        people?: string;
        lookups?: string;
        number?: string;
      },
      command: Command,
    ) => {
      const output = process.stdout;
      const asServed = paths.length === 0;
      // A setting is for the line's own flows: another company's folder has its files beside it.
      const first = (option: string, value: string | undefined) =>
        asServed || command.getOptionValueSource(option) === "cli"
          ? value
          : undefined;
      const options = {
        paths: asServed ? [process.env["FLOWS_DIR"] || "flows"] : paths,
        format,
        language,
        output,
        peopleFile: first("people", people),
        lookUpsFile: first("lookups", lookups),
        elsewhere: { peopleFile: people, lookUpsFile: lookups },
        number,
      };
      if (!(await checkFiles(options))) process.exitCode = 1;
    },
  );

program
  .command("diff")
  .description("what callers would notice of a new version of a flow")
  .argument("<old>", "the flow file of now")
  .argument("<new>", "the flow file to be")
  .option("--calls <folder>", "recorded calls (.call files) to play on both")
  .action(
    async (before: string, after: string, options: { calls?: string }) => {
      const output = process.stdout;
      const errors = process.stderr;
      const { calls } = options;
      if (!(await printDiff({ before, after, calls, output, errors })))
        process.exitCode = 1;
    },
  );

program
  .command("graph")
  .description("print a flow as a picture")
  .argument("<flow>", "a flow file")
  .addOption(
    new Option("--format <format>", "a Mermaid flowchart, or XState's JSON")
      .choices(graphFormats)
      .default("mermaid"),
  )
  .addOption(lookUpsOption())
  .action(
    async (
      path: string,
      { format, lookups }: { format: GraphFormat; lookups?: string },
    ) => {
      const output = process.stdout;
      const errors = process.stderr;
      const options = { path, format, output, errors, lookUpsFile: lookups };
      if (!(await printGraph(options))) process.exitCode = 1;
    },
  );

program
  .command("import")
  .description("make a flow of a Twilio Studio export, and report on it")
  .argument("<export>", "the flow's JSON, as Studio shows it")
  .option("--to <file>", "where the flow is written")
  .option(
    "--look-ups-to <file>",
    "where the connections are written that its look-ups need; else below the report",
  )
  .option(
    "--sub-flow <sid=export...>",
    "the exports of the flows that it runs, by their SID: FW0123=inner.json",
  )
  .option("--time-zone <zone>", "the clock that the line goes by", "UTC")
  .action(
    async (
      path: string,
      options: {
        to?: string;
        lookUpsTo?: string;
        subFlow?: string[];
        timeZone: string;
      },
    ) => {
      const output = process.stdout;
      const errors = process.stderr;
      await importFile({ ...options, path, output, errors });
    },
  );

program
  .command("schema")
  .description("print the JSON Schema of flows, for editors")
  .action(() => {
    process.stdout.write(`${JSON.stringify(flowSchema(), null, 2)}\n`);
  });

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

program.addCommand(pinCommand(withStore));
program.addCommand(lastResortCommand());
program.addCommand(disputesCommand());
program.addCommand(simulateCommand());
program.addCommand(billingCommand());
program.addCommand(accountCommand());
program.addCommand(ledgerCommand());

const outbox = program
  .command("outbox")
  .description("effects that could not be performed, and why")
  .action(() => withStore((store) => printDeadLetters(store, process.stdout)));

outbox
  .command("retry")
  .description("put them back: one by its id, or all")
  .argument("[id]", "the id that `directo outbox` prints")
  .action((id: string | undefined) =>
    withStore(async (store) => {
      const revived = await retryDeadLetters(store, id, Date.now());
      process.stdout.write(
        revived === 0
          ? "There is no such effect.\n"
          : `${revived} will be tried again.\n`,
      );
      if (revived === 0) process.exitCode = 1;
    }),
  );

program
  .command("consents")
  .description("what a caller agreed to on a call, and the proof of it")
  .argument("<call>", "the carrier's id of the call, CA…")
  .action((call: string) =>
    withStore(async (store) => {
      if (!(await printConsents(store, call, process.stdout)))
        process.exitCode = 1;
    }),
  );

program
  .command("ratings")
  .description("what callers answered on a day to the question after the call")
  .argument("<day>", "in the line's time zone: 2026-11-22")
  .action((day: string) =>
    withStore((store) => printRatings(store, day, process.stdout)),
  );

program
  .command("export")
  .description("print all that is kept of a caller, as JSON")
  .argument("<caller>", "a number, +573001234567, or an account")
  .action((caller: string) =>
    withStore(async (store) => {
      const asked = { caller, home: homeOf(readSettings(process.env)) };
      const { stdout, stderr } = process;
      if (!(await printExport(store, asked, Date.now(), stdout, stderr)))
        process.exitCode = 1;
    }),
  );

program
  .command("forget")
  .description("erase what is kept of a caller, and say what stays")
  .argument("<caller>", "a number, +573001234567, or an account")
  .action((caller: string) =>
    withStore(async (store) => {
      const settings = readSettings(process.env);
      const { carrier } = settings;
      const papers = openFiles(
        settings.filesUrl,
        join(placeOf(settings), "files"),
      );
      const deps = {
        store,
        now: () => Date.now(),
        // The simulator's recordings end with it.
        deleteRecording: async (url: string) =>
          !carrier || deleteRecording(createRest(carrier), url),
        removePaper: (link: string) =>
          papers.remove(link.slice(link.lastIndexOf("/") + 1)),
      };
      const asked = { caller, home: homeOf(settings) };
      if (!(await printForgotten(deps, asked, process.stdout)))
        process.exitCode = 1;
    }),
  );

function lookUpsOption(): Option {
  return new Option(
    "--lookups <file>",
    "the connections that flows may look something up over",
  ).env("LOOKUPS_FILE");
}

function homeOf({ number = demoLine }: Settings): string {
  return number;
}

async function withStore(work: (store: Store) => Promise<void>): Promise<void> {
  const store = await openLineStore(readSettings(process.env));
  try {
    await work(store);
  } finally {
    await store.close();
  }
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
