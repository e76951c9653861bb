import { join } from "node:path";
import type { Command } from "commander";
import { deleteRecording } from "../carrier/twilio/delete-recording.js";
import { createRest } from "../carrier/twilio/rest.js";
import { openFiles } from "../files/index.js";
import { demoLine } from "../server/served/demo-file.js";
import { readSettings, type Settings } from "../server/settings.js";
import { placeOf } from "../server/store-place.js";
import { printConsents, printRatings } from "./answers.js";
import { printExport, printForgotten } from "./forget.js";
import { printDeadLetters, retryDeadLetters } from "./outbox.js";
import { withStore } from "./with-store.js";

/** What is looked up and put right in the line's store, beside its servers. */
export function addStoreCommands(program: Command): void {
  const outbox = program
    .command("outbox")
    .description("effects that could not be performed, and why")
    .action(() =>
      withStore((store) => printDeadLetters(store, process.stdout)),
    );

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
    .description(
      "what callers answered on a day to the question after the call",
    )
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
}

function homeOf({ number = demoLine }: Settings): string {
  return number;
}
