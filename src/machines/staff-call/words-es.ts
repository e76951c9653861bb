import { limitWords } from "../limit-words.js";
import type { StaffWords } from "./words.js";

export const words: StaffWords = {
  number: "Línea del personal. Marque su número de identificación.",
  pin: "Marque su clave y luego la tecla numeral.",
  wrong: "El número o la clave no son correctos.",
  locked:
    "Su clave está bloqueada por un rato: se marcó mal cinco veces. El mensaje que le enviamos trae un enlace para desbloquearla, y desde su propio teléfono puede entrar. Hasta luego.",
  unheard: "No le entendí.",
  goodbye: "Hasta luego.",
  menu: (name, cases) =>
    `${name}. Marque 1 si está disponible, 2 si no lo está, ${
      cases === 0
        ? "0 para terminar. No tiene casos abiertos."
        : `3 para ${cases === 1 ? "su caso abierto" : `sus ${cases} casos abiertos`}, 0 para terminar.`
    }`,
  available: "Queda disponible.",
  away: "Queda como no disponible.",
  noCases: "No tiene casos abiertos.",
  case: ({ place, count, reference, number, due, late, about, messages }) =>
    `Caso ${place} de ${count}, número ${reference}. ${number === undefined ? "El cliente ocultó su número." : `${late ? "Vencido: había que llamar" : "Hay que llamar"} al ${number} a más tardar ${due}.`}${about}${
      messages === 0
        ? ""
        : messages === 1
          ? " Hay un mensaje grabado."
          : ` Hay ${messages} mensajes grabados.`
    }`,
  caseKeys:
    "Para hablar con el cliente, marque 1. Para registrar el resultado, 2. Para dejar una nota, 3. Si lo tiene usted, 4. Para el siguiente, 5. Para volver, 0.",
  messageKey: "Para oír lo grabado, 6.",
  connect: (name, reference) =>
    `${name}, caso ${reference}. Para hablar con el cliente, marque 1.`,
  ringing:
    "Llamo al cliente. Al terminar de hablar, marque asterisco para registrar el resultado.",
  limits: limitWords.es,
  notReached: {
    "no-answer": "El cliente no contestó.",
    "not-wanted": "El cliente dice que ahora no puede hablar.",
    "not-allowed": "La línea no puede llamar a ese número.",
  },
  talkOver: "La conversación terminó.",
  acknowledged: "Anotado: lo tiene usted.",
  record: "Diga la nota después del tono y marque numeral.",
  noted: "La nota quedó guardada.",
  notNoted: "No se grabó ninguna nota.",
  outcomes: [
    "resuelto",
    "compensado",
    "explicado",
    "sin solución",
    "no se pudo hablar con el cliente",
  ],
  outcome: (choices) => `¿Qué resultó? ${choices} 0, queda abierto.`,
  reason: (choices) => `¿Por qué motivo? ${choices}`,
  area: (choices) => `¿Qué área falló? ${choices}`,
  key: (key, choice) => `${key}, ${choice}.`,
  unsaid: "sin indicar",
  closed: "El caso queda cerrado, y el cliente recibe aviso.",
  told: [
    "Damos su caso por resuelto.",
    "Le compensamos por lo ocurrido.",
    "Le explicamos lo que pasó.",
    "No encontramos solución, y lo sentimos.",
    "Le llamamos por su caso y no pudimos hablar con usted.",
  ],
};
