/**
 * Who may sign in to the console, and with which roles. All accounts are in one machine: a line has tens of people, and that the last admin
 * stays is then one machine's own matter. It promises that each change is told to the audit; it knows no passwords, only their hashes.
 */
import { createMachine, type AnyStateMachine } from "xstate";
import { tellAudit } from "../audit.js";
import { reduce, type Step } from "../reduce.js";
import {
  noAccounts,
  refusalOf,
  type Account,
  type Accounts,
  type AccountsEvent,
} from "./file.js";

export * from "./file.js";

const types: readonly AccountsEvent["type"][] = [
  "offered",
  "withdrawn",
  "joined",
  "roles-set",
  "person-set",
  "disabled",
  "enabled",
  "password-set",
  "linked",
];

export const accountsMachine: AnyStateMachine = createMachine({
  id: "console-accounts",
  context: noAccounts,
  on: Object.fromEntries(
    types.map((type) => [
      type,
      {
        guard: ({
          context,
          event,
        }: {
          context: Accounts;
          event: AccountsEvent;
        }) => refusalOf(context, event) === undefined,
        actions: reduce(take),
      },
    ]),
  ),
} as never) as AnyStateMachine;

function take(file: Accounts, event: AccountsEvent): Step<Accounts> {
  const next = change(file, event);
  const by = event.type === "joined" ? joinedAs(file, event) : event.by;
  return {
    context: next,
    effects: [
      tellAudit({
        by,
        name: next.accounts[by]?.name ?? by,
        did: isFirst(event) ? "first-offered" : event.type,
        ...aboutOf(next, event),
      }),
    ],
  };
}

function change(file: Accounts, event: AccountsEvent): Accounts {
  const { accounts, invitations } = file;
  switch (event.type) {
    case "offered": {
      // A link for somebody who has one already takes its place, and what nobody came by in time goes.
      const kept = Object.values(invitations).filter(
        ({ until, email }) =>
          until >= event.at &&
          (email === undefined || email !== event.invitation.email),
      );
      return {
        accounts,
        invitations: Object.fromEntries(
          [...kept, event.invitation].map((one) => [one.id, one]),
        ),
      };
    }
    case "withdrawn":
      return { accounts, invitations: without(invitations, event.invitation) };
    case "joined":
      return join(file, event);
    case "roles-set":
      return put(file, event.account, { roles: event.roles });
    case "person-set": {
      const { person: _before, ...account } =
        file.accounts[event.account] ?? ({} as Account);
      const { person } = event;
      return {
        ...file,
        accounts: {
          ...file.accounts,
          [event.account]: {
            ...account,
            ...(person !== undefined && { person }),
          },
        },
      };
    }
    case "disabled":
      return put(file, event.account, {
        disabled: true,
        sessionsFrom: event.at + 1,
      });
    case "enabled":
      return put(file, event.account, { disabled: false });
    case "password-set":
      return put(file, event.account, {
        passwordHash: event.passwordHash,
        sessionsFrom: event.at,
      });
    case "linked":
      return put(file, event.account, { subject: event.subject });
    default:
      return event satisfies never;
  }
}

type Joined = Extract<AccountsEvent, { type: "joined" }>;

function join(file: Accounts, event: Joined): Accounts {
  const invitation = file.invitations[event.invitation];
  const proof = {
    ...(event.passwordHash !== undefined && {
      passwordHash: event.passwordHash,
    }),
    ...(event.subject !== undefined && { subject: event.subject }),
    sessionsFrom: event.at,
  };
  const id = joinedAs(file, event);
  const account: Account = file.accounts[id] ?? {
    id,
    email: event.email,
    name: event.name,
    roles: invitation?.roles ?? [],
    disabled: false,
    sessionsFrom: event.at,
    joinedAt: event.at,
  };
  return {
    accounts: { ...file.accounts, [id]: { ...account, ...proof } },
    // The links for the first admin count until there is one.
    invitations: Object.fromEntries(
      Object.entries(file.invitations).filter(
        ([one, { email, account: of }]) =>
          one !== event.invitation && (email ?? of) !== undefined,
      ),
    ),
  };
}

/** An invitation for an account that is there sets that one's password. */
function joinedAs(file: Accounts, { invitation, id }: Joined): string {
  return file.invitations[invitation]?.account ?? id;
}

function put(
  { accounts, invitations }: Accounts,
  id: string,
  changed: Partial<Account>,
): Accounts {
  const account = accounts[id];
  if (!account) return { accounts, invitations };
  return {
    accounts: { ...accounts, [id]: { ...account, ...changed } },
    invitations,
  };
}

function without<Value>(
  values: Readonly<Record<string, Value>>,
  name: string,
): Readonly<Record<string, Value>> {
  const { [name]: _gone, ...others } = values;
  return others;
}

function isFirst(event: AccountsEvent): boolean {
  if (event.type !== "offered") return false;
  const { email, account } = event.invitation;
  return email === undefined && account === undefined;
}

/** Whom it was done to, and what of them is now so. */
function aboutOf(
  { accounts }: Accounts,
  event: AccountsEvent,
): { readonly about?: string; readonly detail?: string } {
  if (event.type === "offered") {
    const { email, account, roles } = event.invitation;
    const about = account === undefined ? email : accounts[account]?.email;
    return {
      ...(about !== undefined && { about }),
      ...(email !== undefined && { detail: roles.join(", ") }),
    };
  }
  if (event.type === "withdrawn") return {};
  if (event.type === "joined") return { about: event.email };
  const about = accounts[event.account]?.email;
  return {
    ...(about !== undefined && { about }),
    ...(event.type === "roles-set" && { detail: event.roles.join(", ") }),
    ...(event.type === "person-set" &&
      event.person !== undefined && { detail: event.person }),
  };
}
