import { z } from "zod";
import type { People, Person } from "../../flows/events.js";
import type { Language } from "../../flows/speech/index.js";
import {
  askerOf,
  marks,
  outcomes,
  type Case,
  type ClosedBy,
} from "../../machines/case/file.js";
import { findPerson, ladderAbove } from "../../machines/company/ladder.js";
import type { PeopleFile } from "../served/company.js";
import { staffPerson } from "../voice/staff-pins.js";

const by = z.string().max(80);
const words = z.string().trim().min(1).max(1000);
const cause = z.string().trim().min(1).max(60);

/** What can be done with a case over the API, by the last part of the address. */
export const acts = {
  acknowledge: z.strictObject({ by }),
  contacted: z.strictObject({ by, call: z.string().max(64).optional() }),
  /** The line may ring its number, which neither called nor is a known customer's. */
  approve: z.strictObject({ by }),
  /** The line does not ring it: the case is closed, and whoever gave the number is told so. */
  refuse: z.strictObject({ by }),
  /** The line rings whoever acts, then the customer, and joins both. */
  connect: z.strictObject({ by }),
  note: z.strictObject({ by, words }),
  "hand-over": z.strictObject({
    by,
    to: z.string().max(80),
    words: words.optional(),
  }),
  close: z.strictObject({
    by,
    outcome: z.enum(outcomes),
    /** What the caller is told, in their language. */
    words: z.string().trim().min(1).max(300),
    reason: cause,
    area: cause,
    contractor: cause.optional(),
  }),
  mark: z.strictObject({ by, mark: z.enum(marks), words }),
  link: z.strictObject({
    by,
    what: z.enum(["call", "claim", "decision"]),
    id: z.string().min(1).max(100),
  }),
};
export type Act = keyof typeof acts;

export function isAct(name: string): name is Act {
  return Object.hasOwn(acts, name);
}

/** The event of an act, or why it may not be done: a status and a sentence. */
export type ActResult =
  | { readonly event: { readonly type: string } & Record<string, unknown> }
  | { readonly refused: readonly [number, string] };

interface Causes {
  readonly areas: readonly string[];
  readonly reasons: readonly string[];
  readonly contractors: readonly string[];
}

/** `body` has passed the act's schema; `request` names this one time. */
export function eventOf(
  act: Act,
  body: Readonly<Record<string, unknown>>,
  file: Case,
  people: PeopleFile,
  request: string,
): ActResult {
  const { by: who, ...rest } = body as { by: string };
  const person = findPerson(people, who);
  if (!person) return refuse(422, `"${who}" is nobody in the people file.`);
  const common = { by: who, ...rest };
  switch (act) {
    case "note":
      return { event: { type: "noted", ...common } };
    case "link":
      return { event: { type: "linked", ...rest } };
    case "mark":
      if (!mayMark(people, file, person))
        return refuse(
          403,
          "This is for whoever is above the one who closed it.",
        );
      return { event: { type: "marked", ...common } };
    case "acknowledge":
    case "contacted":
    case "approve":
    case "refuse":
    case "connect":
    case "hand-over":
    case "close":
      if (!mayDecide(people, file, person))
        return refuse(
          403,
          `This is for ${file.owner?.name ?? "its owner"} and whoever is above.`,
        );
  }
  switch (act) {
    case "acknowledge":
      return { event: { type: "acknowledged", ...common } };
    case "contacted":
      return { event: { type: "contacted", ...common } };
    case "approve":
      return mayApprove(people, askerOf(file), person)
        ? { event: { type: "approved", ...common } }
        : refuse(
            403,
            "Whoever asked for it cannot approve it: it is for whoever is above.",
          );
    case "refuse":
      return file.opened?.unapproved
        ? {
            event: {
              type: "closed-by",
              by: who,
              outcome: "not-reached",
              ...notRung[file.opened.language],
            },
          }
        : refuse(409, "No number of this case waits for anybody's approval.");
    case "connect":
      return file.opened?.unapproved
        ? refuse(
            409,
            "This number neither called nor is a known customer's: somebody has to approve first that the line rings it.",
          )
        : { event: connecting(people, who, request) };
    case "hand-over": {
      const name = String(body["to"]);
      const to = findPerson(people, name);
      return to
        ? { event: { type: "handed-over", ...common, to } }
        : refuse(422, `"${name}" is nobody in the people file.`);
    }
    case "close":
      return closing(common, people);
  }
}

/** Has somebody's own telephone rung, the first of theirs, and then the customer's. */
export function connecting(
  people: PeopleFile,
  who: string,
  request: string,
): { readonly type: string } & Record<string, unknown> {
  const person = staffPerson(people, who) ?? { name: who };
  const { phone = "", rings } = findPerson(people, who) ?? {};
  return {
    type: "connect-wanted",
    by: who,
    person,
    phone: rings?.[0]?.phone ?? phone,
    request,
  };
}

/** The owner's own word counts, and that of those whom the case would go up to. */
export function mayDecide(
  people: People,
  { owner }: Pick<Case, "owner">,
  person: Person,
): boolean {
  if (!owner || person.name === owner.name) return true;
  return ladderAbove(people, owner.name).some(
    ({ name }) => name === person.name,
  );
}

/** Somebody other than the person who asked for it, where there is one above them. */
export function mayApprove(
  people: People,
  asker: string | undefined,
  { name }: Person,
): boolean {
  return name !== asker || ladderAbove(people, asker).length === 0;
}

/** How a case is closed whose number nobody lets the line ring: what whoever gave the number is told, and what stands in the figures. */
const notRung: Readonly<
  Record<Language, Pick<ClosedBy, "words" | "reason" | "area">>
> = {
  es: {
    words:
      "No pudimos confirmar de quién es este número, así que no lo llamamos.",
    reason: "número sin aprobar",
    area: "ninguna",
  },
  en: {
    words: "We could not confirm whose number this is, so we do not call it.",
    reason: "number not approved",
    area: "none",
  },
  pt: {
    words:
      "Não conseguimos confirmar de quem é este número, por isso não ligamos.",
    reason: "número não aprovado",
    area: "nenhuma",
  },
};

/** Whoever is above the one who decided, who marks no decision of their own. */
export function mayMark(people: People, file: Case, person: Person): boolean {
  const decided = file.closing?.by;
  return (
    decided === undefined ||
    ladderAbove(people, decided).some(({ name }) => name === person.name)
  );
}

function closing(
  body: Readonly<Record<string, unknown>>,
  { areas, reasons, contractors }: Causes,
): ActResult {
  for (const [field, allowed] of [
    ["area", areas],
    ["reason", reasons],
    ["contractor", contractors],
  ] as const) {
    const value = body[field];
    if (
      typeof value === "string" &&
      allowed.length > 0 &&
      !allowed.includes(value)
    )
      return refuse(422, `"${field}" is one of: ${allowed.join(", ")}.`);
  }
  return { event: { type: "closed-by", ...body } };
}

function refuse(status: number, sentence: string): ActResult {
  return { refused: [status, sentence] };
}
