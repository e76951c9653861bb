/** Questions that are asked again of whoever did not answer them: which of them were answered is remembered, so the ways multiply. */
export function manyQuestions(count: number): string {
  const questions = [1, 2].flatMap((round) =>
    Array.from({ length: count }, (_, at) => {
      const next =
        at + 1 < count
          ? `ask-${round}-${at + 1}`
          : round === 1
            ? "ask-2-0"
            : "agent";
      return `  ask-${round}-${at}:
    ask:
      answer: answer_${at}
      for: yes/no
      say: { en: "Is it so? For yes, press 1. For no, press 2." }
      to: ${next}
      otherwise: ${next}`;
    }),
  );
  return `directo: 1
flow: many-questions
title: Many questions
languages:
  en: { voice: Polly.Joanna-Neural, speaks: en-US }
time zone: America/Bogota
always: { "0": director }
start: ask-1-0
steps:
${questions.join("\n")}
  agent: { agent: { for: billing, outcomes: { done: bye, unanswered: back } } }
  back: { callback: { outcomes: { promised: bye } } }
  director: { director: { outcomes: { done: bye, promised: bye } } }
  bye: { goodbye: { say: { en: "Goodbye." } } }
`;
}
