import {
  compileSource,
  renderText,
  type Language,
  type Values,
} from "../../flows/speech/index.js";
import type { LegEffect } from "../../flows/effects.js";
import { fitSpoken, longestWaited } from "../../flows/spoken-limits.js";
import type { Brief, Offered, Wanted } from "./events.js";

/** Seconds of silence after the whisper that count as no answer; the proof counts them. */
const keySeconds = 6;

/** What a person hears on picking up, in their own language where the flow speaks it; key 1 takes the call (C16). */
export function brief(
  wanted: Wanted,
  person: Offered,
  at: number,
): readonly LegEffect[] {
  const gather = { type: "gather", digits: 1, timeout: keySeconds } as const;
  const language = languageOf(wanted, person);
  const isStandIn = person.standsIn === wanted.role;
  const briefs = (isStandIn && wanted.standInBrief) || wanted.brief;
  const told = language && briefs[language];
  if (!told) return [gather];
  const seconds = Math.round((at - wanted.since) / 1000);
  const waited = Math.min(Math.max(0, seconds), longestWaited);
  const known = { "person.name": person.name, waited };
  return [...sayTold(told, language, known, at), gather];
}

/** A text of the flow with what is known by now; nothing when it cannot be said, since nobody is lost for a word. */
export function sayTold(
  told: Brief,
  language: Language,
  known: Values & { readonly "person.name"?: string },
  at: number,
): readonly LegEffect[] {
  const { voice, speaks, zone, source, variables } = told;
  const { "person.name": name } = known;
  const rendered = renderText(
    compileSource(source, { language, variables }),
    {
      ...told.values,
      ...known,
      ...(name !== undefined && {
        "person.name": fitSpoken("person.name", name, language),
      }),
    },
    { now: at, zone },
  );
  return rendered.ok
    ? [{ type: "say", text: rendered.text, voice, language: speaks }]
    : [];
}

export function languageOf(
  wanted: Wanted,
  person: Offered,
): Language | undefined {
  const spoken = Object.keys(wanted.brief) as Language[];
  const own = [...(person.languages ?? []), wanted.language];
  return own.find((one) => spoken.includes(one)) ?? spoken[0];
}
