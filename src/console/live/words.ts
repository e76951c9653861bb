import type { UiLanguage } from "../../phone/words.js";
import type { PresenceStatus } from "../../machines/queue/context.js";

const english = {
  title: "The line now",
  inProgress: (count: number) =>
    count === 1 ? "one call in progress" : `${count} calls in progress`,
  elsewhere: (count: number) => `${count} of them on another version`,
  flow: "Flow",
  away: "The line does not answer; this is what it was last.",
  lists: "What needs a look, who waits, and who is there",
  atRisk: (count: number) =>
    count === 0 ? "Promises at risk" : `Promises at risk: ${count}`,
  noneAtRisk: "No promise is near its limit.",
  ofSeconds: (passed: number, bound: number) =>
    passed > bound
      ? `${passed} s of ${bound} s: late`
      : `${passed} of ${bound} s`,
  waiting: (count: number) => `Waiting for a person: ${count}`,
  noneWaiting: "Nobody waits.",
  since: (seconds: number) => wordSeconds(seconds),
  ringing: (name: string) => `${name} is rung`,
  people: "People",
  statuses: {
    available: "free",
    ringing: "rung",
    talking: "talking",
    "wrap-up": "after a talk",
    away: "away",
  } satisfies Record<PresenceStatus, string>,
  unanswered: "their telephone was not answered",
  more: (count: number) => `and ${count} more`,
  picture: "Calls on the steps of the flow",
};

export type Words = typeof english;

const spanish: Words = {
  title: "La línea ahora",
  inProgress: (count) =>
    count === 1 ? "una llamada en curso" : `${count} llamadas en curso`,
  elsewhere: (count) => `${count} de ellas en otra versión`,
  flow: "Flujo",
  away: "La línea no contesta; esto es lo último que dijo.",
  lists: "Qué pide una mirada, quién espera y quién está",
  atRisk: (count) =>
    count === 0 ? "Promesas en riesgo" : `Promesas en riesgo: ${count}`,
  noneAtRisk: "Ninguna promesa está cerca de su límite.",
  ofSeconds: (passed, bound) =>
    passed > bound
      ? `${passed} s de ${bound} s: tarde`
      : `${passed} de ${bound} s`,
  waiting: (count) => `Esperan a una persona: ${count}`,
  noneWaiting: "Nadie espera.",
  since: (seconds) => wordSeconds(seconds),
  ringing: (name) => `suena el teléfono de ${name}`,
  people: "Personas",
  statuses: {
    available: "libre",
    ringing: "le suena",
    talking: "habla",
    "wrap-up": "tras hablar",
    away: "fuera",
  },
  unanswered: "no contestaba su teléfono",
  more: (count) => `y ${count} más`,
  picture: "Las llamadas en los pasos del flujo",
};

export const wordsIn: Readonly<Record<UiLanguage, Words>> = {
  en: english,
  es: spanish,
};

function wordSeconds(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
