/** One browser's being signed in. Its id is the hash of what the browser's cookie holds: whoever reads the store cannot sign in with it. */
import { createMachine, type AnyStateMachine } from "xstate";
import { tellAudit } from "./audit.js";
import { reduce } from "./reduce.js";

export interface Session {
  /** The account's id; empty text while nobody signed in. */
  readonly account: string;
  readonly name: string;
  /** Epoch ms. */
  readonly openedAt: number;
  readonly seenAt: number;
}

export interface SessionOpened {
  readonly type: "opened";
  readonly at: number;
  readonly account: string;
  readonly name: string;
  /** With what it was proved who they are. */
  readonly by: "password" | "company" | "invitation";
}

export const sessionMachine: AnyStateMachine = createMachine({
  id: "session",
  initial: "open",
  context: { account: "", name: "", openedAt: 0, seenAt: 0 },
  states: {
    open: {
      on: {
        opened: {
          actions: reduce<Session>(
            (_none, { account, name, at, by }: SessionOpened) => ({
              context: { account, name, openedAt: at, seenAt: at },
              effects: [
                tellAudit({ by: account, name, did: "signed-in", detail: by }),
              ],
            }),
          ),
        },
        seen: {
          actions: reduce<Session>((session, { at }: { at: number }) => ({
            context: { ...session, seenAt: at },
            effects: [],
          })),
        },
        closed: {
          target: "over",
          actions: reduce<Session>((session) => ({
            context: session,
            effects: [
              tellAudit({
                by: session.account,
                name: session.name,
                did: "signed-out",
              }),
            ],
          })),
        },
      },
    },
    over: { type: "final" },
  },
} as never) as AnyStateMachine;
