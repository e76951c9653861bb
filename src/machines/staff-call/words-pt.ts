import { limitWords } from "../limit-words.js";
import type { StaffWords } from "./words.js";

export const words: StaffWords = {
  number: "Linha da equipe. Digite o seu número de identificação.",
  pin: "Digite a sua senha e depois a tecla jogo da velha.",
  wrong: "O número ou a senha não estão corretos.",
  locked:
    "A sua senha está bloqueada por um tempo: foi digitada errada cinco vezes. A mensagem que enviamos traz um link para desbloqueá-la, e do seu próprio telefone você pode entrar. Até logo.",
  unheard: "Não entendi.",
  goodbye: "Até logo.",
  menu: (name, cases) =>
    `${name}. Tecle 1 se está disponível, 2 se não está, ${
      cases === 0
        ? "0 para terminar. Você não tem casos abertos."
        : `3 para ${cases === 1 ? "o seu caso aberto" : `os seus ${cases} casos abertos`}, 0 para terminar.`
    }`,
  available: "Você está disponível.",
  away: "Você está como ausente.",
  noCases: "Você não tem casos abertos.",
  case: ({ place, count, reference, number, due, late, about, messages }) =>
    `Caso ${place} de ${count}, número ${reference}. ${number === undefined ? "O cliente ocultou o número." : `${late ? "Vencido: era para ligar" : "É para ligar"} para ${number} até ${due}.`}${about}${
      messages === 0
        ? ""
        : messages === 1
          ? " Há uma mensagem gravada."
          : ` Há ${messages} mensagens gravadas.`
    }`,
  caseKeys:
    "Para falar com o cliente, tecle 1. Para registrar o resultado, 2. Para deixar uma nota, 3. Se está com você, 4. Para o próximo, 5. Para voltar, 0.",
  messageKey: "Para ouvir o que foi gravado, 6.",
  connect: (name, reference) =>
    `${name}, caso ${reference}. Para falar com o cliente, tecle 1.`,
  ringing:
    "Estou ligando para o cliente. Depois de falar, tecle asterisco para registrar o resultado.",
  limits: limitWords.pt,
  notReached: {
    "no-answer": "O cliente não atendeu.",
    "not-wanted": "O cliente diz que agora não pode falar.",
    "not-allowed": "A linha não pode ligar para esse número.",
  },
  talkOver: "A conversa terminou.",
  acknowledged: "Anotado: está com você.",
  record: "Diga a nota depois do sinal e tecle jogo da velha.",
  noted: "A nota foi guardada.",
  notNoted: "Nenhuma nota foi gravada.",
  outcomes: [
    "resolvido",
    "compensado",
    "explicado",
    "sem solução",
    "não se conseguiu falar com o cliente",
  ],
  outcome: (choices) => `Qual foi o resultado? ${choices} 0, continua aberto.`,
  reason: (choices) => `Por que motivo? ${choices}`,
  area: (choices) => `Que área falhou? ${choices}`,
  key: (key, choice) => `${key}, ${choice}.`,
  unsaid: "não indicado",
  closed: "O caso está fechado e avisamos o cliente.",
  told: [
    "Damos o seu caso por resolvido.",
    "Compensamos você pelo que aconteceu.",
    "Explicamos o que aconteceu.",
    "Não encontramos solução, e sentimos muito.",
    "Ligamos sobre o seu caso e não conseguimos falar com você.",
  ],
};
