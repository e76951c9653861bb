import { randomUUID } from "node:crypto";
import type { Response } from "express";
import { z } from "zod";
import { firstProblem } from "../../systems/values.js";
import {
  findByEmail,
  type Account,
  type Accounts,
  type Invitation,
} from "../../machines/console-accounts/index.js";
import {
  rightsOf,
  type Right,
  type Role,
} from "../../machines/console-accounts/rights.js";
import { hashText } from "../../machines/chain.js";
import type { Clock } from "../clock.js";
import type { TurnDeps } from "../turn.js";
import {
  hashPassword,
  isPassword,
  longestPassword,
  shortestPassword,
} from "./passwords.js";
import { done, type Answer, type ConsoleRoute } from "./route.js";
import { readAccounts, type Sessions } from "./sessions.js";
import { takeAccounts } from "./take-accounts.js";
import { refused } from "./refusals.js";

export interface SessionRoutesDeps {
  readonly turns: TurnDeps;
  readonly clock: Clock;
  readonly sessions: Sessions;
  /** Whether people may come by the company's own sign-in. */
  readonly company: boolean;
  /** Whether the browser phone is there. */
  readonly phone: boolean;
}

/** `GET /session`: who is signed in, and by which ways one can be. */
export interface SessionView {
  readonly person: PersonView | null;
  readonly company: boolean;
  readonly phone: boolean;
}

export interface PersonView {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly rights: readonly Right[];
  readonly hasPassword: boolean;
}

/** `POST /invitations/look`: whom a link is for. */
export interface InvitationView {
  /** Absent: the first admin's. */
  readonly email?: string;
  readonly name?: string;
  readonly roles: readonly Role[];
}

const newPassword = z
  .string()
  .min(shortestPassword, {
    error: `${shortestPassword} characters or more: a few words that only you put together`,
  })
  .max(longestPassword);
export const email = z
  .email({ error: "an e-mail address" })
  .max(200)
  .transform((text) => text.toLowerCase());
const personName = z.string().trim().min(1).max(80);

const signIn = z.object({
  email,
  password: z.string().max(longestPassword),
});
const link = z.object({ token: z.string().max(100) });
const joining = link.extend({
  name: personName.optional(),
  email: email.optional(),
  password: newPassword,
});
const passwords = z.object({
  old: z.string().max(longestPassword),
  password: newPassword,
});

/** What somebody who is not signed in may ask, and what they ask about themselves. */
export function sessionRoutes(deps: SessionRoutesDeps): ConsoleRoute[] {
  const { turns, clock, sessions, company, phone } = deps;
  return [
    {
      method: "get",
      path: "/session",
      right: "anybody",
      async handle(request) {
        const account = await sessions.find(request);
        const view: SessionView = {
          person: account ? viewPerson(account) : null,
          company,
          phone,
        };
        return [200, view];
      },
    },
    {
      method: "post",
      path: "/session",
      right: "anybody",
      async handle({ body }, response) {
        const read = signIn.safeParse(body);
        if (!read.success) return [400, { error: firstProblem(read.error) }];
        const account = findByEmail(await readAccounts(turns), read.data.email);
        const right = await isPassword(
          read.data.password,
          account?.passwordHash,
        );
        if (!account || !right || account.disabled)
          return [
            401,
            {
              code: "wrong-password",
              error: "The e-mail address or the password is not right.",
            },
          ];
        await sessions.open(response, account, "password");
        return [200, viewPerson(account)];
      },
    },
    {
      method: "delete",
      path: "/session",
      right: "signed-in",
      async handle(request, _who, response) {
        await sessions.close(request, response);
        return done;
      },
    },
    {
      method: "post",
      path: "/invitations/look",
      right: "anybody",
      async handle({ body }) {
        const found = findInvitation(deps, await readAccounts(turns), body);
        return found ? [200, found.view] : refused("no-invitation");
      },
    },
    {
      method: "post",
      path: "/invitations/accept",
      right: "anybody",
      handle: ({ body }, response) => join(deps, body, response),
    },
    {
      method: "put",
      path: "/password",
      right: "signed-in",
      async handle({ body }, who, response) {
        const read = passwords.safeParse(body);
        if (!read.success) return [400, { error: firstProblem(read.error) }];
        if (!(await isPassword(read.data.old, who.passwordHash)))
          return [
            422,
            {
              code: "wrong-password",
              error: "That is not the password until now.",
            },
          ];
        const passwordHash = await hashPassword(read.data.password);
        const refusal = await takeAccounts(turns, {
          type: "password-set",
          at: clock.now(),
          by: who.id,
          account: who.id,
          passwordHash,
        });
        if (refusal) return refused(refusal);
        // Everywhere else they are signed out; here they go on.
        await sessions.open(response, who, "password");
        return done;
      },
    },
  ];
}

function viewPerson(account: Account): PersonView {
  const { id, name, email: address, roles, passwordHash } = account;
  return {
    id,
    name,
    email: address,
    roles,
    rights: rightsOf(roles),
    hasPassword: passwordHash !== undefined,
  };
}

function findInvitation(
  { clock }: SessionRoutesDeps,
  { invitations, accounts }: Accounts,
  body: unknown,
):
  | { readonly invitation: Invitation; readonly view: InvitationView }
  | undefined {
  const read = link.safeParse(body);
  const invitation = read.success
    ? invitations[hashText(read.data.token)]
    : undefined;
  if (!invitation || invitation.until < clock.now()) return undefined;
  const account = accounts[invitation.account ?? ""];
  const address = account?.email ?? invitation.email;
  return {
    invitation,
    view: {
      roles: account?.roles ?? invitation.roles,
      ...(address !== undefined && { email: address }),
      ...(account && { name: account.name }),
    },
  };
}

async function join(
  deps: SessionRoutesDeps,
  body: unknown,
  response: Response,
): Promise<Answer> {
  const { turns, clock, sessions } = deps;
  const read = joining.safeParse(body);
  if (!read.success) return [400, { error: firstProblem(read.error) }];
  const found = findInvitation(deps, await readAccounts(turns), body);
  if (!found) return refused("no-invitation");
  const { invitation, view } = found;
  const address = view.email ?? read.data.email;
  const name = view.name ?? read.data.name;
  if (address === undefined || name === undefined)
    return [400, { error: "A name and an e-mail address are missing." }];
  const id = invitation.account ?? randomUUID();
  const refusal = await takeAccounts(turns, {
    type: "joined",
    at: clock.now(),
    by: id,
    invitation: invitation.id,
    id,
    email: address,
    name,
    passwordHash: await hashPassword(read.data.password),
  });
  if (refusal) return refused(refusal);
  const account = (await readAccounts(turns)).accounts[id];
  if (!account) return refused("no-account");
  await sessions.open(response, account, "invitation");
  return [200, viewPerson(account)];
}
