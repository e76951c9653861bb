import { randomUUID } from "node:crypto";
import { Command } from "commander";
import { verifyBilling } from "../billing/verify/index.js";
import { printVerified, probeOf } from "./verified.js";

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
      const probe = probeOf(url, "BILLING_SECRET");
      const kept = await printVerified(
        probe.url,
        verifyBilling({ ...probe, ...numbers, run: randomUUID() }),
        process.stdout,
      );
      if (!kept) process.exitCode = 1;
    });
  return command;
}
