import type { Outcome } from "./claim.js";
import { plainWords } from "./columns.js";

/** What the cells of an outcome column mean, as Spanish- and English-speaking companies write them. */
const words: Readonly<Record<Exclude<Outcome, "unknown">, string>> = {
  conceded:
    "conceded|granted|accepted|approved|credited|refunded|resolved for customer|upheld|favorable|favourable|a favor|a favor del cliente|favorable al cliente|aceptado|aceptada|aprobado|aprobada|concedido|concedida|procedente|procede|acreditado|acreditada|reintegrado|reintegrada|abonado|abonada|devuelto|si|yes|y|s",
  partly:
    "partly|partly conceded|partial|partially|partially granted|parcial|parcialmente|parcialmente procedente|procedente parcial|aceptado parcial|concedido parcialmente",
  refused:
    "refused|denied|rejected|declined|not upheld|unfavorable|unfavourable|no favorable|desfavorable|rechazado|rechazada|negado|negada|denegado|denegada|improcedente|no procede|no procedente|a favor de la empresa|no|n",
  withdrawn:
    "withdrawn|abandoned|cancelled|canceled|dropped|desistido|desistida|desistimiento|retirado|retirada|cancelado|abandonado|anulado",
  open: "open|pending|in progress|in process|under review|abierto|abierta|pendiente|en tramite|en proceso|en estudio",
};

const byWord = new Map<string, Outcome>(
  Object.entries(words).flatMap(([outcome, spellings]) =>
    spellings
      .split("|")
      .map((spelling) => [spelling, outcome as Outcome] as const),
  ),
);

/** The outcome a cell names; "unknown" for a blank and for words we do not know. */
export function readOutcome(text: string): Outcome {
  return byWord.get(plainWords(text)) ?? "unknown";
}
