import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { Command } from "commander";
import { renderHosted } from "../carrier/twilio/last-resort.js";
import { flowsThatAnswer } from "../server/served/answering.js";
import { openConnections } from "../server/served/connections.js";
import { createLastResort } from "../server/voice/last-resort.js";
import { readCompany } from "../server/served/served.js";
import { SettingError } from "../server/setting-error.js";
import { readSettings, type Settings } from "../server/settings.js";

/** `directo last-resort`: what callers get when no server of ours answers. */
export function lastResortCommand(): Command {
  return new Command("last-resort")
    .description("the fallback as files for another host: it rings your people")
    .requiredOption("--at <url>", "the address of the folder they will be in")
    .option("--to <folder>", "write them there; printed when absent")
    .option(
      "--number <number>",
      "of the flow that answers this number; of the main flow when absent",
    )
    .action(async (typed: { at: string; to?: string; number?: string }) => {
      const settings = readSettings(process.env);
      await writeLastResort({ settings, output: process.stdout, ...typed });
    });
}

/** Prints or writes the files. Rejects with a `SettingError` or `FlowsRefused` that says what to mend. */
export async function writeLastResort({
  settings,
  at,
  to,
  number,
  output,
}: {
  readonly settings: Settings;
  readonly at: string;
  readonly to?: string | undefined;
  /** One of the line's. */
  readonly number?: string | undefined;
  readonly output: Writable;
}): Promise<void> {
  if (!/^https?:$/u.test(URL.canParse(at) ? new URL(at).protocol : ""))
    throw new SettingError(
      `--at is "${at}", and the carrier needs an address such as https://files.example/directo.`,
    );
  const demo = new URL("../../demo/people.yaml", import.meta.url);
  const files = await readCompany(
    settings.flowsDir,
    settings.peopleFile ?? fileURLToPath(demo),
    await openConnections(settings),
    settings.number,
  );
  const { people } = files;
  const { numbers } = people;
  if (
    number !== undefined &&
    number !== files.number &&
    !Object.hasOwn(numbers, number)
  )
    throw new SettingError(
      `--number is "${number}", and the people file has no flow for it below numbers. There is: ${[...new Set([files.number, ...Object.keys(numbers)])].join(", ")}.`,
    );
  const [main, ...others] = flowsThatAnswer(files);
  const { document } =
    others.find((one) => one.document.flow === numbers[number ?? ""]) ?? main;
  // One of the account's, or none: with the demo number the carrier would ring nobody.
  const shown = number ?? settings.number;
  const folder = at.replace(/\/+$/u, "");
  const hosted = renderHosted(
    {
      ...createLastResort(document, people, ""),
      ...(shown !== undefined && { number: shown }),
    },
    folder,
  );
  if (to === undefined) {
    for (const [name, text] of Object.entries(hosted))
      output.write(`<!-- ${folder}/${name} -->\n${text}\n`);
    return;
  }
  await mkdir(to, { recursive: true });
  for (const [name, text] of Object.entries(hosted))
    await writeFile(join(to, name), text);
  output.write(
    `${Object.keys(hosted).length} files are in ${to}. Put them at ${folder}, then: directo connect --fallback ${folder}/last-resort.xml\n`,
  );
}
