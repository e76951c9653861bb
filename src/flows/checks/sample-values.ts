import type {
  Circumstances,
  Language,
  Value,
  Values,
  Variables,
  VariableType,
} from "../speech/index.js";

/** Ordinary values of every kind, to say how long a text takes with them. */
const samples: Readonly<Record<VariableType, Value>> = {
  money: { amount: 123_456, currency: "USD" },
  text: "Ana Lucía Fernández",
  date: "2026-09-27",
  moment: Date.UTC(2026, 8, 27, 20, 45),
  number: 45,
  digits: "48291377",
  "yes-no": true,
};

export const sampleCircumstances: Circumstances = {
  now: Date.UTC(2026, 8, 25, 15, 30),
  zone: "UTC",
};

/** A value for each variable; those that are shorter by nature are. */
export function sampleValues(variables: Variables, language: Language): Values {
  return Object.fromEntries(
    Object.entries(variables).map(([name, type]) => [
      name,
      name === "director.title" ? titles[language] : samples[type],
    ]),
  );
}

const titles: Readonly<Record<Language, string>> = {
  es: "directora de servicio",
  en: "director of service",
  pt: "diretora de atendimento",
};
