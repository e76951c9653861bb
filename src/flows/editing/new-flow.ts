import { setValue } from "./set-value.js";

export interface NewFlow {
  /** By which people and numbers name it: small letters, digits and hyphens. */
  readonly name: string;
  readonly title: string;
}

/** The text of a flow that keeps every promise and says little: a greeting, a person, the director at any moment, and a call-back. */
export function newFlow({ name, title }: NewFlow, timeZone: string): string {
  return `directo: 1
flow: ${name}
title: ${JSON.stringify(title)}
languages:
  es:
    voice: Polly.Mia-Neural
    speaks: es-MX
    key: "9"
    offer: Para español, marque 9.
  en:
    voice: Polly.Joanna-Neural
    speaks: en-US
    key: "9"
    offer: For English, press 9.
time zone: ${timeZone}
always: { "0": director-line }
start: welcome

steps:
  welcome:
    say:
      text:
        es: "Gracias por llamar. Le comunico con una persona."
        en: "Thank you for calling. I am putting you through to a person."
      to: person

  person:
    agent:
      for: general
      hold at most: 60s
      outcomes: { done: goodbye, unanswered: call-back, call me: call-back }

  call-back:
    callback: { for: general, within: 4h, outcomes: { promised: goodbye } }

  director-line:
    director: { calls back within: 4h, outcomes: { done: goodbye, promised: goodbye } }

  goodbye:
    goodbye:
      say:
        es: "Gracias por llamar. Hasta luego."
        en: "Thank you for calling. Goodbye."
`;
}

/** Another flow under a name and a title of its own. */
export function copyFlow(text: string, { name, title }: NewFlow): string {
  return setValue(setValue(text, ["flow"], name), ["title"], title);
}
