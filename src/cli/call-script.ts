import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { CallError, type LegAction, type PhoneLine } from "./call-line.js";
import type { CallSession } from "./call-session.js";
import type { PhoneEntry } from "../phone/phone-entry.js";
import { isMusic } from "../phone/happening.js";
import type { PhoneLeg, PhoneState } from "../phone/phone-state.js";
import { shortestSilenceMs } from "../phone/phone-view.js";

export const scriptHelp = `
Lines on standard input, one command each (when it is no terminal):
  press 1             press a key, or several: press 12#
  speak cobro         say something
  wait 3              let three seconds pass
  answer              pick up the telephone that rings
  decline             refuse it
  on person press 1   press, speak or hang-up on that person's telephone
  hang-up             hang up
press and speak wait until the line asks or records, somebody talks, or (press) waiting music plays; answer waits until a telephone rings. After the
last line the call goes on until the line ends it; a talk is hung up. Empty lines and lines that begin with # count for nothing.`;

type Command =
  | { readonly type: "wait"; readonly ms: number }
  | {
      readonly type: "act";
      readonly on: "caller" | "person";
      readonly action: LegAction;
      readonly body: { readonly digits?: string; readonly text?: string };
    };

/** Reads one line; undefined for an empty one. Throws a `CallError` that quotes it and lists the commands. */
function readCommand(line: string): Command | undefined {
  const text = line.trim();
  if (text === "" || text.startsWith("#")) return undefined;
  const [, person, word = "", rest = ""] =
    /^(on person )?(\S+)\s*(.*)$/.exec(text) ?? [];
  const on = person === undefined ? "caller" : "person";
  if (word === "press" && /^[0-9*#]+$/.test(rest))
    return { type: "act", on, action: "press", body: { digits: rest } };
  if (word === "speak" && rest !== "")
    return { type: "act", on, action: "speak", body: { text: rest } };
  if (word === "hang-up" && rest === "")
    return { type: "act", on, action: "hang-up", body: {} };
  if ((word === "answer" || word === "decline") && rest === "")
    return { type: "act", on: "person", action: word, body: {} };
  if (word === "wait" && /^\d+(\.\d+)?$/.test(rest) && on === "caller")
    return { type: "wait", ms: Number(rest) * 1_000 };
  throw new CallError(
    "script",
    `"${text}" is no command. They are: press 1, speak cobro, wait 3, answer, decline, on person press 1, hang-up.`,
  );
}

/** Runs the lines of `input` in order, each when the line is ready for it. Resolves after the last. */
export async function runScript(
  input: Readable,
  line: PhoneLine,
  session: CallSession,
): Promise<void> {
  const lines = createInterface({ input });
  const close = (): void => lines.close();
  session.ended.then(close, close);
  for await (const text of lines) {
    const command = readCommand(text);
    if (!command) continue;
    if (command.type === "wait") {
      await pause(command.ms, session.ended);
      continue;
    }
    const leg = await whenReady(command, session, text.trim());
    const before = deeds(session, leg.sid);
    await line.act(leg.sid, command.action, command.body);
    // What was done comes back as an event: until then the next command would take this listening for its own.
    await session.until(
      () => deeds(session, leg.sid) > before,
      `The call was over before "${text.trim()}" took effect.`,
    );
  }
  const caller = session.caller();
  if (caller && caller.talkingWith.length > 0)
    await line.act(caller.sid, "hang-up");
}

/** How much a leg's person has done: pressed, said, picked up, hung up. */
function deeds(session: CallSession, sid: string): number {
  return session
    .phone()
    .entries.filter(({ leg, kind }) => leg === sid && done.has(kind)).length;
}

const done: ReadonlySet<PhoneEntry["kind"]> = new Set([
  "pressed",
  "spoke",
  "answered",
  "ended",
]);

async function whenReady(
  { on, action }: Extract<Command, { type: "act" }>,
  session: CallSession,
  text: string,
): Promise<PhoneLeg> {
  const legOf = () =>
    action === "answer" || action === "decline"
      ? session.ringing()
      : on === "caller"
        ? session.caller()
        : session.person();
  await session.until(
    () => isReady(action, legOf(), session.phone()),
    `The call was over before it came to "${text}".`,
  );
  const leg = legOf();
  if (!leg) throw new CallError("script", `Nobody is there to "${text}".`);
  return leg;
}

function isReady(
  action: LegAction,
  leg: PhoneLeg | undefined,
  phone: PhoneState,
): boolean {
  if (!leg) return false;
  switch (action) {
    case "answer":
    case "decline":
      return leg.status === "ringing";
    case "press":
      return (
        leg.talkingWith.length > 0 ||
        asks(leg, "dtmf") ||
        waits(leg, phone) ||
        isRecorded(leg, phone)
      );
    case "speak":
      return (
        leg.talkingWith.length > 0 ||
        asks(leg, "speech") ||
        isRecorded(leg, phone)
      );
    case "hang-up":
      return leg.status === "ringing" || leg.status === "in-progress";
    default:
      return action satisfies never;
  }
}

function asks({ listening }: PhoneLeg, input: "dtmf" | "speech"): boolean {
  return (
    listening !== undefined &&
    !listening.answered &&
    listening.input.includes(input) &&
    listening.timeoutMs >= shortestSilenceMs
  );
}

/** A tone was the last that happened: what is said is recorded, until a key. */
function isRecorded({ sid }: PhoneLeg, { entries }: PhoneState): boolean {
  const last = entries.findLast(
    ({ leg, kind }) => leg === sid && kind !== "spoke",
  );
  return last?.kind === "beep";
}

/** Music plays to a caller who waits, and keys work. */
function waits({ listening, hearing }: PhoneLeg, phone: PhoneState): boolean {
  const heard = hearing === undefined ? undefined : phone.entries[hearing];
  return (
    listening?.input.includes("dtmf") === true &&
    heard?.kind === "played" &&
    isMusic(heard)
  );
}

function pause(ms: number, ended: Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    ended.then(
      () => {
        clearTimeout(timer);
        resolve();
      },
      (error: unknown) => {
        clearTimeout(timer);
        reject(error instanceof Error ? error : new Error(String(error)));
      },
    );
  });
}
