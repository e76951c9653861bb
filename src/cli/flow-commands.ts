import { Option, type Command } from "commander";
import { flowSchema } from "../flows/schema.js";
import { checkFiles } from "./check.js";
import { checkFormats, type CheckFormat } from "./check-print.js";
import { printDiff } from "./diff.js";
import { graphFormats, printGraph, type GraphFormat } from "./graph.js";
import { importFile } from "./import.js";

/** What is done with flow files; no line runs for it. */
export function addFlowCommands(program: Command): void {
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
      new Option("--language <language>", "in which mistakes are told").choices(
        ["es", "en"],
      ),
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
}

function lookUpsOption(): Option {
  return new Option(
    "--lookups <file>",
    "the connections that flows may look something up over",
  ).env("LOOKUPS_FILE");
}
