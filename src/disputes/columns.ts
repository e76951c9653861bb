/** The columns of a history: how each may be called, and what follows when a file does not have it. */
export const fields = [
  "claim",
  "date",
  "account",
  "claimed",
  "currency",
  "category",
  "outcome",
  "credited",
  "handlingCost",
  "handlingMinutes",
  "channel",
] as const;
export type Field = (typeof fields)[number];

/** Headings by field, without accents, capitals and punctuation. */
export const headings: Readonly<Record<Field, string>> = {
  claim:
    "claim|claim id|claim number|ticket|ticket id|case|case id|case number|id|id reclamo|reclamo|numero de reclamo|no reclamo|radicado|pqr|cun|caso|expediente",
  date: "date|claim date|claimed on|opened|opened at|created|created at|fecha|fecha reclamo|fecha de reclamo|fecha del reclamo|fecha de reclamacion|fecha de apertura|fecha apertura|fecha de ingreso|fecha ingreso|fecha radicacion|fecha de radicacion|dia",
  account:
    "account|account id|account number|customer|customer id|customer number|client|client id|subscriber|contract|phone|cuenta|numero de cuenta|no cuenta|nro cuenta|cliente|id cliente|codigo cliente|codigo de cliente|numero de cliente|abonado|contrato|suscriptor|linea|telefono|msisdn",
  claimed:
    "amount|claimed|claimed amount|amount claimed|disputed|disputed amount|amount disputed|amount in dispute|claim amount|charge|charge amount|value|monto|monto reclamado|monto del reclamo|monto en disputa|monto disputado|importe|importe reclamado|importe en disputa|valor|valor reclamado|valor del reclamo|valor en disputa|cargo|cobro|cantidad reclamada",
  currency: "currency|currency code|moneda|divisa|codigo de moneda",
  category:
    "category|reason|type|kind|claim type|charge type|concept|categoria|motivo|tipo|tipo de reclamo|tipo reclamo|tipologia|concepto|causal|causa|servicio",
  outcome:
    "outcome|result|resolution|decision|status|resultado|resolucion|decision final|estado|fallo|desenlace|respuesta",
  credited:
    "credited|amount credited|credited amount|credit|credit amount|refund|refunded|amount refunded|adjustment|acreditado|monto acreditado|importe acreditado|valor acreditado|credito|nota de credito|reintegro|reintegrado|monto reintegrado|devuelto|monto devuelto|valor devuelto|devolucion|abono|ajuste|valor ajustado|monto concedido",
  handlingCost:
    "handling cost|cost|cost of handling|handling|avoidable cost|cost per claim|costo|coste|costo de atencion|coste de atencion|costo atencion|costo de gestion|coste de gestion|costo gestion|costo de tramite|costo del reclamo|costo de manejo|costo operativo",
  handlingMinutes:
    "handling minutes|minutes|handling time|handle time|aht|duration|time spent|minutos|minutos de atencion|minutos de gestion|tiempo|tiempo de atencion|tiempo de gestion|tiempo atencion|duracion|minutos empleados|tmo",
  channel:
    "channel|source|origin|contact channel|canal|canal de atencion|canal de ingreso|medio|medio de atencion|via|origen",
};

/** What the answer loses with each column that a file lacks. Without date and claimed amount there is no answer at all. */
export const withoutColumn: Readonly<Partial<Record<Field, string>>> = {
  account:
    "who claims repeatedly cannot be seen, and the guard counts as if it never acted",
  currency: "every amount without a sign of its own counts in one currency",
  category: "claims are not told apart by category",
  outcome: "what was refused and what was conceded cannot be told apart",
  credited:
    "a claim that was conceded counts as credited in full, any other as not credited",
  handlingCost:
    "each claim counts with one and the same handling cost, unless minutes are given",
  channel: "claims are not told apart by channel",
};

/** Lower case, no accents, words of letters and digits with single blanks: "Fecha_de Reclamación " is "fecha de reclamacion". */
export function plainWords(text: string): string {
  return text
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

const byHeading = new Map(
  fields.flatMap((field) =>
    headings[field].split("|").map((heading) => [heading, field] as const),
  ),
);

export interface Columns {
  /** Position of each field found. */
  readonly at: ReadonlyMap<Field, number>;
  /** Positions whose heading names a field that an earlier one names already. */
  readonly repeated: readonly number[];
  /** A currency that stands in the heading of the claimed amount: "Monto (USD)". */
  readonly currency?: string;
}

/** Which field each heading names. `chosen` says it for headings we do not know: field → heading as the file has it. */
export function recogniseColumns(
  row: readonly string[],
  chosen: ReadonlyMap<Field, string>,
): Columns {
  const at = new Map<Field, number>();
  const repeated: number[] = [];
  let currency: string | undefined;
  for (const [field, heading] of chosen) {
    const place = row.findIndex(
      (cell) => plainWords(cell) === plainWords(heading),
    );
    if (place >= 0) at.set(field, place);
  }
  const taken = new Set(at.values());
  for (const [place, cell] of row.entries()) {
    const { heading, code } = withoutCode(cell);
    const field = byHeading.get(heading);
    if (field === undefined || taken.has(place)) continue;
    if (at.has(field)) repeated.push(place);
    else {
      at.set(field, place);
      if (field === "claimed") currency = code;
    }
  }
  return { at, repeated, ...(currency !== undefined && { currency }) };
}

const isoCodes = new Set(Intl.supportedValuesOf("currency"));

// "Monto reclamado (USD)", "amount_usd": the code is no part of the name. "Min" would be no currency, "MXN" is.
function withoutCode(cell: string): { heading: string; code?: string } {
  const heading = plainWords(cell);
  if (byHeading.has(heading)) return { heading };
  const words = heading.split(" ");
  const code = words.at(-1)?.toUpperCase() ?? "";
  return isoCodes.has(code)
    ? { heading: words.slice(0, -1).join(" "), code }
    : { heading };
}
