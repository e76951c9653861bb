import type { Language } from "../../flows/speech/index.js";
import {
  outcomes,
  toRing,
  type Case,
  type CaseOpened,
} from "../../machines/case/file.js";
import {
  labelCause,
  type CauseLabels,
} from "../../machines/company/cause-labels.js";
import { sayEntry } from "../../machines/case/history-words.js";
import { writtenMoment } from "../../machines/words.js";
import { escapeHtml, htmlPage } from "./html.js";
import { pageWords } from "./case-page-words.js";

/** Lists that a closing chooses from; with an empty one anything may be written. */
export interface Causes {
  readonly areas: readonly string[];
  readonly reasons: readonly string[];
  readonly contractors: readonly string[];
  readonly labels: CauseLabels;
}

export function ownerPage(
  file: Case,
  opened: CaseOpened,
  causes: Causes,
  language: Language,
  now: number,
  /** Addresses of what the caller left. */
  sounds: readonly string[],
  said = "",
): string {
  const words = pageWords[language];
  const by = writtenMoment(file.due, opened.timeZone, language);
  const late = now >= file.due ? ` <strong>${words.late}</strong>` : "";
  const number = toRing(opened);
  const mayCall = /^\+\d+$/.test(number);
  const called = (kind: "reasons" | "areas" | "contractors") =>
    causes[kind].map((one) => ({
      value: one,
      label: labelCause(causes.labels, one, language),
    }));
  const recordings = sounds.map(
    (url) =>
      `<p>${words.recording} <audio controls preload="none" src="${escapeHtml(url)}"></audio></p>`,
  );
  const history = file.history.toReversed().map((one) => {
    const { who, deed } = sayEntry(one, language);
    return `<li>${writtenMoment(one.at, opened.timeZone, language)} · ${escapeHtml(who)} ${escapeHtml(deed)}</li>`;
  });
  return page(
    language,
    `${words.case} ${opened.reference}`,
    `${said === "" ? "" : `<p role="status">${said}</p>`}
<p>${mayCall ? `${words.call} <a href="tel:${number}">${number}</a> ${words.before} ${by}.` : words.withheld}${late}</p>
<p>${escapeHtml(opened.words ?? "")}</p>
${recordings.join("\n")}
<form method="post">
${mayCall ? button("connect", words.connect) : ""}
${button("acknowledge", words.haveIt)}
${button("contacted", words.spoke)}
</form>
<form method="post"><label>${words.note} <textarea name="words" required maxlength="1000"></textarea></label>
${button("note", words.keepNote)}</form>
<form method="post"><h2>${words.close}</h2>
<label>${words.outcome} <select name="outcome">${outcomes.map((one) => `<option value="${one}">${words.outcomes[one] ?? one}</option>`).join("")}</select></label>
<label>${words.tellCaller} <textarea name="words" required maxlength="300"></textarea></label>
${field("reason", words.reason, called("reasons"), true)}
${field("area", words.area, called("areas"), true)}
${field("contractor", words.contractor, called("contractors"), false)}
${button("close", words.close)}</form>
<h2>${words.history}</h2><ul>${history.join("\n")}</ul>`,
  );
}

export function callerPage(
  { closing }: Case,
  { reference, language }: CaseOpened,
): string {
  const words = pageWords[language];
  return page(
    language,
    `${words.case} ${reference}`,
    `<p>${escapeHtml(closing?.words ?? "")}</p><p>${words.solvedQuestion}</p>
<form method="post">${button("solved", words.solved)} ${button("not-solved", words.notSolved)}</form>`,
  );
}

export function pinPage(language: Language): string {
  const words = pageWords[language];
  return page(
    language,
    words.pinTitle,
    `<p>${words.pinLocked}</p><form method="post">${button("open", words.openPin)}</form>`,
  );
}

export function plainPage(
  language: Language,
  title: string,
  text: string,
): string {
  return page(language, title, `<p>${escapeHtml(text)}</p>`);
}

function button(act: string, text: string): string {
  return `<button name="act" value="${act}">${text}</button>`;
}

function field(
  name: string,
  label: string,
  choices: readonly { readonly value: string; readonly label: string }[],
  required: boolean,
): string {
  const must = required ? " required" : "";
  const options = choices.map(
    ({ value, label: own }) =>
      `<option value="${escapeHtml(value)}">${escapeHtml(own)}</option>`,
  );
  const input =
    choices.length === 0
      ? `<input name="${name}" maxlength="60"${must}>`
      : `<select name="${name}"${must}><option></option>${options.join("")}</select>`;
  return `<label>${label} ${input}</label>`;
}

function page(language: Language, title: string, body: string): string {
  return htmlPage(language, title, body, style);
}

const style =
  "label{display:block;margin:.8rem 0}input,select,textarea{display:block;width:100%;font:inherit}button{font:inherit;padding:.6rem 1rem;margin:.3rem 0}";
