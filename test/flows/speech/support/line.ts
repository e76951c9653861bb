import type { Values } from "../../../../src/flows/speech/index.js";

export const variables = {
  "director.name": "text",
  "charge.amount": "money",
  "charge.date": "date",
  due: "moment",
  code: "digits",
  phone: "digits",
  waited: "number",
  segment: "text",
  total: "money",
} as const;

// Wednesday 2 December 2026, 8:00 in Bogotá.
export const circumstances = {
  now: Date.UTC(2026, 11, 2, 13),
  zone: "America/Bogota",
  home: "+525599998888",
};

export const values: Values = {
  "director.name": "Ana Díaz",
  "charge.amount": { amount: 210, currency: "USD" },
  "charge.date": "2026-03-03",
  due: Date.UTC(2026, 11, 3, 21),
  code: "4829156",
  phone: "+525512345678",
  waited: 170,
  segment: "corporate",
};
