import {
  compileSource,
  renderText,
  type Language,
} from "../../flows/speech/index.js";
import type { LegEffect } from "../../flows/effects.js";
import { fitSpoken, longestWaited } from "../../flows/spoken-limits.js";
import type { Offered, Wanted } from "./events.js";

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
  const told = language && wanted.brief[language];
  if (!told) return [gather];
  const seconds = Math.round((at - wanted.since) / 1000);
  const rendered = renderText(
    compileSource(told.source, { language, variables: told.variables }),
    {
      ...told.values,
      "person.name": fitSpoken("person.name", person.name, language),
      waited: Math.min(Math.max(0, seconds), longestWaited),
    },
    { now: at, zone: told.zone },
  );
  // A text that cannot be said still leaves the key: the caller is not lost for a word.
  if (!rendered.ok) return [gather];
  const { voice, speaks } = told;
  return [
    { type: "say", text: rendered.text, voice, language: speaks },
    gather,
  ];
}

function languageOf(wanted: Wanted, person: Offered): Language | undefined {
  const spoken = Object.keys(wanted.brief) as Language[];
  const own = [...(person.languages ?? []), wanted.language];
  return own.find((one) => spoken.includes(one)) ?? spoken[0];
}
