/** What the forms say of numbers and lists, known customers, waiting, and what goes out. */
const english = {
  numbers: "Which flow answers which number",
  ownNumber: (number: string) => `${number}, the line’s own`,
  mainFlow: "the main flow",
  anyNumber:
    "Any other number is answered with the main flow, which is that of the line’s own number.",
  newNumber: "Another number",
  addNumber: "Add the number",
  staffLine: "The line’s number for its own people",
  areas: "Areas at fault",
  reasons: "Reasons",
  contractors: "Contractors",
  labels: "What these are called in other languages",
  labelsEntry: "Names in other languages",
  labelsHint:
    "What areas, reasons and contractors are called on the console, on the telephone and in the pages of cases; empty: as they stand in their list.",
  limits: "Limits and lists",
  customers: "Known customers",
  segment: "Segment",
  segmentHint: "small letters, such as corporate; flows decide on it",
  theirNumbers: "Their numbers",
  adviser: "Their adviser",
  waiting: "Waiting",
  relaxing:
    "After so long a wait somebody who does not meet a need may take the call: 30s, 2m, or never.",
  longestRelaxing: (seconds: number) =>
    `At most ${seconds}s: after that no phone would ring in time.`,
  needs: {
    topic: "The topic",
    powers: "The powers",
    segment: "The segment",
    language: "The language",
    "last person": "The person whom they talked with before",
  },
  usually: {
    topic: "empty: never",
    powers: "empty: 15s",
    segment: "empty: 15s",
    language: "empty: at once",
    "last person": "empty: at once",
  },
  wrapUp: "After a talk nobody is rung again for",
  wrapUpHint: "20s or 2m; empty: as usual",
  unanswered: "An agent is away after so many calls in a row not picked up",
  unansweredHint: "empty: 3",
  outbound: "What goes out",
  countries: "Countries that the line calls and writes to",
  countriesHint: "two letters each, CO, MX; empty: those of the people on file",
  ceilings: {
    "calls a day": { label: "Calls a day at most", hint: "empty: 500" },
    "messages a day": { label: "Messages a day at most", hint: "empty: 2000" },
    "spend a day": {
      label: "Spent a day at most",
      hint: "in cents of the carrier’s account; empty: 20000",
    },
  },
  costs: {
    call: { label: "A call costs", hint: "in cents; empty: 20" },
    message: { label: "A message costs", hint: "in cents; empty: 5" },
  },
};

const spanish: typeof english = {
  numbers: "Qué flujo atiende qué número",
  ownNumber: (number) => `${number}, el propio de la línea`,
  mainFlow: "el flujo principal",
  anyNumber:
    "Cualquier otro número lo atiende el flujo principal, que es el del número propio de la línea.",
  newNumber: "Otro número",
  addNumber: "Añadir el número",
  staffLine: "El número de la línea para su propia gente",
  areas: "Áreas responsables",
  reasons: "Motivos",
  contractors: "Contratistas",
  labels: "Cómo se llaman estos en otros idiomas",
  labelsEntry: "Nombres en otros idiomas",
  labelsHint:
    "Cómo se llaman áreas, motivos y contratistas en la consola, al teléfono y en las páginas de los casos; vacío: como están en su lista.",
  limits: "Límites y listas",
  customers: "Clientes conocidos",
  segment: "Segmento",
  segmentHint: "en minúsculas, como corporate; los flujos deciden por él",
  theirNumbers: "Sus números",
  adviser: "Su asesor o asesora",
  waiting: "Espera",
  relaxing:
    "Tras tanta espera puede tomar la llamada alguien que no cumple lo que hace falta: 30s, 2m, o never (nunca).",
  longestRelaxing: (seconds) =>
    `Como mucho ${seconds}s: después ningún teléfono sonaría a tiempo.`,
  needs: {
    topic: "El tema",
    powers: "Los poderes",
    segment: "El segmento",
    language: "El idioma",
    "last person": "La persona con quien habló antes",
  },
  usually: {
    topic: "vacío: nunca",
    powers: "vacío: 15s",
    segment: "vacío: 15s",
    language: "vacío: al momento",
    "last person": "vacío: al momento",
  },
  wrapUp: "Tras una conversación no se llama otra vez a nadie durante",
  wrapUpHint: "20s o 2m; vacío: como de costumbre",
  unanswered:
    "Un agente pasa a estar fuera tras tantas llamadas seguidas sin contestar",
  unansweredHint: "vacío: 3",
  outbound: "Lo que sale",
  countries: "Países a los que la línea llama y escribe",
  countriesHint:
    "dos letras cada uno, CO, MX; vacío: los de las personas del archivo",
  ceilings: {
    "calls a day": { label: "Llamadas al día, como mucho", hint: "vacío: 500" },
    "messages a day": {
      label: "Mensajes al día, como mucho",
      hint: "vacío: 2000",
    },
    "spend a day": {
      label: "Gasto al día, como mucho",
      hint: "en céntimos de la cuenta de la operadora; vacío: 20000",
    },
  },
  costs: {
    call: { label: "Una llamada cuesta", hint: "en céntimos; vacío: 20" },
    message: { label: "Un mensaje cuesta", hint: "en céntimos; vacío: 5" },
  },
};

export const limitsWords = { en: english, es: spanish };
