import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { Command } from "commander";
import { renderHosted } from "../carrier/twilio/last-resort.js";
import { knownToFlows } from "../lookups/index.js";
import { openConnections } from "../server/connections.js";
import { compileFile } from "../server/flow-library.js";
import { createLastResort } from "../server/last-resort.js";
import { readCompany } from "../server/served.js";
import {
  SettingError,
  readSettings,
  type Settings,
} from "../server/settings.js";

/** `directo last-resort`: what callers get when no server of ours answers. */
export function lastResortCommand(): Command {
  return new Command("last-resort")
    .description("the fallback as files for another host: it rings your people")
    .requiredOption("--at <url>", "the address of the folder they will be in")
    .option("--to <folder>", "write them there; printed when absent")
    .action(async ({ at, to }: { at: string; to?: string }) => {
      const settings = readSettings(process.env);
      await writeLastResort({ settings, at, to, output: process.stdout });
    });
}

/** Prints or writes the files. Rejects with a `SettingError` or `FlowsRefused` that says what to mend. */
export async function writeLastResort({
  settings,
  at,
  to,
  output,
}: {
  readonly settings: Settings;
  readonly at: string;
  readonly to?: string | undefined;
  readonly output: Writable;
}): Promise<void> {
  if (!/^https?:$/u.test(URL.canParse(at) ? new URL(at).protocol : ""))
    throw new SettingError(
      `--at is "${at}", and the carrier needs an address such as https://files.example/directo.`,
    );
  const demo = new URL("../../demo/people.yaml", import.meta.url);
  const { flow, people, connections } = await readCompany(
    settings.flowsDir,
    settings.peopleFile ?? fileURLToPath(demo),
    await openConnections(settings),
  );
  const folder = at.replace(/\/+$/u, "");
  const { document } = compileFile(flow, {
    connections: knownToFlows(connections),
  });
  const files = renderHosted(createLastResort(document, people, ""), folder);
  if (to === undefined) {
    for (const [name, text] of Object.entries(files))
      output.write(`<!-- ${folder}/${name} -->\n${text}\n`);
    return;
  }
  await mkdir(to, { recursive: true });
  for (const [name, text] of Object.entries(files))
    await writeFile(join(to, name), text);
  output.write(
    `${Object.keys(files).length} files are in ${to}. Put them at ${folder}, then: directo connect --fallback ${folder}/last-resort.xml\n`,
  );
}
