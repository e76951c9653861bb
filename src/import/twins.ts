/**
 * Lines of several languages are drawn twice in Studio: a question for the language, and behind each key the same widgets again with other
 * words. Here they are one flow, each text in each language, and a key that changes it at any time.
 */
import type { Language } from "../flows/speech/index.js";
import { keysOf } from "./carry-condition.js";
import { carryText, type Carried } from "./carry-text.js";
import type { Draft } from "./draft.js";
import type { Found } from "./found.js";
import { starZero } from "./lower-question.js";
import { isMenu } from "./menu.js";
import {
  words,
  type StudioCondition,
  type StudioFlow,
  type Widget,
} from "./read-studio.js";
import type { Ledger } from "./report.js";
import { languageOf } from "./voice.js";

export interface Twins {
  /** The question for the language, and the split that looks at its answer. */
  readonly asked: readonly [Widget, Widget];
  /** The first widget of the language that calls begin in. */
  readonly first: string;
  readonly language: Language;
  /** The widgets that say the same in other languages, by language and the name of the first one's. */
  readonly others: ReadonlyMap<Language, ReadonlyMap<string, Widget>>;
}

/** `undefined` where no question for the language leads to branches that are drawn alike. */
export function findTwins(flow: StudioFlow): Twins | undefined {
  for (const menu of flow.widgets.values()) {
    if (menu.type !== "gather-input-on-call" || !isMenu({ flow }, menu))
      continue;
    const next = menu.ways.find(({ event }) => event === "keypress")?.next;
    const split = flow.widgets.get(next ?? "");
    const branches = split?.ways.filter(({ event }) => event === "match") ?? [];
    const [first, ...others] = branches.map(({ next: to, conditions }) => ({
      to,
      isKey: conditions.length === 1 && conditions.every(keysOf),
      language: languageFrom(flow, to),
    }));
    if (!split || !first?.language || first.to === undefined || !first.isKey)
      continue;
    const paired = others.map((one) =>
      one.isKey && one.language && one.language !== first.language
        ? ([one.language, pairUp(flow, first.to, one.to)] as const)
        : undefined,
    );
    const found = new Map(
      paired.flatMap((one) => (one?.[1] ? [[one[0], one[1]] as const] : [])),
    );
    if (found.size === 0 || found.size < others.length) continue;
    return {
      asked: [menu, split],
      first: first.to,
      language: first.language,
      others: found,
    };
  }
  return undefined;
}

/** The flow without the question: what led to it leads to the first language. */
export function passLanguages(flow: StudioFlow, twins: Twins): StudioFlow {
  const [menu] = twins.asked;
  const redirected = [...flow.widgets].map(([name, widget]) => {
    const ways = widget.ways.map((way) =>
      way.next === menu.name ? { ...way, next: twins.first } : way,
    );
    return [name, { ...widget, ways }] as const;
  });
  return {
    ...flow,
    start: flow.start === menu.name ? twins.first : flow.start,
    widgets: new Map(redirected),
  };
}

export function tellTwins(twins: Twins, ledger: Ledger): void {
  const tellAll = (widget: Widget, fate: "kept" | "changed", says: string) => {
    ledger.tell(widget, fate, says);
    for (const place of widget.ways.keys())
      ledger.tellWay(widget, place, "kept", "Nobody is asked this any more.");
  };
  for (const widget of twins.asked)
    tellAll(
      widget,
      "changed",
      "It asked for the language: calls begin in one, are offered the others at once, and a key changes it at any time.",
    );
  for (const [language, widgets] of twins.others)
    for (const [name, widget] of widgets) {
      ledger.tell(widget, "kept", `Says in ${language} what "${name}" says.`);
      for (const [place, { conditions }] of widget.ways.entries())
        if (conditions.some(isSpeech))
          ledger.tellWay(
            widget,
            place,
            "lost",
            `Leads as "${name}" does, by key; "${conditions[0]?.value.slice(0, 60) ?? ""}" belongs to no choice.`,
          );
        else ledger.tellWay(widget, place, "kept", `Leads as "${name}" does.`);
    }
}

export interface Translation {
  readonly text: string | undefined;
  readonly plain: string | undefined;
}

/** What a step says in each other language; a widget that all of them share is to be translated. */
export function translate(
  { kind, widget, text }: Draft,
  { others }: Twins,
  found: Found,
  ledger: Ledger,
): ReadonlyMap<Language, Translation> {
  const property = kind === "message" ? "body" : "say";
  const translations = new Map<Language, Translation>();
  if (text === undefined) return translations;
  for (const [language, widgets] of others) {
    const twin = widgets.get(widget.name);
    if (!twin)
      ledger.tell(
        widget,
        "changed",
        `All languages shared it: translate it into ${language}.`,
      );
    const source = (twin ? words(twin.properties[property]) : text).replaceAll(
      /widgets\.([\w-]+)\./g,
      (whole, name: string) => {
        const own = [...widgets].find(([, one]) => one.name === name)?.[0];
        return own === undefined ? whole : `widgets.${own}.`;
      },
    );
    const whole = (carried: Carried | undefined) =>
      carried && kind === "ask" && twin
        ? `${carried.text} ${starZero[language]}`
        : carried?.text;
    translations.set(language, {
      text: twin ? whole(carryText(source, language, found)) : text,
      plain: twin ? whole(carryText(source, language)) : text,
    });
  }
  return translations;
}

/** The language of the first words that are said from a widget on. */
function languageFrom(
  { widgets }: StudioFlow,
  start: string | undefined,
): Language | undefined {
  const open = start === undefined ? [] : [start];
  const seen = new Set(open);
  for (const name of open) {
    const widget = widgets.get(name);
    if (!widget) continue;
    if (words(widget.properties["say"]) !== "") return languageOf(widget);
    for (const { next } of widget.ways)
      if (next !== undefined && !seen.has(next)) {
        seen.add(next);
        open.push(next);
      }
  }
  return undefined;
}

/** Walks two branches at once: each widget of one with that of the other. `undefined` where they are not drawn alike. */
function pairUp(
  { widgets }: StudioFlow,
  one: string | undefined,
  other: string | undefined,
): Map<string, Widget> | undefined {
  const pairs = new Map<string, Widget>();
  const open: [string | undefined, string | undefined][] = [[one, other]];
  for (const [first, second] of open) {
    if (first === second) continue;
    const mine = widgets.get(first ?? "");
    const theirs = widgets.get(second ?? "");
    const known = pairs.get(first ?? "");
    if (known && known === theirs) continue;
    if (!mine || !theirs || known || !isAlike(mine, theirs)) return undefined;
    pairs.set(mine.name, theirs);
    for (const [place, { next }] of mine.ways.entries())
      open.push([next, theirs.ways[place]?.next]);
  }
  return new Set(pairs.values()).size === pairs.size ? pairs : undefined;
}

function isAlike(one: Widget, other: Widget): boolean {
  return (
    one.type === other.type &&
    one.ways.length === other.ways.length &&
    one.ways.every(({ event, conditions }, place) => {
      const way = other.ways[place];
      return (
        way?.event === event &&
        way.conditions.length === conditions.length &&
        conditions.every(
          (condition, index) =>
            way.conditions[index]?.type === condition.type &&
            // What is said is another word in each language.
            (isSpeech(condition) ||
              way.conditions[index].value === condition.value),
        )
      );
    })
  );
}

function isSpeech({ input }: StudioCondition): boolean {
  return input.includes(".SpeechResult");
}
