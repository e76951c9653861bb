/**
 * The page that a company may show its customers (C22): how many callers asked for the director, who answered them and how soon, and how
 * many promised calls were made in time. It is there when the people file says `published: true` of the director; nobody's number is on it
 * but the director's own.
 */
import express, { type Router } from "express";
import type { Person } from "../../flows/events.js";
import { languages, type Language } from "../../flows/speech/index.js";
import {
  directorRecord,
  sumDays,
  type DirectorDay,
  type DirectorRecord,
} from "../../machines/director-record.js";
import type { Clock } from "../clock.js";
import { directorWords, languageNames } from "./director-page-words.js";
import { escapeHtml, htmlPage } from "./html.js";
import { readContext } from "../read-context.js";
import { readerLanguage } from "./reader-language.js";
import { createSharedLimit } from "../shared-limit.js";
import type { TurnDeps } from "../turn.js";

export interface DirectorPageDeps {
  readonly turns: TurnDeps;
  readonly clock: Clock;
  readonly director: () => Person & { readonly published: boolean };
  /** Of whoever asks for none that there is. */
  readonly language: () => Language;
}

const shownMs = 30 * 24 * 3600 * 1000;

export function createDirectorPage(deps: DirectorPageDeps): Router {
  const router = express.Router();
  router.use(
    createSharedLimit(deps.turns, deps.clock, {
      name: "director page",
      most: 120,
      page: "Too many requests within a minute. Wait, and open the page again.",
    }),
  );
  router.get("/", async (request, response) => {
    const director = deps.director();
    if (!director.published) return void response.status(404).end();
    const asked = languages.find((one) => one === request.query["language"]);
    const language =
      asked ?? readerLanguage(request, [deps.language(), ...languages]);
    const record = await readContext<DirectorRecord>(
      deps.turns.store,
      directorRecord,
    );
    const sum = sumDays(
      record ?? { days: {}, missed: [] },
      deps.clock.now() - shownMs,
    );
    response
      .set("cache-control", "public, max-age=60")
      .vary("accept-language")
      .type("html")
      .send(directorPage(director, sum, language));
  });
  return router;
}

function directorPage(
  director: Person,
  sum: DirectorDay,
  language: Language,
): string {
  const words = directorWords[language];
  const { name, line, email } = director;
  const title = director.title?.[language];
  const reach = [
    ...(line === undefined
      ? []
      : [`${words.call}: <a href="tel:${line}">${escapeHtml(line)}</a>`]),
    ...(email === undefined
      ? []
      : [
          `${words.write}: <a href="mailto:${escapeHtml(email)}">${escapeHtml(email)}</a>`,
        ]),
  ];
  const others = languages
    .filter((one) => one !== language)
    .map(
      (one) =>
        `<a href="?language=${one}" lang="${one}" hreflang="${one}">${languageNames[one]}</a>`,
    );
  return htmlPage(
    language,
    title === undefined ? name : `${name}, ${title}`,
    `<p>${words.lead}</p>
<p>${reach.join("<br>")}</p>
<h2>${words.days}</h2>
${sum.asked + sum.promised === 0 ? `<p>${words.nobody}</p>` : figures(sum, language)}
<p class="small">${words.how}</p>
<p class="small">${others.join(" · ")}</p>`,
    style,
  );
}

function figures(sum: DirectorDay, language: Language): string {
  const words = directorWords[language];
  const answered = Object.values(sum.answered).reduce(
    (count, { calls }) => count + calls,
    0,
  );
  const row = (count: number, text: string) =>
    `<div><dt>${text}</dt><dd>${count}</dd></div>`;
  const people = Object.entries(sum.answered)
    .toSorted(([, one], [, other]) => other.calls - one.calls)
    .map(
      ([name, { calls, seconds }]) =>
        `<tr><th scope="row">${escapeHtml(name)}</th><td>${calls}</td><td>${Math.round(seconds / calls)} s</td></tr>`,
    );
  return `<dl>${row(sum.asked, words.asked)}${row(answered, words.answered)}${row(sum.missed, words.missed)}</dl>
${people.length === 0 ? "" : `<table><thead><tr><th scope="col">${words.by}</th><th scope="col">${words.calls}</th><th scope="col">${words.after}</th></tr></thead><tbody>${people.join("")}</tbody></table>`}
<dl>${row(sum.promised, words.promised)}${row(sum.kept, words.kept)}${row(sum.late, words.late)}</dl>`;
}

const style =
  "h1{line-height:1.2}h2{margin-top:2rem}dl{display:grid;grid-template-columns:repeat(3,1fr);gap:1rem;margin:1.5rem 0}dl div{display:flex;flex-direction:column-reverse;justify-content:flex-end}dt{color:#444;font-size:.95rem;line-height:1.3}dd{margin:0;font-size:2.4rem;font-weight:700;line-height:1.1;font-variant-numeric:tabular-nums}table{width:100%;border-collapse:collapse}th,td{text-align:left;padding:.5rem .4rem;border-bottom:1px solid #ccc;font-variant-numeric:tabular-nums}td,th+th{text-align:right}.small{color:#444;font-size:.95rem}";
