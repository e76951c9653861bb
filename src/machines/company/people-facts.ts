import { DateTime } from "luxon";
import type { Person } from "../../flows/events.js";
import { weekdays } from "../../flows/weekdays.js";
import type { About, Fact } from "./diff-documents.js";
import type { Hours, Span } from "./hours.js";
import { everybody } from "./ladder.js";
import type { PeopleFile } from "./people-file.js";
import { powersOf } from "../decisions/powers.js";

type Facts = Record<string, Fact | undefined>;

const roles = [
  "directors",
  "deputies",
  "superiors",
  "advisers",
  "agents",
] as const;

/** What the people file says: of everybody first, then of hours, customers and limits. */
export function peopleFacts(file: PeopleFile): About[] {
  return [
    ...everybody(file).map((person) => aboutPerson(file, person)),
    ...Object.entries(file.hours).map(([name, own]) => ({
      kind: "hours" as const,
      name,
      facts: hoursFacts(own),
    })),
    ...file.customers.map(({ segment, numbers, adviser }) => ({
      kind: "customers" as const,
      name: segment,
      facts: { numbers: { any: numbers }, adviser },
    })),
    {
      kind: "waiting",
      name: "",
      facts: {
        ...seconds(file.relaxing),
        "wrap-up": inSeconds(file["wrap-up"]),
        "unanswered at most": file["unanswered at most"],
      },
    },
    { kind: "outbound", name: "", facts: outboundFacts(file) },
    {
      kind: "lists",
      name: "",
      facts: {
        "staff line": file.staff.line,
        areas: { any: file.areas },
        reasons: { any: file.reasons },
        contractors: { any: file.contractors },
        labels: {
          any: Object.entries(file.labels).map(
            ([name, texts]) => `${name} (${byLanguage(texts)?.join(", ")})`,
          ),
        },
      },
    },
  ];
}

/** All that whoever reads it would call theirs: where they stand, where they ring, when, for whom, and their powers. */
function aboutPerson(file: PeopleFile, person: Person): About {
  const { name, languages, title, spoken, superior, email, hours } = person;
  const own: Readonly<Partial<Record<string, unknown>>> = { ...person };
  const list = (field: string): Fact | undefined =>
    Array.isArray(own[field])
      ? { any: own[field] as readonly string[] }
      : undefined;
  const role = roles.find((one) =>
    file[one].some((each) => each.name === name),
  );
  return {
    kind: "person",
    name,
    facts: {
      role: person === file.director ? "director" : role,
      // They stand in for the director in this order.
      place:
        role === "deputies"
          ? file[role].findIndex((each) => each.name === name) + 1
          : undefined,
      phones: person.rings?.map((ring) =>
        ring.hours === undefined ? ring.phone : `${ring.phone} (${ring.hours})`,
      ) ?? [person.phone],
      hours,
      topics: list("topics"),
      segments: list("segments"),
      regions: list("regions"),
      languages: languages && { any: languages },
      superior,
      email,
      line: own["line"] as string | undefined,
      published: own["published"] as boolean | undefined,
      title: byLanguage(title),
      spoken: byLanguage(spoken),
      ...powersFacts(file, name),
    },
  };
}

function byLanguage(
  texts: Readonly<Partial<Record<string, string>>> | undefined,
) {
  return (
    texts &&
    Object.entries(texts).map(([language, text]) => `${language}: ${text}`)
  );
}

function powersFacts(file: PeopleFile, name: string): Facts {
  const powers = powersOf(file.powers, name);
  const { credits, gifts, plans } = powers ?? {};
  const another = powers?.["another remedy"];
  return {
    "credits each": credits && { amounts: credits.each },
    "credits a day": credits && { amounts: credits["a day"] },
    plans: plans && { any: plans },
    gifts: gifts && { any: gifts.these },
    "gifts a day": gifts && { amounts: gifts["a day"] },
    "another remedy": another && { amounts: another["a day"] },
  };
}

function hoursFacts(hours: Hours): Facts {
  const { timeZone, weekly, holidays, exceptions, closedNow } = hours;
  return {
    "time zone": timeZone,
    ...Object.fromEntries(
      weekdays.map((day, place) => [day, spansOf(weekly[place] ?? [])]),
    ),
    holidays: { any: holidays },
    ...Object.fromEntries(
      Object.entries(exceptions).map(([day, spans]) => [
        `day ${day}`,
        spansOf(spans),
      ]),
    ),
    "closed now": closedNow && [
      ...Object.values(closedNow.because),
      ...(closedNow.until === undefined
        ? []
        : [
            DateTime.fromMillis(closedNow.until, { zone: timeZone }).toFormat(
              "yyyy-MM-dd HH:mm",
            ),
          ]),
    ],
  };
}

function spansOf(spans: readonly Span[]): readonly string[] {
  return spans.map(([from, to]) => `${clock(from)}–${clock(to)}`);
}

function clock(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}

function seconds(bounds: Readonly<Record<string, unknown>>): Facts {
  return Object.fromEntries(
    Object.entries(bounds).map(([name, value]) => [
      name,
      inSeconds(value as number | "never" | undefined),
    ]),
  );
}

function inSeconds(value: number | "never" | undefined): Fact | undefined {
  return typeof value === "number" ? `${value} s` : value;
}

function outboundFacts({ outbound }: PeopleFile): Facts {
  const { countries, costs, ...ceilings } = outbound;
  return {
    countries: countries && { any: countries },
    ...ceilings,
    "a call costs": costs.call,
    "a message costs": costs.message,
  };
}
