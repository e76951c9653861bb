/** The mails about a case go through a machine of their own, so that a mail server that is down holds back no text message. */
import { createMachine, type AnyStateMachine } from "xstate";
import type { MachineEffect, PageLink } from "../effects.js";
import { reduce } from "../reduce.js";

interface Write {
  readonly type: "write";
  readonly at: number;
  readonly case: string;
  readonly mail: Omit<Extract<MachineEffect, { type: "send-mail" }>, "type">;
}

/** A mail that the case wants to hear of was not taken; `off`: there is no mail server. */
interface Refused {
  readonly type: "mail-refused";
  readonly at: number;
  readonly receipt: string;
  readonly off: boolean;
}

export interface CaseMail {
  /** The case's id. */
  readonly case?: string;
}

export const caseMailMachine: AnyStateMachine = createMachine({
  id: "case-mail",
  context: {},
  on: {
    write: {
      actions: reduce<CaseMail>((_before, event: Write) => ({
        context: { case: event.case },
        effects: [{ type: "send-mail", ...event.mail }],
      })),
    },
    "mail-refused": {
      actions: reduce<CaseMail>((context, { receipt, off }: Refused) => ({
        context,
        effects:
          context.case === undefined
            ? []
            : [
                {
                  type: "tell",
                  to: { kind: "case", id: context.case },
                  event: { type: "mail-refused", receipt, off },
                },
              ],
      })),
    },
  },
} as never) as AnyStateMachine;

/** The message that has a mail about a case sent; its subject is the text's first words. With a receipt the case hears when it is not taken. */
export function mailAbout(
  id: string,
  to: string,
  text: string,
  more: { readonly link?: PageLink; readonly receipt?: string } = {},
): MachineEffect {
  const subject = text.split(/[:,]/)[0] ?? "";
  const mail = { to, subject, text, ...more };
  return {
    type: "tell",
    to: { kind: "case-mail", id },
    event: { type: "write", case: id, mail },
  };
}
