import type { Role } from "./rights.js";

/** Somebody who may sign in. */
export interface Account {
  readonly id: string;
  /** In small letters; no two accounts have the same. */
  readonly email: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** Whom of the people file they are, by the name there; no two accounts are the same. Absent: nobody of the line. */
  readonly person?: string;
  /** Argon2id, in the PHC string format; absent: signs in at the company's own sign-in only. */
  readonly passwordHash?: string;
  /** Who they are at the company's sign-in (OpenID Connect's `sub`), once they came that way. */
  readonly subject?: string;
  readonly disabled: boolean;
  /** Sessions that began before are over, epoch ms: a password was set, or the account was disabled. */
  readonly sessionsFrom: number;
  readonly joinedAt: number;
}

/** A link that somebody joins by, once. Only the hash of what stands in the link is kept. */
export interface Invitation {
  readonly id: string;
  /** Absent: the first admin's, who says it when joining. */
  readonly email?: string;
  readonly roles: readonly Role[];
  /** Epoch ms. */
  readonly until: number;
  /** Present: it sets this account's password and makes no new one. */
  readonly account?: string;
}

export interface Accounts {
  readonly accounts: Readonly<Record<string, Account>>;
  readonly invitations: Readonly<Record<string, Invitation>>;
}

/** The machine that holds all accounts of the line. */
export const lineAccounts = { kind: "console-accounts", id: "line" } as const;

export const noAccounts: Accounts = { accounts: {}, invitations: {} };

interface Done {
  /** Epoch ms. */
  readonly at: number;
  /** The id of the account that did it; the start of a server is `start`. */
  readonly by: string;
}

export type AccountsEvent = Done &
  (
    | { readonly type: "offered"; readonly invitation: Invitation }
    | { readonly type: "withdrawn"; readonly invitation: string }
    | {
        readonly type: "joined";
        readonly invitation: string;
        /** The new account's; ignored when the invitation is for one that is there. */
        readonly id: string;
        readonly email: string;
        readonly name: string;
        readonly passwordHash?: string;
        readonly subject?: string;
      }
    | {
        readonly type: "roles-set";
        readonly account: string;
        readonly roles: readonly Role[];
      }
    | {
        readonly type: "person-set";
        readonly account: string;
        /** Absent: they are nobody of the people file. */
        readonly person?: string;
      }
    | { readonly type: "disabled"; readonly account: string }
    | { readonly type: "enabled"; readonly account: string }
    | {
        readonly type: "password-set";
        readonly account: string;
        readonly passwordHash: string;
      }
    | {
        readonly type: "linked";
        readonly account: string;
        readonly subject: string;
      }
  );

/** Why an event changes nothing. */
export type AccountsRefusal =
  | "set-up-already"
  | "email-taken"
  | "no-account"
  | "no-invitation"
  | "last-admin"
  | "person-taken";

/** Why the event is refused; `undefined`: it is taken. */
export function refusalOf(
  file: Accounts,
  event: AccountsEvent,
): AccountsRefusal | undefined {
  switch (event.type) {
    case "offered": {
      const { email, account } = event.invitation;
      if (account !== undefined)
        return file.accounts[account] ? undefined : "no-account";
      if (email === undefined)
        return someone(file) ? "set-up-already" : undefined;
      return findByEmail(file, email) ? "email-taken" : undefined;
    }
    case "withdrawn":
      return file.invitations[event.invitation] ? undefined : "no-invitation";
    case "joined": {
      const invitation = file.invitations[event.invitation];
      if (!invitation || invitation.until < event.at) return "no-invitation";
      if (invitation.account !== undefined)
        return file.accounts[invitation.account] ? undefined : "no-account";
      return findByEmail(file, event.email) ? "email-taken" : undefined;
    }
    case "roles-set":
      if (!file.accounts[event.account]) return "no-account";
      return event.roles.includes("admin")
        ? undefined
        : unlessLastAdmin(file, event.account);
    case "person-set":
      if (!file.accounts[event.account]) return "no-account";
      return Object.values(file.accounts).some(
        ({ id, person }) =>
          id !== event.account &&
          person !== undefined &&
          person === event.person,
      )
        ? "person-taken"
        : undefined;
    case "disabled":
      if (!file.accounts[event.account]) return "no-account";
      return unlessLastAdmin(file, event.account);
    case "enabled":
    case "password-set":
    case "linked":
      return file.accounts[event.account] ? undefined : "no-account";
    default:
      return event satisfies never;
  }
}

export function findByEmail(
  { accounts }: Accounts,
  email: string,
): Account | undefined {
  return Object.values(accounts).find((one) => one.email === email);
}

function someone({ accounts }: Accounts): boolean {
  return Object.keys(accounts).length > 0;
}

function unlessLastAdmin(
  { accounts }: Accounts,
  id: string,
): "last-admin" | undefined {
  const left = Object.values(accounts).some(
    (one) => one.id !== id && !one.disabled && one.roles.includes("admin"),
  );
  return left ? undefined : "last-admin";
}
