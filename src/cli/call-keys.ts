import type { ReadStream } from "node:tty";
import { emitKeypressEvents, type Key } from "node:readline";
import type { LegAction, PhoneLine } from "./call-line.js";
import type { CallSession } from "./call-session.js";

export const keysHelp = `
Keys in a terminal:
  0-9 * #             press that key, at once
  t                   type what to say, Enter says it, Escape does not
  a                   pick up the telephone that rings; keys then go to it
  Tab                 keys go to the other telephone
  h                   hang up the telephone in hand
  Ctrl-C              hang up the call and leave`;

export interface Screen {
  print(line: string): void;
  /** Shows what is being typed below the call; undefined when nothing is. */
  type(text: string | undefined): void;
}

/** Sends each key as it is pressed, until the call is over. Two telephones are in reach: the caller's, and a person's that the line rings. */
export async function runKeys(
  input: ReadStream,
  line: PhoneLine,
  session: CallSession,
  screen: Screen,
): Promise<void> {
  let holdsPerson = false;
  let typed: string | undefined;

  const inHand = () =>
    (holdsPerson ? session.person() : undefined) ?? session.caller();
  const take = (person: boolean): void => {
    holdsPerson = person && session.person() !== undefined;
    const leg = inHand();
    if (leg)
      screen.print(
        `       In hand: ${session.names().ofLeg(leg.sid)}’s telephone.`,
      );
  };
  const act = (
    action: LegAction,
    body?: Parameters<PhoneLine["act"]>[2],
    sid = inHand()?.sid,
  ): void => {
    if (sid === undefined) return;
    line.act(sid, action, body).then(
      () => action === "answer" && take(sid !== session.caller()?.sid),
      (error: unknown) =>
        screen.print(`       ${error instanceof Error ? error.message : ""}`),
    );
  };
  const answer = (): void => {
    const ringing = session.ringing();
    if (ringing) act("answer", undefined, ringing.sid);
    else screen.print("       No telephone rings.");
  };
  const typeOn = (text: string | undefined): void => {
    typed = text;
    screen.type(text);
  };
  const onTyping = (text: string, key: Key): void => {
    if (key.name === "escape") return typeOn(undefined);
    if (key.name === "backspace") return typeOn(text.slice(0, -1));
    if (key.name === "return") {
      typeOn(undefined);
      if (text.trim() !== "") act("speak", { text: text.trim() });
    } else if (key.sequence && !key.ctrl && !key.meta)
      typeOn(text + key.sequence);
  };
  const onKey = (character: string | undefined, key: Key): void => {
    if (key.ctrl && key.name === "c")
      act("hang-up", undefined, session.caller()?.sid);
    else if (typed !== undefined) onTyping(typed, key);
    else if (character !== undefined && /^[0-9*#]$/.test(character))
      act("press", { digits: character });
    else if (key.name === "t") typeOn("");
    else if (key.name === "a") answer();
    else if (key.name === "tab") take(!holdsPerson);
    else if (key.name === "h") act("hang-up");
  };

  screen.print(
    "Keys 0-9 * # · t speaks · a picks up · Tab other telephone · h hangs up · Ctrl-C leaves",
  );
  emitKeypressEvents(input);
  input.setRawMode(true);
  input.on("keypress", onKey);
  input.resume();
  try {
    await session.ended;
  } finally {
    input.off("keypress", onKey);
    input.setRawMode(false);
    input.pause();
    screen.type(undefined);
  }
}
