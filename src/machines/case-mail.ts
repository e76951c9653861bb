/** The mails about a case go through a machine of their own, so that a mail server that is down holds back no text message. */
import { createMachine, type AnyStateMachine } from "xstate";
import type { MachineEffect, PageLink } from "./effects.js";
import { reduce } from "./reduce.js";

interface Write {
  readonly type: "write";
  readonly at: number;
  readonly mail: Omit<Extract<MachineEffect, { type: "send-mail" }>, "type">;
}

export const caseMailMachine: AnyStateMachine = createMachine({
  id: "case-mail",
  context: {},
  on: {
    write: {
      actions: reduce<object>((context, { mail }: Write) => ({
        context,
        effects: [{ type: "send-mail", ...mail }],
      })),
    },
  },
} as never) as AnyStateMachine;

/** The message that has a mail about a case sent; its subject is the text's first words. */
export function mailAbout(
  id: string,
  to: string,
  text: string,
  link?: PageLink,
): MachineEffect {
  const subject = text.split(/[:,]/)[0] ?? "";
  const mail = { to, subject, text, ...(link && { link }) };
  return {
    type: "tell",
    to: { kind: "case-mail", id },
    event: { type: "write", mail },
  };
}
