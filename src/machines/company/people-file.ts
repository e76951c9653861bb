/** Whom the line may ring, when they are there, and what they may grant, as operations write it. Messages are sentences for whoever edits it. */
import { z } from "zod";
import type { Person } from "../../flows/events.js";
import { fitSpoken } from "../../flows/spoken-limits.js";
import { duration } from "../../flows/step-kind.js";
import { hoursFile } from "./hours-file.js";
import { everybody } from "./ladder.js";
import { powersFile } from "../decisions/powers.js";
import { relaxingFile } from "../queue/relaxing-file.js";

const language = z.enum(["es", "en", "pt"]);
const phone = z
  .string()
  .regex(/^(\+[1-9]\d{6,14}|sips?:[^\s<>"]{3,250}|client:[\w.-]{1,120})$/, {
    error:
      'a phone number with its country such as "+12025550111", a sip: address or a client: name',
  });

const e164 = z.string().regex(/^\+[1-9]\d{6,14}$/, {
  error: 'a phone number of the line with its country, such as "+12025550102"',
});

/** Names and titles are spoken, and every bound that a flow promises counts them at their longest. */
const spoken = z
  .string()
  .min(1)
  .refine(
    (text) =>
      language.options.every(
        (one) => fitSpoken("person.name", text, one) === text,
      ),
    { error: "six words at most, since callers hear it" },
  );

const person = z.strictObject({
  name: spoken,
  phone,
  rings: z
    .array(z.strictObject({ phone, hours: z.string().optional() }))
    .min(1)
    .max(5)
    .optional(),
  /** In the languages of the line; in another they are called what directors here do. */
  title: z.partialRecord(language, spoken, {
    error: "one for each language, such as { es: directora, en: director }",
  }),
  languages: z.array(language).optional(),
  spoken: z.partialRecord(language, spoken).optional(),
  email: z
    .email({ error: "an e-mail address such as ana@acme.example" })
    .optional(),
  superior: z.string().optional(),
});

/** The name below `hours` of the hours in which somebody is there. */
const workHours = z.string().optional();

const leader = person.extend({ title: person.shape.title.optional() });
const leaders = z.array(leader).max(50).default([]);
const cause = z.string().trim().min(1).max(60);
const causes = z.array(cause).max(100).default([]);

const segment = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, {
  error: "small letters, digits and dashes, such as corporate",
});

/** Customers whom the line knows by their number before it looks anything up, by segment. */
const customer = z.strictObject({
  segment,
  numbers: z.array(phone).max(2_000),
  /** The name of one of the advisers: who looks after these accounts. */
  adviser: z.string().optional(),
});

/** 0: nothing goes out. */
const ceiling = z.number().int().min(0).max(1_000_000);
/** What may go out to callers. Costs are whole minor units of the carrier account's currency: 5 is five cents. */
const outbound = z.strictObject({
  /** ISO 3166, `CO`; absent: those of the people on file. */
  countries: z
    .array(z.string().regex(/^[A-Z]{2}$/, { error: "two letters, such as CO" }))
    .min(1)
    .optional(),
  "calls a day": ceiling.default(500),
  "messages a day": ceiling.default(2_000),
  costs: z
    .strictObject({
      call: z.number().int().min(0).default(20),
      message: z.number().int().min(0).default(5),
    })
    .prefault({}),
  "spend a day": ceiling.default(20_000),
});

export const peopleFile = z
  .strictObject({
    director: person.extend({
      line: e164.optional(),
      /** Anybody may see who asked for the director and what came of it. */
      published: z.boolean().default(false),
    }),
    /** Each the director of callers from a region, of a topic that a flow asks for, or both. */
    directors: z
      .array(
        person.extend({
          line: e164.optional(),
          regions: z
            .array(
              z.string().regex(/^\+[1-9]\d{0,9}$/, {
                error: 'how numbers begin, such as "+57" or "+1809"',
              }),
            )
            .min(1)
            .max(50)
            .optional(),
          topics: z.array(z.string().max(40)).min(1).max(50).optional(),
        }),
      )
      .max(50)
      .default([]),
    deputies: leaders,
    superiors: leaders,
    /** The line's number that is its people's: with their number and PIN they act from any telephone. */
    staff: z.strictObject({ line: e164.optional() }).prefault({}),
    /** Which flow answers which of the line's numbers; any other is answered with the line's main flow. */
    numbers: z.record(e164, z.string().min(1)).default({}),
    advisers: z
      .array(leader.extend({ hours: workHours }))
      .max(50)
      .default([]),
    areas: causes,
    reasons: causes,
    contractors: causes,
    /** What these are called in other languages. */
    labels: z.record(z.string(), z.partialRecord(language, cause)).default({}),
    agents: z
      .array(
        person.omit({ title: true }).extend({
          topics: z.array(z.string().max(40)).default([]),
          segments: z.array(segment).max(50).optional(),
          hours: workHours,
        }),
      )
      .max(200),
    customers: z.array(customer).max(200).default([]),
    outbound: outbound.prefault({}),
    /** What people may grant without asking anyone. */
    powers: powersFile.default([]),
    relaxing: relaxingFile.prefault({}),
    /** After a talk nobody is offered to a person for so long; absent: as usual. Kept in seconds. */
    "wrap-up": duration.optional(),
    /** After so many offers in a row that an agent did not pick up they are away, until they say that they are there. */
    "unanswered at most": z.number().int().min(1).max(100).default(3),
    hours: z
      .record(
        z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, {
          error: "small letters, digits and dashes, such as office",
        }),
        hoursFile,
      )
      .default({}),
  })
  .superRefine((file, context) => {
    const known = new Set(everybody(file).map(({ name }) => name));
    const mistake = (path: (string | number)[], message: string) =>
      context.addIssue({ code: "custom", path, message });
    const checkHours = (
      name: string | undefined,
      path: (string | number)[],
    ) => {
      if (name !== undefined && !Object.hasOwn(file.hours, name))
        mistake(
          [...path, "hours"],
          `"${name}" stands not below "hours" in this file. Write one of: ${Object.keys(file.hours).join(", ")}.`,
        );
    };
    const ownNumbers = numbersIn(file);
    const checkPhone = (number: string, path: (string | number)[]) => {
      if (ownNumbers.includes(number))
        mistake(
          [...path, "phone"],
          "this is a number of the line, which would ring itself. Write the number of their telephone.",
        );
    };
    const check = (one: Person, path: (string | number)[]) => {
      const { superior, hours, rings = [] } = one;
      if (superior !== undefined && !known.has(superior))
        mistake(
          [...path, "superior"],
          `"${superior}" is nobody in this file. Write the name as it stands there.`,
        );
      checkHours(hours, path);
      checkPhone(one.phone, path);
      for (const [place, ring] of rings.entries()) {
        checkHours(ring.hours, [...path, "rings", place]);
        checkPhone(ring.phone, [...path, "rings", place]);
      }
    };
    check(file.director, ["director"]);
    // A weekend is an ordinary day there (C9).
    const isAtRest = ({ rings }: Person) =>
      rings?.every(({ hours }) => hours !== undefined) === true;
    const restless =
      "a director is reached at any hour; leave one of these phones without hours";
    if (isAtRest(file.director)) mistake(["director", "rings"], restless);
    for (const [place, one] of file.directors.entries()) {
      if (isAtRest(one)) mistake(["directors", place, "rings"], restless);
      if (!one.regions && !one.topics)
        mistake(
          ["directors", place],
          "write regions, topics or both: whose director this is",
        );
    }
    for (const role of [
      "directors",
      "deputies",
      "superiors",
      "advisers",
      "agents",
    ] as const)
      for (const [place, one] of file[role].entries())
        check(one, [role, place]);
    for (const number of Object.keys(file.numbers)) {
      if (number === file.staff.line)
        mistake(
          ["numbers", number],
          "this number is that of the line's people (staff), and no flow answers there. Take it away here or there.",
        );
      const own = [file.director, ...file.directors].find(
        ({ line }) => line === number,
      );
      if (own)
        mistake(
          ["numbers", number],
          `this number is that of "${own.name}" alone, whose callers hear no menu. Take it away here or there.`,
        );
    }
    const given = new Set<string>();
    for (const [place, { people: named }] of file.powers.entries())
      for (const name of named) {
        if (!known.has(name) || given.has(name))
          context.addIssue({
            code: "custom",
            path: ["powers", place, "people"],
            message: known.has(name)
              ? `"${name}" has powers twice. Name everybody once.`
              : `"${name}" is nobody in this file. Write the name as it stands there.`,
          });
        given.add(name);
      }
    const named = [...file.areas, ...file.reasons, ...file.contractors];
    for (const label of Object.keys(file.labels))
      if (!named.includes(label))
        mistake(
          ["labels", label],
          `"${label}" stands under none of "areas", "reasons" and "contractors". Write it as it stands there.`,
        );
    for (const [place, { adviser }] of file.customers.entries())
      if (
        adviser !== undefined &&
        file.advisers.every(({ name }) => name !== adviser)
      )
        mistake(
          ["customers", place, "adviser"],
          `"${adviser}" is no adviser in this file. Write the name as it stands under "advisers".`,
        );
  });
export type PeopleFile = z.output<typeof peopleFile>;

/** The line's numbers beside its own: those that a flow answers, a director's own, and the one of its people. */
export function numbersIn(
  people: Pick<PeopleFile, "director" | "directors" | "staff" | "numbers">,
): readonly string[] {
  const { director, directors, staff, numbers } = people;
  return [
    ...Object.keys(numbers),
    ...[director, ...directors, staff].flatMap(({ line }) => line ?? []),
  ];
}
