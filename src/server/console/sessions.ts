/**
 * Who is signed in, by the cookie of their browser. A session ends twelve hours after its last use, a week after it began, and at once when
 * somebody signs out, sets a new password or is disabled; whatever server of the line is asked.
 */
import { randomBytes, randomUUID } from "node:crypto";
import { parseCookie } from "cookie";
import type { Request, Response } from "express";
import {
  lineAccounts,
  noAccounts,
  type Account,
  type Accounts,
} from "../../machines/console-accounts/index.js";
import { hashText } from "../../machines/chain.js";
import type { Session, SessionOpened } from "../../machines/session.js";
import type { Clock } from "../clock.js";
import { readContext } from "../read-context.js";
import { readState, takeTurn, type TurnDeps } from "../turn.js";

export const sessionIdleMs = 12 * 3_600_000;
const sessionMs = 7 * 24 * 3_600_000;
/** Using the console all the time is noted this often, ms. */
const noteMs = 10 * 60_000;

export interface Sessions {
  open(
    response: Response,
    account: Account,
    by: SessionOpened["by"],
  ): Promise<void>;
  /** Whose browser it is; `undefined`: nobody signed in there, or not any more. */
  find(request: Request): Promise<Account | undefined>;
  close(request: Request, response: Response): Promise<void>;
}

export interface SessionsDeps {
  readonly turns: TurnDeps;
  readonly clock: Clock;
  readonly publicUrl: () => string;
}

export function readAccounts({ store }: TurnDeps): Promise<Accounts> {
  return readContext<Accounts>(store, lineAccounts).then(
    (file) => file ?? noAccounts,
  );
}

export function createSessions(deps: SessionsDeps): Sessions {
  const { turns, clock } = deps;
  const isSecure = () => deps.publicUrl().startsWith("https:");
  // A name with this prefix is only taken from the host itself over TLS (RFC 6265bis, 4.1.3.2).
  const name = () => (isSecure() ? "__Host-directo" : "directo");
  const setting = () =>
    ({
      httpOnly: true,
      sameSite: "lax",
      secure: isSecure(),
      path: "/",
    }) as const;
  const keyOf = (request: Request) => {
    const token = parseCookie(request.get("cookie") ?? "")[name()];
    return token === undefined || token === ""
      ? undefined
      : { kind: "session", id: hashText(token) };
  };
  return {
    async open(response, account, by) {
      const token = randomBytes(32).toString("base64url");
      const event: SessionOpened = {
        type: "opened",
        at: clock.now(),
        account: account.id,
        name: account.name,
        by,
      };
      await takeTurn(turns, {
        key: { kind: "session", id: hashText(token) },
        token: "opened",
        event,
        begins: true,
        asks: false,
      });
      response.cookie(name(), token, { ...setting(), maxAge: sessionMs });
    },
    async find(request) {
      const key = keyOf(request);
      const { machine } = key ? await turns.store.load(key) : {};
      if (!key || !machine) return undefined;
      const { snapshot } = readState(machine.state);
      const { context } = snapshot as unknown as { context: Session };
      const now = clock.now();
      if (
        snapshot.status === "done" ||
        now > context.openedAt + sessionMs ||
        now > context.seenAt + sessionIdleMs
      )
        return undefined;
      const account = (await readAccounts(turns)).accounts[context.account];
      if (
        !account ||
        account.disabled ||
        context.openedAt < account.sessionsFrom
      )
        return undefined;
      if (now > context.seenAt + noteMs)
        await takeTurn(turns, {
          key,
          token: randomUUID(),
          event: { type: "seen", at: now },
          begins: false,
          asks: false,
        });
      return account;
    },
    async close(request, response) {
      const key = keyOf(request);
      if (key)
        await takeTurn(turns, {
          key,
          token: "closed",
          event: { type: "closed", at: clock.now() },
          begins: false,
          asks: false,
        });
      response.clearCookie(name(), setting());
    },
  };
}
