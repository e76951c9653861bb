import type { Language } from "../../flows/speech/index.js";

/** What the pages say that are opened from a message. */
export interface PageWords {
  readonly case: string;
  readonly over: string;
  readonly solvedQuestion: string;
  readonly solved: string;
  readonly notSolved: string;
  readonly thanks: string;
  readonly reopened: string;
  readonly call: string;
  readonly before: string;
  readonly withheld: string;
  readonly late: string;
  readonly haveIt: string;
  readonly connect: string;
  readonly spoke: string;
  readonly note: string;
  readonly keepNote: string;
  readonly close: string;
  readonly outcome: string;
  readonly tellCaller: string;
  readonly reason: string;
  readonly area: string;
  readonly contractor: string;
  readonly history: string;
  readonly recording: string;
  readonly kept: string;
  readonly missing: string;
  readonly pinTitle: string;
  readonly pinLocked: string;
  readonly openPin: string;
  readonly pinOpen: string;
  readonly pinOver: string;
  readonly outcomes: Readonly<Record<string, string>>;
}

const es: PageWords = {
  case: "Caso",
  over: "Este enlace ya se usó o venció. El último mensaje sobre el caso trae el que vale ahora.",
  solvedQuestion: "¿Quedó resuelto?",
  solved: "Sí, quedó resuelto",
  notSolved: "No, sigue sin resolver",
  thanks: "Gracias. Su respuesta quedó anotada.",
  reopened: "Gracias. El caso está abierto de nuevo y le llamará",
  call: "Llame a",
  before: "antes del",
  withheld: "El cliente ocultó su número: oiga lo que dejó dicho.",
  late: "Vencido",
  haveIt: "Lo tengo yo",
  connect: "Comuníqueme con el cliente",
  spoke: "Ya hablé con el cliente",
  note: "Nota",
  keepNote: "Guardar la nota",
  close: "Cerrar el caso",
  outcome: "Resultado",
  tellCaller: "Lo que se le dice al cliente",
  reason: "Motivo",
  area: "Área en falta",
  contractor: "Contratista, si lo hubo",
  history: "Historial",
  recording: "Mensaje grabado",
  kept: "Guardado.",
  missing:
    "Para cerrar hacen falta el resultado, lo que se le dice al cliente, el motivo y el área.",
  pinTitle: "Su clave",
  pinLocked:
    "Alguien la marcó mal cinco veces y quedó bloqueada. Si quiere entrar ya desde cualquier teléfono, desbloquéela.",
  openPin: "Desbloquear la clave",
  pinOpen: "Su clave ya sirve de nuevo.",
  pinOver:
    "Este enlace ya se usó o venció. Desde su propio teléfono puede entrar, y el bloqueo se levanta solo.",
  outcomes: {
    solved: "resuelto",
    compensated: "compensado",
    explained: "explicado",
    "not-solved": "sin solución",
    "not-reached": "no se pudo hablar con el cliente",
  },
};

const en: PageWords = {
  case: "Case",
  over: "This link was used or is over. The last message about the case has the one that counts now.",
  solvedQuestion: "Is it solved?",
  solved: "Yes, it is solved",
  notSolved: "No, it is not solved",
  thanks: "Thank you. Your answer is noted.",
  reopened: "Thank you. The case is open again, and you will be called by",
  call: "Call",
  before: "before",
  withheld: "The customer withheld the number: hear what they left.",
  late: "Overdue",
  haveIt: "I have it",
  connect: "Connect me with the customer",
  spoke: "I spoke with the customer",
  note: "Note",
  keepNote: "Keep the note",
  close: "Close the case",
  outcome: "Outcome",
  tellCaller: "What the customer is told",
  reason: "Reason",
  area: "Area at fault",
  contractor: "Contractor, if there was one",
  history: "History",
  recording: "Recorded message",
  kept: "Kept.",
  missing:
    "To close it say the outcome, what the customer is told, the reason and the area.",
  pinTitle: "Your PIN",
  pinLocked:
    "Somebody keyed it in wrong five times, and it is locked. To sign in now from any telephone, unlock it.",
  openPin: "Unlock the PIN",
  pinOpen: "Your PIN works again.",
  pinOver:
    "This link was used or is over. From your own telephone you can sign in, and the lock ends by itself.",
  outcomes: {
    solved: "solved",
    compensated: "compensated",
    explained: "explained",
    "not-solved": "not solved",
    "not-reached": "the customer was not reached",
  },
};

const pt: PageWords = {
  case: "Caso",
  over: "Este link já foi usado ou venceu. A última mensagem sobre o caso traz o que vale agora.",
  solvedQuestion: "Ficou resolvido?",
  solved: "Sim, ficou resolvido",
  notSolved: "Não, continua sem solução",
  thanks: "Obrigado. A sua resposta foi anotada.",
  reopened: "Obrigado. O caso está aberto de novo, e quem vai ligar é",
  call: "Ligue para",
  before: "antes de",
  withheld: "O cliente ocultou o número: ouça o que deixou dito.",
  late: "Vencido",
  haveIt: "Está comigo",
  connect: "Ligue-me com o cliente",
  spoke: "Já falei com o cliente",
  note: "Nota",
  keepNote: "Guardar a nota",
  close: "Fechar o caso",
  outcome: "Resultado",
  tellCaller: "O que se diz ao cliente",
  reason: "Motivo",
  area: "Área responsável",
  contractor: "Terceirizado, se houve",
  history: "Histórico",
  recording: "Mensagem gravada",
  kept: "Guardado.",
  missing:
    "Para fechar faltam o resultado, o que se diz ao cliente, o motivo e a área.",
  pinTitle: "A sua senha",
  pinLocked:
    "Alguém a digitou errada cinco vezes, e ela ficou bloqueada. Para entrar já de qualquer telefone, desbloqueie-a.",
  openPin: "Desbloquear a senha",
  pinOpen: "A sua senha funciona de novo.",
  pinOver:
    "Este link já foi usado ou venceu. Do seu próprio telefone você pode entrar, e o bloqueio termina sozinho.",
  outcomes: {
    solved: "resolvido",
    compensated: "compensado",
    explained: "explicado",
    "not-solved": "sem solução",
    "not-reached": "não se conseguiu falar com o cliente",
  },
};

export const pageWords: Readonly<Record<Language, PageWords>> = { es, en, pt };
