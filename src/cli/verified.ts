import type { Writable } from "node:stream";
import { SettingError } from "../server/setting-error.js";
import type { ProbeOptions, Verified } from "../systems/probe.js";

/** Where a system is tried, and with which secret; the setting of that name has it. Throws a `SettingError` when it is not set, and for what is no address. */
export function probeOf(url: string, secretName: string): ProbeOptions {
  const secret = process.env[secretName];
  if (secret === undefined || secret === "")
    throw new SettingError(
      `${secretName} is missing: requests are signed with it.`,
    );
  if (!/^https?:/.test(url) || !URL.canParse(url))
    throw new SettingError(
      `"${url}" is no address such as https://systems.example/directo.`,
    );
  return {
    url: url.replace(/\/+$/, ""),
    secret,
    now: () => Date.now(),
    elapsed: () => performance.now(),
  };
}

/** Prints what a system gets wrong of its contract. Gives whether it keeps all of it. Rejects with a `SettingError` when it is not there. */
export async function printVerified(
  url: string,
  verifying: Promise<Verified>,
  output: Writable,
): Promise<boolean> {
  const { shortcomings, untried } = await verifying.catch((cause: unknown) => {
    throw new SettingError(
      `${url} does not answer: ${reasonOf(cause)}. Is it running, and is the address right?`,
    );
  });
  for (const { rule, seen } of shortcomings)
    output.write(`✗ ${rule}\n  ${seen}\n`);
  if (untried !== undefined) output.write(`\n${untried}\n`);
  const kept = shortcomings.length === 0 && untried === undefined;
  output.write(
    kept
      ? `${url} keeps every rule of the contract.\n`
      : `\n${shortcomings.length} ${shortcomings.length === 1 ? "rule is" : "rules are"} broken at ${url}.\n`,
  );
  return kept;
}

// fetch says "fetch failed", and why one level deeper.
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError") return "nothing came within 10 s";
  return error.cause instanceof Error ? reasonOf(error.cause) : error.message;
}
