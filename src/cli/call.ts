/**
 * The telephone in a terminal: `directo call`. It dials the line's simulated telephones over HTTP, prints the call as it happens,
 * and sends what is pressed; without a terminal it reads commands. It starts no line: whoever calls `runCall` decides about that.
 */
import { createInterface } from "node:readline/promises";
import type { Readable, Writable } from "node:stream";
import { ReadStream } from "node:tty";
import type { PhoneNumbers } from "../carrier/simulator/phone-api.js";
import { formatNumber } from "../phone/phone-view.js";
import { CallError, connectPhoneLine } from "./call-line.js";
import { keysHelp, runKeys } from "./call-keys.js";
import { createScreen } from "./call-screen.js";
import { runScript, scriptHelp } from "./call-script.js";
import { openCall, type CallSession } from "./call-session.js";

export interface CallOptions {
  /** Where the line runs: `http://127.0.0.1:3000`. */
  readonly url: string;
  /** Whose telephone to call from: a number, or the name of somebody on the line's list. */
  readonly from?: string;
  /** What is dialled: a number, or the beginning of what is called so on the line's list; absent: the line's own. */
  readonly to?: string;
  /** Stay by the telephone after the call until it has rung once more. */
  readonly stay?: boolean;
  /** Where keys or commands come from; standard input by default. */
  readonly input?: Readable;
  readonly output?: Writable;
}

/** Shown below the options of `directo call --help`. */
export const callHelp = `${keysHelp}\n${scriptHelp}`;

/** Calls, and resolves when the call is over. Rejects with a `CallError` when no line answers, or a command is not understood. */
export async function runCall(options: CallOptions): Promise<void> {
  const input = options.input ?? process.stdin;
  const screen = createScreen(options.output ?? process.stdout);
  const line = connectPhoneLine(options.url);
  const numbers = await line.numbers();
  const to = findNumber(numbers, options.to);
  const terminal =
    input instanceof ReadStream && input.isTTY ? input : undefined;
  const from = options.from
    ? findCaller(numbers, options.from)
    : await chooseCaller(numbers, terminal, options.output ?? process.stdout);
  screen.print(`Calling ${formatNumber(to)} from ${formatNumber(from)}.`);
  const streams = new AbortController();
  let session: CallSession | undefined;
  const hangUp = async (): Promise<void> => {
    const leg = session?.caller()?.sid;
    if (leg !== undefined)
      await line.act(leg, "hang-up").catch(() => undefined);
  };
  const leave = (): void => void hangUp();
  try {
    session = await openCall({
      line,
      numbers,
      from,
      to,
      stays: options.stay ?? false,
      print: (text) => screen.print(text),
      signal: streams.signal,
    });
    process.once("SIGINT", leave);
    await (terminal
      ? runKeys(terminal, line, session, screen)
      : runScript(input, line, session));
    await session.ended;
  } catch (error) {
    // A script that went wrong leaves no call behind.
    await hangUp();
    throw error;
  } finally {
    process.off("SIGINT", leave);
    streams.abort();
  }
}

/** A number that nobody has is the carrier's to refuse. */
function findNumber(
  { line, others = [] }: PhoneNumbers,
  wanted: string | undefined,
): string {
  if (wanted === undefined) return line;
  const named = others.find(
    ({ name }) =>
      name !== "" && name.toLowerCase().startsWith(wanted.toLowerCase()),
  );
  return named?.number ?? wanted.replaceAll(/[\s().-]/g, "");
}

function findCaller({ callers }: PhoneNumbers, wanted: string): string {
  const number = wanted.replace(/[\s().-]/g, "");
  const found = callers.find(
    (caller) =>
      caller.number === number ||
      caller.name.toLowerCase().startsWith(wanted.toLowerCase()),
  );
  if (found) return found.number;
  if (/^\+[1-9]\d{6,14}$/.test(number)) return number;
  throw new CallError(
    "script",
    `--from is "${wanted}"; it is a number such as +12025550143, or one of ${callers.map(({ name }) => name).join(", ")}.`,
  );
}

/** In a terminal one is asked; a script calls from the first. */
async function chooseCaller(
  { callers }: PhoneNumbers,
  terminal: ReadStream | undefined,
  output: Writable,
): Promise<string> {
  const [first] = callers;
  if (!first)
    throw new CallError(
      "script",
      "The line knows nobody's telephone. Say whose it is: --from +12025550143.",
    );
  if (!terminal) return first.number;
  output.write("Whose telephone?\n");
  for (const [place, { name, number, note }] of callers.entries())
    output.write(
      `  ${place + 1}  ${name} · ${formatNumber(number)} · ${note}\n`,
    );
  const dialogue = createInterface({ input: terminal, output });
  const leaving = new AbortController();
  dialogue.once("SIGINT", () => leaving.abort());
  const answer = await dialogue
    .question("Number in the list (1): ", leaving)
    .catch(() => {
      throw new CallError("script", "\nNobody called.");
    })
    .finally(() => dialogue.close());
  return (callers[Number(answer || "1") - 1] ?? first).number;
}
