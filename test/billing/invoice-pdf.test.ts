import { extractText, getDocumentProxy, getMeta } from "unpdf";
import type { Bill } from "../../src/billing/billing.js";
import { drawInvoice } from "../../src/billing/invoice-pdf.js";
import type { Language } from "../../src/flows/speech/index.js";

const bill: Bill = {
  id: "F-2026-10431",
  issuer: { name: "Acme Telefónica", details: ["Bogotá", "NIT 900.123.456-7"] },
  customer: { name: "María Łukasiewicz Nuñez" },
  issued: "2026-11-10",
  due: "2026-12-01",
  currency: "USD",
  lines: [
    {
      charge: "ld-0303",
      date: "2026-11-03",
      label: {
        es: "una llamada de larga distancia",
        pt: "uma chamada de longa distância",
      },
      amount: 210,
    },
    {
      charge: "plan-1101",
      date: "2026-11-01",
      label: { es: "su plan mensual", en: "your monthly plan" },
      amount: 2100,
    },
  ],
  credits: [{ charge: "ld-0303", amount: 210 }],
};
const at = Date.parse("2026-11-22T14:15:00Z");

async function textOf(
  language: Language,
  more: Partial<Bill> = {},
  total = 2100,
): Promise<{ text: string; pages: number; info: Record<string, unknown> }> {
  const paper = await drawInvoice({
    bill: { ...bill, ...more },
    total,
    language,
    corrected: "2026-11-22",
    at,
  });
  const document = await getDocumentProxy(Uint8Array.from(paper));
  const { text, totalPages } = await extractText(document, {
    mergePages: true,
  });
  const { info } = await getMeta(document);
  return { text: text.replaceAll(" ", " "), pages: totalPages, info };
}

describe("a corrected invoice", () => {
  it("has the original lines, the credit, the new total and the due date as it was, in Spanish with its accents", async () => {
    const { text, pages, info } = await textOf("es");
    expect(pages).toBe(1);
    expect(info).toMatchObject({
      Title: "Factura corregida F-2026-10431",
      Author: "Acme Telefónica",
      Language: "es",
    });
    for (const words of [
      "Acme Telefónica",
      "Factura: F-2026-10431",
      "Vence: 1 de diciembre de 2026 (la fecha no cambia)",
      "María Łukasiewicz Nuñez",
      "Una llamada de larga distancia US$ 2,10",
      "Su plan mensual US$ 21,00",
      "Total anterior US$ 23,10",
      "Abono: una llamada de larga distancia -US$ 2,10",
      "Total a pagar US$ 21,00",
    ])
      expect(text.replaceAll(/\s+/g, " ")).toContain(words);
  });

  it.each([
    ["en" as const, "Corrected invoice", "Total to pay $21.00"],
    ["pt" as const, "Fatura corrigida", "Total a pagar US$ 21,00"],
  ])("is in the customer's language (%s)", async (language, title, total) => {
    const { text } = await textOf(language);
    const words = text.replaceAll(/\s+/g, " ");
    expect(words).toContain(title);
    expect(words).toContain(total);
  });

  it("writes a currency without cents without them", async () => {
    const yen = {
      currency: "JPY",
      lines: [{ charge: "a", date: "2026-11-03", label: {}, amount: 700 }],
      credits: [{ charge: "a", amount: 700 }],
    };
    const { text } = await textOf("en", yen, 0);
    expect(text).toContain("¥700");
    expect(text).not.toContain("700.00");
  });

  it("of two hundred lines goes on over as many pages as it needs, and loses none", async () => {
    const lines = Array.from({ length: 200 }, (_one, place) => ({
      charge: `c-${place}`,
      date: "2026-11-03",
      label: { en: `charge number ${place}` },
      amount: 1,
    }));
    const { text, pages } = await textOf("en", { lines, credits: [] }, 200);
    expect(pages).toBeGreaterThan(4);
    for (const place of lines.keys())
      expect(text).toContain(`Charge number ${place} `);
  });
});
