import type { Language } from "../flows/speech/index.js";
import { keysOf, phrasesOf } from "./carry-condition.js";
import { carryText } from "./carry-text.js";
import { person, type Draft, type DraftWay, type Import } from "./draft.js";
import { words, type Widget } from "./read-studio.js";
import type { Ledger } from "./report.js";

/** What a menu says whose own words could not be carried over. */
export function pressKeys(keys: readonly string[], language: Language): string {
  const verb = { es: "Marque", en: "Press", pt: "Tecle" }[language];
  return `${verb} ${keys.join(", ")}.`;
}

interface Choice {
  readonly way: DraftWay;
  /** What callers say for it, by language. */
  readonly heard: Map<Language, string[]>;
}

/** A question whose answer a split looks at: the two are one menu. `undefined` for a question that is no choice of keys. */
export function lowerMenu(all: Import, widget: Widget): Draft | undefined {
  const { ledger, voice, found } = all;
  const name = all.nameOf(widget);
  const byKey = splitAfter(all, widget, "keypress", "Digits");
  const bySpeech = splitAfter(all, widget, "speech", "SpeechResult");
  if (!byKey) return undefined;
  const choices = readChoices(all, byKey);
  if (choices.size === 0) return undefined;
  if (bySpeech) hearChoices(all, bySpeech, choices);
  ledger.tell(widget, "kept", `Is the menu ${name}.`);
  for (const [place, way] of widget.ways.entries())
    if (way.event === "keypress" || way.event === "speech")
      ledger.tellWay(
        widget,
        place,
        way.next === undefined ? "changed" : "kept",
        way.next === undefined
          ? "It hung up; the menu asks once more, and then a person answers."
          : `The choices of ${name}.`,
      );
  const otherwise = missed(all, widget, byKey, name);
  const source = words(widget.properties["say"]);
  const said = carryText(source, voice.language, found);
  for (const note of said?.notes ?? []) ledger.tell(widget, "changed", note);
  if (!said)
    ledger.tell(
      widget,
      "changed",
      "It has no words that can be said here: write what callers choose from.",
    );
  const keys = [...choices.keys()];
  return {
    name,
    widget,
    kind: "menu",
    text: said?.text ?? pressKeys(keys, voice.language),
    plain: carryText(source, voice.language)?.text,
    ways: new Map([
      ...[...choices].map(([key, { way }]) => [key, way] as const),
      ["otherwise", otherwise],
    ]),
    body: (to, text) => ({
      say: { [voice.language]: text },
      choices: Object.fromEntries(
        [...choices].map(([key, { heard }]) => [
          key,
          {
            ...(heard.size > 0 && { heard: Object.fromEntries(heard) }),
            to: to(key),
          },
        ]),
      ),
      otherwise: to("otherwise"),
    }),
  };
}

/** Whether a question is answered by keys that a split looks at. */
export function isMenu(all: Pick<Import, "flow">, widget: Widget): boolean {
  return (
    splitAfter(all, widget, "keypress", "Digits")?.ways.some(
      ({ conditions: [condition, more] }) =>
        condition && !more && keysOf(condition)?.some((key) => key !== "0"),
    ) ?? false
  );
}

/** The split that looks at what was keyed in or said; the same one may look at both. */
function splitAfter(
  { flow }: Pick<Import, "flow">,
  widget: Widget,
  event: string,
  value: "Digits" | "SpeechResult",
): Widget | undefined {
  const next = widget.ways.find((way) => way.event === event)?.next;
  const split = next === undefined ? undefined : flow.widgets.get(next);
  const asked = `widgets.${widget.name}.${value}`;
  return split?.type === "split-based-on" &&
    JSON.stringify([split.properties["input"], split.ways]).includes(asked)
    ? split
    : undefined;
}

function readChoices(all: Import, split: Widget): Map<string, Choice> {
  const { ledger } = all;
  const choices = new Map<string, Choice>();
  ledger.tell(split, "kept", "Its branches are the choices of a menu.");
  for (const [place, { event, next, conditions }] of split.ways.entries()) {
    if (event !== "match") continue;
    const [condition, more] = conditions;
    const keys = condition && !more ? keysOf(condition) : undefined;
    if (!keys) {
      // Branches on speech are looked at with what callers say.
      if (condition && phrasesOf(condition)) continue;
      ledger.tellWay(
        split,
        place,
        "lost",
        "Asks for something else than a key.",
      );
      continue;
    }
    const to = next === undefined ? person : all.stepOf(next);
    const told = keys.map((key) => {
      if (key === "0")
        return "key 0 reaches the director everywhere, and is no choice of its own";
      if (choices.has(key)) return `key ${key} was taken before`;
      choices.set(key, {
        way: { to, was: { owner: split, place } },
        heard: new Map(),
      });
      return `key ${key} leads to ${to}`;
    });
    if (next === undefined)
      ledger.breaks(
        "never sent away",
        `"${split.name}" hung up on ${keys.join(", ")}.`,
      );
    const isKept =
      next !== undefined && told.every((one) => one.includes("leads"));
    ledger.tellWay(
      split,
      place,
      isKept ? "kept" : "changed",
      `${told.join("; ")}.`,
    );
  }
  return choices;
}

/** What callers say leads where a key leads already; a way that has no key is left to the person who answers. */
function hearChoices(
  all: Import,
  split: Widget,
  choices: ReadonlyMap<string, Choice>,
): void {
  const { ledger } = all;
  ledger.tell(split, "kept", "Its branches are the choices of a menu.");
  for (const [place, { event, next, conditions }] of split.ways.entries()) {
    if (event === "noMatch") {
      ledger.tellWay(split, place, "kept", "The menu's `otherwise`.");
      continue;
    }
    const [condition, more] = conditions;
    if (!condition || more || keysOf(condition)) continue;
    const phrases = phrasesOf(condition);
    const to = next === undefined ? person : all.stepOf(next);
    const choice = [...choices.values()].find(({ way }) => way.to === to);
    if (!phrases || !choice) {
      ledger.tellWay(
        split,
        place,
        "lost",
        `Callers who say "${condition.value.slice(0, 60)}" are asked again, and then a person answers: no key leads there.`,
      );
      continue;
    }
    hear(choice, all.voice.language, phrases);
    ledger.tellWay(split, place, "kept", understood(phrases));
    for (const [language, widgets] of all.twins)
      hearTwin(ledger, choice, language, widgets.get(split.name), place);
  }
}

/** The same branch of the same split, as it is drawn in another language. */
function hearTwin(
  ledger: Ledger,
  choice: Choice,
  language: Language,
  twin: Widget | undefined,
  place: number,
): void {
  const [condition] = twin?.ways[place]?.conditions ?? [];
  if (!twin || !condition) return;
  const phrases = phrasesOf(condition);
  if (phrases) hear(choice, language, phrases);
  ledger.tellWay(
    twin,
    place,
    phrases ? "kept" : "lost",
    phrases
      ? `${understood(phrases)} Leads as in the first language.`
      : `Leads as in the first language, by key; write "${condition.value.slice(0, 60)}" under heard: in ${language}.`,
  );
}

function hear(
  { heard }: Choice,
  language: Language,
  phrases: readonly string[],
): void {
  const known = heard.get(language) ?? [];
  const more = phrases.filter((one) => !known.includes(one)).slice(0, 5);
  heard.set(language, [...known, ...more]);
}

function understood(phrases: readonly string[]): string {
  return `Understood as well: ${phrases.join(", ")}.`;
}

/** Silence and wrong keys: asked once more, and then where the old flow went, if that was not the same question. */
function missed(
  { ledger, stepOf }: Import,
  widget: Widget,
  split: Widget,
  self: string,
): DraftWay {
  const ways = [
    { owner: widget, event: "timeout" },
    { owner: split, event: "noMatch" },
  ].flatMap(({ owner, event }) => {
    const place = owner.ways.findIndex((way) => way.event === event);
    const way = owner.ways[place];
    return way ? [{ owner, event, place, next: way.next }] : [];
  });
  let chosen: { owner: Widget; place: number; to: string } | undefined;
  for (const { owner, place, event, next } of ways) {
    if (next === undefined) {
      ledger.tellWay(
        owner,
        place,
        "changed",
        "It hung up; it is asked once more, and then a person answers.",
      );
      ledger.breaks(
        event === "timeout" ? "silence ends at a person" : "never sent away",
        `"${owner.name}" hung up on ${event}.`,
      );
      continue;
    }
    const to = stepOf(next);
    if (to === self) {
      ledger.tellWay(
        owner,
        place,
        "changed",
        "It asked again without end; it is asked once more, and then a person answers.",
      );
      ledger.breaks(
        "silence ends at a person",
        `"${owner.name}" asked again without end.`,
      );
      continue;
    }
    chosen ??= { owner, place, to };
    ledger.tellWay(
      owner,
      place,
      chosen.to === to ? "kept" : "changed",
      chosen.to === to
        ? `It is asked once more, and then leads to ${to}.`
        : `Went to ${to}; silence and a wrong key lead the same way here, to ${chosen.to}.`,
    );
  }
  if (!chosen) return { to: person };
  const { to, owner, place } = chosen;
  return { to, was: { owner, place } };
}
