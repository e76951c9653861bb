import type { Hours, Span } from "../../machines/company/hours.js";
import { writeDay } from "../write-day.js";
import type { CompanyWords } from "./words.js";

interface Props {
  readonly words: CompanyWords;
  readonly language: "es" | "en";
  readonly hours: Readonly<Record<string, Hours>>;
}

// A Monday.
const monday = Date.UTC(2024, 0, 1);
const dayMs = 86_400_000;

/** When somebody is there, by name. */
export function HoursTable({ words, language, hours }: Props) {
  const dayName = (place: number) =>
    new Intl.DateTimeFormat(language, {
      weekday: "long",
      timeZone: "UTC",
    }).format(monday + place * dayMs);
  const days = (list: readonly string[]) =>
    list.map((day) => writeDay(day, language)).join("; ");
  return Object.entries(hours).map(([name, own]) => (
    <section key={name}>
      <h2>
        {words.hours}: {name} <span className="hint">{own.timeZone}</span>
      </h2>
      {own.closedNow && <p className="refusal">{words.closedNow}</p>}
      <dl>
        {own.weekly.map((spans, place) => (
          <div key={place}>
            <dt>{dayName(place)}</dt>
            <dd>{spans.map(written).join(", ") || words.closed}</dd>
          </div>
        ))}
      </dl>
      <p className="hint">
        {words.holidays(own.holidays.length)}
        {own.holidays.length > 0 && `: ${days(own.holidays)}`}
        {Object.keys(own.exceptions).length > 0 &&
          `. ${words.exceptions(days(Object.keys(own.exceptions)))}`}
      </p>
    </section>
  ));
}

function written([from, to]: Span): string {
  return `${clock(from)}–${clock(to)}`;
}

function clock(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}
