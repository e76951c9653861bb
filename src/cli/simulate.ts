import type { Writable } from "node:stream";
import { Command, Option } from "commander";
import { readCompany } from "../server/served/served.js";
import { demoFile } from "../server/served/demo-file.js";
import { SettingError } from "../server/setting-error.js";
import {
  createProver,
  measureDay,
  printDay,
  printRange,
  readArrivals,
  readMix,
  simulateDay,
  timeZoneOf,
  usualDay,
  type DayOptions,
  type DayReport,
} from "../simulate/index.js";
import {
  readAgents,
  readDayOptions,
  readStart,
  usually,
  type SimulateOptions,
} from "./simulate-options.js";

/** `directo simulate`: a day of traffic on the line, in seconds. */
export function simulateCommand(): Command {
  const { percent } = usually;
  return new Command("simulate")
    .description(
      "a day of traffic: what callers live through with so many agents",
    )
    .option(
      "--agents <number>",
      "how many agents, or a range: 8..14",
      String(usualDay.agents),
    )
    .option("--calls <number>", `how many calls come (${usualDay.calls})`)
    .option("--in <time>", `over how long, by chance: 1h (${usually.in})`)
    .option(
      "--arrivals <file>",
      "when calls came, one time a line (CSV), in place of these two",
    )
    .option(
      "--start <time>",
      'when the day begins: "2026-11-23 08:00" (next Monday at eight)',
    )
    .option(
      "--handling <time>",
      `a call keeps an agent for so long, ring and wrap-up included, on average (${usually.handling})`,
    )
    .addOption(
      new Option(
        "--shape <shape>",
        `how these lengths differ (${usualDay.shape})`,
      ).choices(["exponential", "log-normal"]),
    )
    .option(
      "--wrap-up <time>",
      "nobody is offered to an agent for so long after a talk (the people file's)",
    )
    .option(
      "--answers <time>",
      `an agent picks up after so long, on average (${usually.answers})`,
    )
    .option(
      "--declines <percent>",
      `offers that agents refuse (${percent(usualDay.declines)})`,
    )
    .option(
      "--patience <time>",
      `callers wait so long for a person, on average; or "never": nobody hangs up (${usually.patience})`,
    )
    .option(
      "--call-me <percent>",
      `callers who choose to be called back after half a minute (${percent(usualDay.callMe)})`,
    )
    .option(
      "--redials <percent>",
      `callers who hung up and ring again two minutes later (${percent(usualDay.redials)})`,
    )
    .option(
      "--reached <percent>",
      `callers who pick up when they are called back (${percent(usualDay.reached)})`,
    )
    .option(
      "--unsettled <percent>",
      `callers who are not done when the agent is (${percent(usualDay.unsettled)})`,
    )
    .option(
      "--leaders <percent>",
      `how often the director, a deputy or an adviser picks up (${percent(usualDay.leaders)})`,
    )
    .option(
      "--calls-per-second <number>",
      `what the carrier rings for the line (${usualDay.callsPerSecond})`,
    )
    .option("--mix <file>", "why callers ring, and what they press (YAML)")
    .addOption(
      new Option("--flows <folder>", "the flow that is served")
        .env("FLOWS_DIR")
        .default("flows"),
    )
    .addOption(
      new Option("--people <file>", "whose like the agents are").env(
        "PEOPLE_FILE",
      ),
    )
    .addOption(
      new Option(
        "--to <number>",
        `the number that callers dial (${usualDay.to})`,
      ).env("TWILIO_NUMBER"),
    )
    .option("--seed <number>", `another seed is another day (${usualDay.seed})`)
    .addOption(
      new Option("--format <format>", "on standard output")
        .choices(["text", "json"])
        .default("text"),
    )
    .addHelpText("after", "\nWhat is measured, and how: docs/simulating.md.")
    .action(async (typed: SimulateOptions) => {
      // As who is stopped by them ends, but through `exit`: what was made for the day goes with it.
      process.once("SIGINT", () => process.exit(130));
      process.once("SIGTERM", () => process.exit(143));
      await simulate(typed, process.stdout);
    });
}

async function simulate(
  typed: SimulateOptions,
  output: Writable,
): Promise<void> {
  const agents = readAgents(typed.agents);
  const options = await readDay(typed);
  const prove = createProver();
  const reports: DayReport[] = [];
  for (const some of agents)
    reports.push(
      measureDay(await simulateDay({ ...options, agents: some }, prove)),
    );
  const [only] = reports;
  if (typed.format === "json")
    output.write(
      `${JSON.stringify(reports.length === 1 ? only : reports, null, 2)}\n`,
    );
  else
    output.write(
      reports.length === 1 && only ? printDay(only) : printRange(reports),
    );
}

async function readDay(typed: SimulateOptions): Promise<DayOptions> {
  if (
    typed.arrivals !== undefined &&
    (typed.calls ?? typed.in ?? typed.start) !== undefined
  )
    throw new SettingError(
      "--arrivals says when calls come: leave --calls, --in and --start away.",
    );
  if (typed.to !== undefined && !/^\+[1-9]\d{6,14}$/.test(typed.to))
    throw new SettingError(
      `--to is "${typed.to}"; it is one of the line's numbers, such as ${usualDay.to}.`,
    );
  const options: DayOptions = {
    ...usualDay,
    flowsDir: typed.flows,
    peopleFile: typed.people ?? demoFile("people.yaml"),
    ...(typed.to !== undefined && { to: typed.to }),
    ...readDayOptions(typed),
    ...(typed.mix !== undefined && { mix: await readMix(typed.mix) }),
  };
  if (typed.arrivals === undefined && typed.start === undefined) return options;
  const { flowsDir, peopleFile, to } = options;
  const zone = timeZoneOf(await readCompany(flowsDir, peopleFile, {}, to));
  return {
    ...options,
    ...(typed.start !== undefined && { start: readStart(typed.start, zone) }),
    ...(typed.arrivals !== undefined &&
      (await readArrivals(typed.arrivals, zone))),
  };
}
