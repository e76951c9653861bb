import type { Words } from "./words-en.js";

/** What the console says of versions in Spanish. */
export const spanish: Words = {
  title: "Versiones",
  titleHint:
    "Lo que oyen quienes llaman, y lo que oían antes. Las llamadas en curso siguen con la versión con la que empezaron.",
  live: (number) => `La versión ${number} es la que oyen quienes llaman`,
  isLive: "en uso",
  isTried: "a prueba",
  number: "Versión",
  changed: "Qué cambió",
  when: "Cuándo",
  fromFile: "del archivo",
  approvedBy: (name) => `la aprobó ${name}`,
  compare: "Comparar",
  saveFiles: "Guardar como archivos",
  goBack: "Volver a esta",
  goBackTo: (number) => `Volver a la versión ${number}`,
  goingBack: (number) => `¿Volver a la versión ${number}?`,
  goingBackHint: (live) =>
    `Vuelve toda la línea: flujos, personas, horarios, poderes y políticas, para las llamadas que empiecen desde entonces. Abajo está lo que eso cambia. La versión ${live} queda en la lista, y se puede volver a ella.`,
  stay: "Dejarlo como está",
  giveBackTo: (number) => `Sí, dar la versión ${number} a quienes llaman`,
  wentBack: (number) =>
    `Las llamadas que empiecen desde ahora reciben la versión ${number}.`,
  flow: "Flujo",
  saveFilesOf: (number) => `Guardar la versión ${number} como archivos`,
  compareOf: (number) => `Comparar la versión ${number} con la anterior`,
  trial: (number, share) =>
    `La versión ${number} se prueba con el ${share} % de las llamadas`,
  trialBy: (name, when) => `por ${name}, desde ${when}`,
  giveToAll: "Dársela a todas",
  takeBack: "Retirarla",
  returned: (number) => `La versión ${number} se retiró por sí sola`,
  returnedWhy: (promise, measured, proved) =>
    measured === undefined || proved === undefined
      ? "Una de sus llamadas tuvo que atenderla el último recurso."
      : `Una de sus llamadas llegó a ${measured.toFixed(1)} s de «${promise}»; lo probado eran ${proved} s.`,
  between: (one, other) =>
    `De la versión ${one} a la ${other}, como lo nota quien llama`,
  from: "De la versión",
  to: "A la versión",
  reading: "Comparando…",
  weighing: "Probando las dos, para comparar lo que prometen…",
  tooLarge:
    "Son demasiadas situaciones para probar las dos en esta página. El servidor prueba el borrador al publicarlo.",

  same: "Quien llama no notaría nada.",
  promisesStay: "Lo que la línea promete queda como está.",
  promises: "Promesas",
  worst: "peor",
  promised: "prometido",
  breaks: "rota",
  noBound: "sin límite",
  yes: "sí",
  no: "no",
  line: "Toda la línea",
  steps: "Pasos",
  isNew: "nuevo",
  isGone: "quitado",
  leads: "lleva",
  nothing: "(nada)",
  says: (language, where) => `${language}, ${where}`,
  withMistakes: "Una de las dos tiene errores y no se puede comparar.",

  review: "Revisión",
  noDraft: "Aquí no se ha cambiado nada de lo que oyen quienes llaman.",
  saveFirst: "Guarde primero; se revisa lo guardado.",
  message: "Qué hay de nuevo, para quien lo revisa",
  send: "Mandar a revisar",
  sentBy: (name, when) => `${name} lo mandó a revisar, ${when}:`,
  waits: "Ahora lo juzga alguien que aprueba y no cambió nada.",
  word: "Unas palabras",
  approve: "Aprobar",
  giveBack: "Devolver",
  approved: (name) => `Lo aprobó ${name}.`,
  givenBack: (name) => `Lo devolvió ${name}:`,
  publish: "Publicar",
  publishHint: "El servidor lo prueba con las personas y políticas de ahora.",
  whoGets: "Quién la recibe",
  all: "todas las llamadas que empiecen",
  share: (percent) => `el ${percent} % de las llamadas, para probarla`,
  publishing: "Probando y publicando…",

  replay: "Pasarle las llamadas del último día",
  played: (count, elsewhere, shifted) =>
    count === 0
      ? "No se recuerda ninguna llamada del último día."
      : `${count} ${count === 1 ? "llamada" : "llamadas"} por las dos; ${elsewhere} habrían terminado en otra parte, ${shifted} solo antes o después.`,
  callOf: (when) => `La llamada de ${when}`,
  sooner: (seconds) => `${seconds.toFixed(1)} s antes`,
  later: (seconds) => `${seconds.toFixed(1)} s después`,
  atOnce: "a la vez",
  ends: (step, seconds) => `${step}, ${seconds.toFixed(1)} s`,
  strayed: (event) => `sin sitio para «${event}»`,
  got: {
    "a person or a promise": "una persona o una promesa",
    "a person was asked for": "una persona pedida",
    "nothing yet": "nada aún",
  },
};
