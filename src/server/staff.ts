import type { People, Person } from "../flows/events.js";
import { powersOf } from "../machines/decisions/powers.js";
import { ladderAbove } from "../machines/company/ladder.js";
import type { Above } from "../machines/connection/events.js";
import { lineQueue, ownerRole, type Staff } from "../machines/queue/events.js";
import type { PeopleFile } from "./served/company.js";
import type { Clock } from "./clock.js";
import { takeTurn, type TurnDeps } from "./turn.js";

/** Everybody whom the line may ring, with the role in which a flow asks for them. */
export function staffOf({
  agents,
  director,
  directors = [],
  deputies = [],
  superiors = [],
  advisers = [],
  powers,
  "wrap-up": wrapUp,
  "unanswered at most": missesAtMost,
}: People &
  Pick<
    PeopleFile,
    "powers" | "wrap-up" | "unanswered at most"
  >): readonly Staff[] {
  const people = { agents, director, directors, deputies, superiors, advisers };
  const taken = new Set<string>();
  const all: readonly (Person & Pick<Staff, "role" | "standsIn">)[] = [
    ...agents.map((person) => ({ ...person, role: "agent" })),
    // A flow asks for one director or adviser, by name.
    ...[director, ...directors].map((person) => ({
      ...person,
      role: "director",
      topics: [person.name],
    })),
    ...advisers.map((person) => ({
      ...person,
      role: "adviser",
      topics: [person.name],
    })),
    // Asked for as the owners of cases, and by no flow; deputies take the callers of a director who cannot.
    ...deputies.map((person) => ({
      ...person,
      role: "leader",
      standsIn: "director",
      topics: [director, ...directors].map(({ name }) => name),
    })),
    ...superiors.map((person) => ({ ...person, role: "leader" })),
  ];
  return all
    .filter(({ phone }) => phone !== "")
    .map(
      ({
        name,
        phone,
        rings,
        languages,
        topics,
        segments,
        role,
        standsIn,
        hours,
      }) => {
        const credits = powersOf(powers, name)?.credits?.each;
        const above = aboveOf(people, name);
        return {
          id: idOf(name, taken),
          name,
          phone,
          role,
          ...(standsIn !== undefined && { standsIn }),
          ...(languages && { languages }),
          ...(topics && { topics }),
          ...(segments && { segments }),
          ...(credits && { credits }),
          ...(hours !== undefined && { hours }),
          ...(rings && { rings }),
          ...(wrapUp !== undefined && { wrapUp }),
          ...(above && { above }),
          ...(role === "agent" && { missesAtMost }),
        };
      },
    );
}

/** Whom somebody may ask while they talk with a caller (C20): the next one up, and the director. */
function aboveOf(people: People, name: string): Staff["above"] {
  const { director } = people;
  const [superior] = ladderAbove(people, name);
  const isOther = superior && superior.name !== director.name;
  const above = {
    ...(isOther && {
      superior: reach(superior, { role: ownerRole(superior.name) }),
    }),
    ...(name !== director.name && {
      director: reach(director, { role: "director", topic: director.name }),
    }),
  };
  return Object.keys(above).length > 0 ? above : undefined;
}

function reach(
  { name, spoken, title = {} }: Person,
  way: Pick<Above, "role" | "topic">,
): Above {
  const languages = ["es", "en", "pt"] as const;
  return {
    name,
    ...way,
    spoken: Object.fromEntries(
      languages.map((one) => {
        const said = spoken?.[one] ?? name;
        const called = title[one];
        return [one, called === undefined ? said : `${said}, ${called}`];
      }),
    ),
  };
}

/** A name that stays the same while others come and go: `luis-prado`. */
function idOf(name: string, taken: Set<string>): string {
  const plain =
    name
      .normalize("NFD")
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, "-")
      .replaceAll(/^-|-$/g, "") || "person";
  let id = plain;
  for (let count = 2; taken.has(id); count += 1) id = `${plain}-${count}`;
  taken.add(id);
  return id;
}

/** Tells the line's queue who there is, once for each set of people; called again and again until the store has it. */
export function createStaffTeller(
  turns: TurnDeps,
  people: () => PeopleFile,
  clock: Clock,
): () => Promise<void> {
  let told: PeopleFile | undefined;
  return async () => {
    const now = people();
    if (told === now) return;
    const at = clock.now();
    await takeTurn(turns, {
      key: lineQueue,
      token: `people:${at}:${Math.trunc(performance.now() * 1000)}`,
      event: {
        type: "people-are",
        at,
        people: staffOf(now),
        hours: now.hours,
        relaxing: now.relaxing,
      } as never,
      begins: true,
      asks: false,
    });
    told = now;
  };
}
