import { randomUUID } from "node:crypto";
import { Command } from "commander";
import { verifyAccount } from "../account/verify/index.js";
import { printVerified, probeOf } from "./verified.js";

/** `directo account`: for whoever puts the contract in front of the company's account system. */
export function accountCommand(): Command {
  const command = new Command("account").description(
    "the company's account system, as the line sees it",
  );
  command
    .command("verify")
    .description("tell what an account system gets wrong")
    .argument("<url>", "where it answers, such as https://crm.example/directo")
    .requiredOption(
      "--account <account>",
      "of a test customer who may have another plan and a gift",
    )
    .requiredOption("--other <account>", "of another test customer")
    .addHelpText(
      "after",
      `
It gives one gift and changes one plan, and undoes what may be undone: use a test system. ACCOUNTS_SECRET signs the requests, as the line
does. docs/account.md has the contract.`,
    )
    .action(
      async (url: string, accounts: { account: string; other: string }) => {
        const probe = probeOf(url, "ACCOUNTS_SECRET");
        const kept = await printVerified(
          probe.url,
          verifyAccount({ ...probe, ...accounts, run: randomUUID() }),
          process.stdout,
        );
        if (!kept) process.exitCode = 1;
      },
    );
  return command;
}
