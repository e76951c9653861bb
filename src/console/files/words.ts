import type { UiLanguage } from "../../phone/words.js";

/** What the console says of files that come and go. */
const english = {
  newFlow: "New flow",
  newPolicy: "New policy",
  name: "Name",
  nameHint: "as people call it, such as Claims line",
  goesBy: (name: string) => `Addresses and files know it as ${name}.`,
  beginsAs: "It begins as",
  shortLine: "a greeting, then a person",
  emptyPolicy: "a policy that concedes nothing yet",
  copyOf: (name: string) => `a copy of ${name}`,
  create: "Begin the draft",
  close: "Close",
  isNew: "new, not served yet",
  isRemoval: "is to be taken away",
  newStands: "A draft of something new. Nobody is served with it yet.",
  newHint:
    "It is new: nothing of it is served yet. A second person looks at it, then it is published. Which number a flow answers is chosen under Company, in “Numbers and lists”.",
  takeAway: "Take it away …",
  takeAwaySure: (name: string) =>
    `Begin a draft that takes ${name} away? Nothing changes before a second person approved it and it is published.`,
  removal: (name: string, by: string) =>
    `${by} means to take ${name} away. Nothing has changed yet: a second person has to approve it, then it is published. Versions keep it, so that it can be brought back.`,
  keep: "Keep it: throw this draft away",
};

export type Words = typeof english;

const spanish: Words = {
  newFlow: "Flujo nuevo",
  newPolicy: "Política nueva",
  name: "Nombre",
  nameHint: "como lo llama la gente: Línea de reclamos, por ejemplo",
  goesBy: (name) => `Las direcciones y los archivos lo conocen como ${name}.`,
  beginsAs: "Empieza como",
  shortLine: "un saludo y después una persona",
  emptyPolicy: "una política que todavía no concede nada",
  copyOf: (name) => `una copia de ${name}`,
  create: "Empezar el borrador",
  close: "Cerrar",
  isNew: "nuevo, todavía no se sirve",
  isRemoval: "se va a quitar",
  newStands: "Un borrador de algo nuevo. Todavía no se sirve a nadie.",
  newHint:
    "Es nuevo: todavía no se sirve nada de ello. Otra persona lo mira y después se publica. Qué número atiende un flujo se elige en Empresa, en «Números y listas».",
  takeAway: "Quitarlo…",
  takeAwaySure: (name) =>
    `¿Empezar un borrador que quita ${name}? Nada cambia antes de que otra persona lo apruebe y se publique.`,
  removal: (name, by) =>
    `${by} quiere quitar ${name}. Todavía no ha cambiado nada: otra persona tiene que aprobarlo y después se publica. Las versiones lo conservan, así que se puede recuperar.`,
  keep: "Conservarlo: tirar este borrador",
};

export const wordsIn: Readonly<Record<UiLanguage, Words>> = {
  en: english,
  es: spanish,
};
