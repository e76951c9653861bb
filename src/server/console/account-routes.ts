import type { Request } from "express";
import { z } from "zod";
import { firstProblem } from "../../systems/values.js";
import type {
  Account,
  AccountsEvent,
  Invitation,
} from "../../machines/console-accounts/index.js";
import { roles, type Role } from "../../machines/console-accounts/rights.js";
import { hashText } from "../../machines/chain.js";
import type { Clock } from "../clock.js";
import type { PeopleFile } from "../served/company.js";
import type { TurnDeps } from "../turn.js";
import { readAudit, type AuditView } from "./read-audit.js";
import { refused } from "./refusals.js";
import { done, type Answer, type ConsoleRoute } from "./route.js";
import { email } from "./session-routes.js";
import { readAccounts } from "./sessions.js";
import { createToken } from "./set-up.js";
import {
  staffNamed,
  viewStaff,
  type MeView,
  type StaffView,
} from "./staff-of-account.js";
import { takeAccounts } from "./take-accounts.js";

const invitationMs = 7 * 24 * 3_600_000;
const entriesAPage = 50;

/** `GET /accounts`, for admins. Times are epoch ms. */
export interface AccountsView {
  readonly accounts: readonly {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly roles: readonly Role[];
    readonly disabled: boolean;
    readonly joinedAt: number;
    /** Whom of the people file they are, by name. */
    readonly person?: string;
  }[];
  /** Whom they can be. */
  readonly people: readonly StaffView[];
  readonly invitations: readonly {
    readonly id: string;
    readonly email: string;
    readonly roles: readonly Role[];
    readonly until: number;
  }[];
}

/** `GET /audit?before=<id>`: the newest first. */
export interface AuditPage {
  readonly entries: readonly AuditView[];
  /** Absent: there is nothing older. */
  readonly next?: string;
}

const rolesForm = z
  .array(z.enum(roles))
  .min(1, { error: "one role or more" })
  .transform((held) => roles.filter((role) => held.includes(role)));
const offer = z.object({ email, roles: rolesForm });
const rolesBody = z.object({ roles: rolesForm });
/** `null`: nobody of the people file. */
const personBody = z.object({ person: z.string().min(1).max(80).nullable() });
const disabledBody = z.object({ disabled: z.boolean() });

/** What admins do: who may sign in, with which roles, and who did what. */
export function accountRoutes(
  turns: TurnDeps,
  clock: Clock,
  people: () => PeopleFile,
): ConsoleRoute[] {
  const take = async (event: AccountsEvent): Promise<Answer> => {
    const refusal = await takeAccounts(turns, event);
    return refusal ? refused(refusal) : done;
  };
  const offerLink = async (
    by: string,
    invitation: Omit<Invitation, "id" | "until">,
  ): Promise<Answer> => {
    const token = createToken();
    const at = clock.now();
    const until = at + invitationMs;
    const refusal = await takeAccounts(turns, {
      type: "offered",
      at,
      by,
      invitation: { ...invitation, id: hashText(token), until },
    });
    return refusal ? refused(refusal) : [201, { token, until }];
  };
  /** Reads the body; what does not fit is told. */
  const reading =
    <Body>(
      form: z.ZodType<Body>,
      handle: (body: Body, who: Account, id: string) => Promise<Answer>,
    ) =>
    (request: Request, who: Account): Promise<Answer> => {
      const read = form.safeParse(request.body);
      return read.success
        ? handle(read.data, who, idOf(request))
        : Promise.resolve([400, { error: firstProblem(read.error) }]);
    };
  return [
    {
      method: "get",
      path: "/accounts",
      right: "administer",
      handle: async () => [200, await viewAccounts(turns, clock, people())],
    },
    {
      method: "post",
      path: "/invitations",
      right: "administer",
      handle: reading(offer, (body, who) => offerLink(who.id, body)),
    },
    {
      method: "delete",
      path: "/invitations/:id",
      right: "administer",
      handle: (request, who) =>
        take({
          type: "withdrawn",
          at: clock.now(),
          by: who.id,
          invitation: idOf(request),
        }),
    },
    {
      method: "post",
      path: "/accounts/:id/link",
      right: "administer",
      handle: (request, who) =>
        offerLink(who.id, { account: idOf(request), roles: [] }),
    },
    {
      method: "put",
      path: "/accounts/:id/roles",
      right: "administer",
      handle: reading(rolesBody, ({ roles: held }, who, account) =>
        take({
          type: "roles-set",
          at: clock.now(),
          by: who.id,
          account,
          roles: held,
        }),
      ),
    },
    {
      method: "put",
      path: "/accounts/:id/person",
      right: "administer",
      handle: reading(personBody, async ({ person }, who, account) => {
        if (person !== null && !staffNamed(people(), person))
          return [
            422,
            {
              code: "no-person",
              error: `"${person}" is nobody in the people file.`,
            },
          ];
        return take({
          type: "person-set",
          at: clock.now(),
          by: who.id,
          account,
          ...(person !== null && { person }),
        });
      }),
    },
    {
      method: "get",
      path: "/me",
      right: "signed-in",
      handle: (_request, { person }) => {
        const me: MeView = { staff: staffNamed(people(), person) };
        return Promise.resolve([200, me]);
      },
    },
    {
      method: "put",
      path: "/accounts/:id/disabled",
      right: "administer",
      handle: reading(disabledBody, ({ disabled }, who, account) =>
        take({
          type: disabled ? "disabled" : "enabled",
          at: clock.now(),
          by: who.id,
          account,
        }),
      ),
    },
    {
      method: "get",
      path: "/audit",
      right: "administer",
      async handle({ query }) {
        const { before } = query;
        const page: AuditPage = await readAudit(
          turns.store,
          entriesAPage,
          typeof before === "string" ? before : undefined,
        );
        return [200, page];
      },
    },
  ];
}

async function viewAccounts(
  turns: TurnDeps,
  clock: Clock,
  people: PeopleFile,
): Promise<AccountsView> {
  const file = await readAccounts(turns);
  return {
    people: viewStaff(people),
    accounts: Object.values(file.accounts)
      .map((one) => ({
        id: one.id,
        name: one.name,
        email: one.email,
        roles: one.roles,
        disabled: one.disabled,
        joinedAt: one.joinedAt,
        ...(one.person !== undefined && { person: one.person }),
      }))
      .toSorted((one, other) => one.name.localeCompare(other.name)),
    invitations: Object.values(file.invitations).flatMap(
      ({ id, email: address, roles: held, until, account }) => {
        const shown = file.accounts[account ?? ""]?.email ?? address;
        return shown === undefined || until < clock.now()
          ? []
          : [{ id, email: shown, roles: held, until }];
      },
    ),
  };
}

function idOf({ params }: Request): string {
  return String(params["id"] ?? "").slice(0, 200);
}
