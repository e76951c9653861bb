import { listAt, namesAt, textAt, type FormScope, type Path } from "./scope.js";

/** A part of the people file that has a form of its own. */
export interface Entry {
  readonly kind:
    | "person"
    | "powers"
    | "hours"
    | "customers"
    | "waiting"
    | "outbound"
    | "lines"
    | "labels";
  readonly path: Path;
  readonly name: string;
  /** Its list, where its place counts and it may be taken out. */
  readonly list?: { readonly place: number; readonly count: number };
}

export interface Group {
  readonly title: string;
  readonly entries: readonly Entry[];
  /** Where one more goes, and what it begins with. */
  readonly more?: { readonly path: Path; readonly value: unknown };
}

const roles = [
  "directors",
  "deputies",
  "superiors",
  "advisers",
  "agents",
] as const;

/** What the people file consists of, in the order of the form. */
export function entriesOf(scope: FormScope): readonly Group[] {
  const { words } = scope;
  return [
    {
      title: words.roles["director"] ?? "",
      entries: [personAt(scope, ["director"])],
    },
    ...roles.map((role) => groupOf(scope, role)),
    powersOf(scope),
    {
      title: words.hours,
      entries: namesAt(scope, ["hours"]).map((name) => ({
        kind: "hours" as const,
        path: ["hours", name],
        name,
      })),
    },
    customersOf(scope),
    {
      title: words.limits,
      entries: [
        { kind: "waiting", path: ["relaxing"], name: words.waiting },
        { kind: "outbound", path: ["outbound"], name: words.outbound },
        { kind: "lines", path: [], name: words.lines },
        { kind: "labels", path: ["labels"], name: words.labelsEntry },
      ],
    },
  ];
}

function groupOf(scope: FormScope, role: (typeof roles)[number]): Group {
  const list = listAt(scope, [role]);
  const { words } = scope;
  return {
    title: words.roles[role] ?? role,
    entries: list.map((_, place) => ({
      ...personAt(scope, [role, place]),
      list: { place, count: list.length },
    })),
    more: {
      path: [role, list.length],
      value: {
        name: "",
        phone: "",
        ...(role === "directors" && {
          title: { es: "director", en: "director", pt: "diretor" },
          topics: ["general"],
        }),
        ...(role === "agents" && { topics: ["general"] }),
      },
    },
  };
}

function powersOf(scope: FormScope): Group {
  const list = listAt(scope, ["powers"]);
  return {
    title: scope.words.powers,
    entries: list.map((_, place) => ({
      kind: "powers",
      path: ["powers", place],
      name:
        listAt(scope, ["powers", place, "people"]).join(", ") ||
        scope.words.nobody,
      list: { place, count: list.length },
    })),
    more: { path: ["powers", list.length], value: { people: [] } },
  };
}

function customersOf(scope: FormScope): Group {
  const list = listAt(scope, ["customers"]);
  return {
    title: scope.words.customers,
    entries: list.map((_, place) => ({
      kind: "customers",
      path: ["customers", place],
      name: textAt(scope, ["customers", place, "segment"]),
      list: { place, count: list.length },
    })),
    more: {
      path: ["customers", list.length],
      value: { segment: "vip", numbers: [] },
    },
  };
}

function personAt(scope: FormScope, path: Path): Entry {
  const name = textAt(scope, [...path, "name"]);
  return { kind: "person", path, name: name || scope.words.newName };
}

/** Everybody's name, as powers and superiors say them. */
export function everybodyIn(scope: FormScope): readonly string[] {
  const names = [
    textAt(scope, ["director", "name"]),
    ...roles.flatMap((role) =>
      listAt(scope, [role]).map((_, place) =>
        textAt(scope, [role, place, "name"]),
      ),
    ),
  ];
  return [...new Set(names.filter((one) => one !== ""))];
}
