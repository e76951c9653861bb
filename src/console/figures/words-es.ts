import { nothing, type english } from "./words-en.js";

const some = (count: number, one: string, many = `${one}s`) =>
  `${count} ${count === 1 ? one : many}`;

export const spanish: typeof english = {
  title: "Cifras",
  period: "Periodo",
  periods: { day: "Día", week: "Semana", month: "Mes", quarter: "Trimestre" },
  earlier: "Antes",
  later: "Después",
  day: (day) => day,
  span: (from, to) => `Del ${from} al ${to}`,
  soFar: "hasta ahora",
  beside: (span) => `Comparado con: ${span}`,
  download: "Para una hoja de cálculo (CSV)",
  none: "En este tiempo no terminó ninguna llamada. Las cifras empiezan con las llamadas que terminen desde ahora.",
  before: (value) => (value === nothing ? "" : `antes: ${value}`),
  outOf: (are, of) => `${are} de ${of}`,

  callers: "Quienes llaman",
  calls: "Llamadas",
  soon: "En 60 segundos",
  soonIs: "Con una persona, o resueltas, a los 60 s de contestar como mucho.",
  toPerson: "Hasta una persona",
  toPersonIs:
    "La mitad de quienes hablaron con alguien no esperó más que esto.",
  p95: (seconds) => `95 de cada 100: ${seconds}`,
  firstContact: "Sin segunda llamada",
  firstContactIs:
    "Quienes llevaban una semana sin llamar, tuvieron lo que querían y no volvieron a llamar en siete días.",
  stillOpen:
    "Quienes llamaron en los últimos siete días pueden volver a llamar: aún puede empeorar.",
  abandoned: "Colgaron esperando",
  abandonedIs: "De quienes pidieron una persona.",
  transfers: "Traslados por llamada",
  transfersIs: "Otra persona tomó la llamada, o se le pasó la conversación.",
  rating: "Valoración",
  ratingIs: "Cómo de bien se resolvió, del 1 al 5, según quienes contestaron.",
  answers: (count) => some(count, "respuesta"),
  seconds: (seconds) => `${seconds} s`,

  ended: "Cómo acabaron las llamadas",
  ends: {
    person: "Con una persona",
    settled: "Resueltas por la línea",
    promised: "Se prometió una llamada",
    abandoned: "Colgaron esperando a una persona",
    left: "Colgaron antes de pedir a nadie",
  },
  days: "Día a día",
  daysAre:
    "Llamadas de cada día; la parte oscura tuvo a una persona o se resolvió en 60 segundos.",
  ofDay: (day, calls, soon) =>
    `${day}: ${some(calls, "llamada")}, ${soon} en 60 segundos`,

  promised: "Lo prometido y lo que recibieron",
  promise: "Promesa",
  bound: "Prometido",
  kept: "Cumplida",
  worst: "La que más",
  promiseNames: {
    "asks for a person within": "se pide una persona",
    "rings within, when someone is free":
      "suena un teléfono, si hay alguien libre",
    "hold at most": "acaba la espera",
    "answered or promised within": "atendida o prometida",
    "settles a small charge within": "se arregla un cobro pequeño",
  },
  callBacks: "Llamadas de vuelta a su hora",
  callBacksElse: (cases, declined) =>
    [
      cases > 0 ? `${some(cases, "pasó", "pasaron")} a caso` : "",
      declined > 0
        ? `${declined} ya no la ${declined === 1 ? "quiso" : "quisieron"}`
        : "",
    ]
      .filter(Boolean)
      .join(", "),
  cases: "Casos a su hora",
  offers: "Ofertas que el cliente aceptó",

  money: "Dinero y clientes",
  byRule: "Concedido por la norma",
  claims: (count) => some(count, "reclamo"),
  byPeople: "Otorgado por personas",
  decisions: (count) => some(count, "decisión", "decisiones"),
  spared: "Atender esos reclamos a mano habría costado",
  noCost:
    "Ninguna política dice lo que cuesta atender un reclamo a mano, así que no se muestra suma. Se escribe en «Empresa».",
  atRisk: "Clientes en riesgo",
  atRiskIs:
    "Se cansaron de esperar, valoraron con 1 o 2, o no se les cumplió una promesa.",
  recovered: "Recuperados",
  recoveredIs:
    "De los que estaban en riesgo el último mes: al final acabó bien.",
  seeDecisions: "Las decisiones que hay detrás",
  seeCases: "Casos cerrados en esas semanas",

  versions: "Por versión del flujo",
  version: "Versión",
  live: "en uso",
  onTrial: "a prueba",

  trial: (number, share) =>
    `Versión ${number}, a prueba con el ${share} % de las llamadas`,
  trialSpan: (from, to) =>
    `Llamadas del ${from} al ${to}, por días enteros: el primero tiene llamadas de la versión en uso de antes de la prueba.`,
  share: "Parte de quienes llaman",
  liveOne: "En uso",
  trialOne: "A prueba",
  compared: {
    soon: "En 60 segundos",
    firstContact: "Sin segunda llamada",
    abandoned: "Colgaron esperando",
    content: "Valoraron con 4 o 5",
  },
  verdicts: {
    better: "mejor",
    worse: "peor",
    alike: "igual",
    "too-few": "pocas llamadas para decirlo",
  },
  points: (low, high) => `de ${low} a ${high} puntos`,
  verdict: "La prueba va",
  surely:
    "Los puntos dicen dónde está la diferencia, 95 veces de cada 100. Mirada día tras día, una de cuatro se desvía por azar de vez en cuando.",
  more: "Todas las cifras",
};
