import {
  agent,
  callback,
  certify,
  compiled,
  director,
  goodbye,
  resultOf,
  smallFlow,
} from "./support/flows.js";

const asking = (wanted: string) =>
  compiled(
    smallFlow(`
  welcome:
    ask:
      answer: number
      ${wanted}
      say: { en: "Your number? For the director, star 0." }
      to: person
      otherwise: person${agent("call-back")}${callback}${director}${goodbye}`),
  );

describe("a question whose answer is read back", () => {
  it.each([
    "{ for: digits, length: 4 }",
    "{ for: date }",
    "{ for: amount, currency: USD }",
  ])("is proved with the answer at its longest: %s", (wanted) => {
    const lines = wanted.slice(2, -2).replaceAll(", ", "\n      ");
    const certificate = certify(asking(lines));
    const { worst } = resultOf(certificate, "asks for a person within");
    expect(worst?.plays).toBe(true);
    expect(worst?.transcript).toContain("Is that right?");
  });
});
