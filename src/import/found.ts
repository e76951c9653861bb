/**
 * What widgets find out that steps of ours find out as well: the digits of a question, and the fields of another system's answer that
 * something in the flow names.
 */
import type { FlowDocument } from "../flows/index.js";
import type { Connections } from "../flows/look-ups.js";
import { mapValues } from "../flows/map-values.js";
import { everywhere } from "../flows/variables.js";
import type { Variables } from "../flows/speech/index.js";
import { isMenu } from "./menu.js";
import { words, type StudioFlow, type Widget } from "./read-studio.js";
import { readRequest } from "./read-request.js";

/** A look-up that an admin has to define, of one widget that asked another system. */
export interface AskedSystem {
  readonly connection: string;
  readonly find: string;
  /** Below the address of the connection, with its parameters in braces. */
  readonly path: string;
  /** The variable of ours for each parameter. */
  readonly with: Readonly<Record<string, string>>;
  /** Where each field stands in the answer, a JSON Pointer. */
  readonly fields: Readonly<Record<string, string>>;
  readonly url: string;
  /** What the look-up does otherwise than the widget did, a sentence each. */
  readonly notes: readonly string[];
}

export interface Found {
  /** The variable of ours by Studio's name: `widgets.ask.Digits` is `answers.ask`. */
  readonly variables: ReadonlyMap<string, string>;
  /** All that texts may name, with its type. */
  readonly types: Variables;
  /** By the name of the widget. */
  readonly lookUps: ReadonlyMap<string, AskedSystem>;
}

const fieldOf =
  /widgets\.([A-Za-z][\w-]*)\.parsed\.([A-Za-z_][\w.]*[\w])(?![\w.[])/g;

/** `taken`: names that the look-ups of other flows have. */
export function findValues(
  flow: StudioFlow,
  taken: Set<string> = new Set(),
): Found {
  const variables = new Map<string, string>();
  const types: Record<string, "digits" | "text"> = {};
  const keep = (studio: string, ours: string, type: "digits" | "text") => {
    variables.set(studio, ours);
    types[ours] = type;
  };
  for (const widget of flow.widgets.values())
    if (isQuestion(flow, widget))
      keep(
        `widgets.${widget.name}.Digits`,
        `answers.${nameIn(widget.name, taken)}`,
        "digits",
      );
  const named = fieldsIn(flow);
  const lookUps = new Map<string, AskedSystem>();
  for (const widget of flow.widgets.values()) {
    const paths = named.get(widget.name);
    const request = paths && readRequest(widget, variables);
    if (!request) continue;
    const find = nameIn(widget.name, taken);
    const own = new Set<string>();
    const fields: Record<string, string> = {};
    for (const path of paths) {
      const field = nameIn(path, own);
      fields[field] = `/${path.replaceAll(".", "/")}`;
      keep(`widgets.${widget.name}.parsed.${path}`, `${find}.${field}`, "text");
    }
    lookUps.set(widget.name, { ...request, find, fields });
  }
  return { variables, types: { ...everywhere, ...types }, lookUps };
}

/** Whether a question takes several digits, and goes on whatever they are. */
export function isQuestion(flow: StudioFlow, widget: Widget): boolean {
  return (
    widget.type === "gather-input-on-call" &&
    !isMenu({ flow }, widget) &&
    digitsOf(widget) !== undefined &&
    widget.ways.some(({ event, next }) => event === "keypress" && next)
  );
}

/** How many digits a question takes; `undefined` where that is one, or more than anybody keys in. */
export function digitsOf({
  properties,
}: Widget):
  number | { readonly from: number; readonly to: number } | undefined {
  const written = words(properties["number_of_digits"]);
  const count = Number(written);
  if (written === "" || count === 0)
    return words(properties["finish_on_key"]) === "#"
      ? { from: 2, to: 12 }
      : undefined;
  return Number.isInteger(count) && count >= 2 && count <= 20
    ? count
    : undefined;
}

/** What flows may know of the look-ups, as if an admin had defined them. */
export function connectionsOf(systems: Iterable<AskedSystem>): Connections {
  const connections: Record<
    string,
    Record<string, Connections[string][string]>
  > = {};
  for (const { connection, find, with: asked, fields } of systems)
    (connections[connection] ??= {})[find] = {
      parameters: mapValues(asked, () => parameter),
      answer: mapValues(fields, () => textField),
      timeLimit: 3_000,
    };
  return connections;
}

/** The file of connections that an admin completes. */
export function connectionsFile(systems: Iterable<AskedSystem>): object {
  const connections: Record<
    string,
    { url: string; "look-ups": Record<string, object> }
  > = {};
  for (const one of systems) {
    const { connection, url, find, path, with: asked, fields } = one;
    (connections[connection] ??= { url, "look-ups": {} })["look-ups"][find] = {
      path,
      ...(Object.keys(asked).length > 0 && {
        parameters: mapValues(asked, () => parameter),
      }),
      answer: mapValues(fields, (at) => ({ ...textField, at })),
    };
  }
  return { connections };
}

/** The look-ups that are left in a flow; the others have become a person's. */
export function systemsIn(
  { steps }: FlowDocument,
  { lookUps }: Found,
): AskedSystem[] {
  const used = new Set(
    Object.values(steps).flatMap(({ kind, body }) =>
      kind === "lookup" ? [(body as { find: string }).find] : [],
    ),
  );
  return [...lookUps.values()].filter(({ find }) => used.has(find));
}

const parameter = { type: "digits", longest: 20 } as const;
const textField = { type: "text", longest: 60 } as const;

/** Which fields of a widget's answer are named anywhere in the flow. */
function fieldsIn({ widgets }: StudioFlow): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const text = JSON.stringify(
    [...widgets.values()].map(({ properties, ways }) => [properties, ways]),
  );
  for (const [, widget = "", path = ""] of text.matchAll(fieldOf)) {
    const known = found.get(widget) ?? new Set();
    if (known.size < 20 && !path.includes("..")) known.add(path);
    found.set(widget, known);
  }
  return found;
}

/** Small letters, digits and `_`, and nobody else's yet. */
function nameIn(written: string, taken: Set<string>): string {
  const plain = written
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replace(/^[^a-z]+/, "")
    .slice(0, 24)
    .replace(/_+$/, "");
  const first =
    plain === "" || reserved.has(plain)
      ? `found_${plain}`.replace(/_$/, "")
      : plain;
  let free = first;
  for (let count = 2; taken.has(free); count += 1) free = `${first}_${count}`;
  taken.add(free);
  return free;
}

/** What texts and conditions call what a call knows anyway. */
const reserved = new Set(
  "director caller charge person owner reference total waited due answer answers place expected time hours adviser input in true false null has".split(
    " ",
  ),
);
