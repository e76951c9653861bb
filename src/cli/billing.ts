import { randomUUID } from "node:crypto";
import type { Writable } from "node:stream";
import { Command } from "commander";
import { verifyBilling, type VerifyOptions } from "../billing/verify/index.js";
import { SettingError } from "../server/settings.js";

/** `directo billing`: for whoever puts the contract in front of the company's billing system. */
export function billingCommand(): Command {
  const command = new Command("billing").description(
    "the company's billing system, as the line sees it",
  );
  command
    .command("verify")
    .description("tell what a billing system gets wrong")
    .argument(
      "<url>",
      "where it answers, such as https://billing.example/directo",
    )
    .requiredOption(
      "--number <number>",
      "of a test customer with two charges or more",
    )
    .requiredOption("--other <number>", "of another test customer")
    .addHelpText(
      "after",
      `
It posts one real credit, of the smallest charge: use a test system. BILLING_SECRET signs the requests, as the line does.
docs/billing.md has the contract.`,
    )
    .action(async (url: string, numbers: { number: string; other: string }) => {
      const { BILLING_SECRET: secret } = process.env;
      if (secret === undefined || secret === "")
        throw new SettingError(
          "BILLING_SECRET is missing: requests are signed with it.",
        );
      const kept = await verifyAndPrint(
        {
          ...numbers,
          url: url.replace(/\/+$/, ""),
          secret,
          now: () => Date.now(),
          elapsed: () => performance.now(),
          run: randomUUID(),
        },
        process.stdout,
      );
      if (!kept) process.exitCode = 1;
    });
  return command;
}

/** Tries the contract's rules on a billing system and prints what it gets wrong. Gives whether it keeps them all. */
export async function verifyAndPrint(
  options: VerifyOptions,
  output: Writable,
): Promise<boolean> {
  const { shortcomings, untried } = await verifyBilling(options).catch(
    (cause: unknown) => {
      throw new SettingError(
        `${options.url} does not answer: ${reasonOf(cause)}. Is it running, and is the address right?`,
      );
    },
  );
  for (const { rule, seen } of shortcomings)
    output.write(`✗ ${rule}\n  ${seen}\n`);
  if (untried !== undefined) output.write(`\n${untried}\n`);
  const kept = shortcomings.length === 0 && untried === undefined;
  output.write(
    kept
      ? `${options.url} keeps every rule of the contract.\n`
      : `\n${shortcomings.length} ${shortcomings.length === 1 ? "rule is" : "rules are"} broken at ${options.url}.\n`,
  );
  return kept;
}

// fetch says "fetch failed", and why one level deeper.
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? reasonOf(error.cause) : error.message;
}
