import { usualConfidence, type TranscriptEvent } from "./event.js";

/** An event as a transcript writes it; `parseEvent` reads it back. */
export function printEvent(event: TranscriptEvent): string {
  const [first = "", ...details] = printPlainEvent(event).split("\n");
  const limits = Object.entries(event.limits ?? {}).map(([what, limit]) =>
    field(`${what}-limit`, limit),
  );
  limits.push(field("call-back", event.callBack));
  return [`${first}${limits.join("")}`, ...details].join("\n");
}

function printPlainEvent(event: TranscriptEvent): string {
  switch (event.type) {
    case "call":
      return `call from=${event.from}${event.grade === "present" ? "" : ` grade=${event.grade}`}${field("to", event.to)}${field("segment", event.segment)}${field("language", event.language)}${field("case", event.openCase)}${field("outcome", event.outcome && "untold")}${field("resumes", event.resumes)}`;
    case "digits":
      return `digits ${event.digits}`;
    case "speech":
      return `speech "${event.text}"${printConfidence(event.confidence)}`;
    case "silence":
    case "leg-accepted":
    case "time-up":
    case "hung-up":
    case "charges-unavailable":
      return event.type;
    case "leg-ended":
      return `leg-ended ${event.result}`;
    case "recorded":
      return `recorded ${event.url} ${event.seconds}s`;
    case "charges-found":
      return [
        `charges-found ${event.account ?? "nobody"}`,
        ...event.charges.map(
          ({ id, amount, date, label }) =>
            `  ${id} ${amount.amount} ${amount.currency} ${date}${Object.entries(
              label,
            )
              .map(([language, text]) => ` ${language}="${text}"`)
              .join("")}`,
        ),
      ].join("\n");
    case "look-up-answered":
      return [
        `look-up-answered ${event.outcome}`,
        ...Object.entries(event.values ?? {}).map(
          ([name, value]) => `  ${name} ${JSON.stringify(value)}`,
        ),
      ].join("\n");
    case "claim-answered": {
      const { total } = event;
      return `claim-answered ${event.charge} ${event.outcome}${total ? ` total=${total.amount}${total.currency}` : ""}`;
    }
  }
}

function field(name: string, value: string | undefined): string {
  return value === undefined ? "" : ` ${name}=${value}`;
}

function printConfidence(confidence: number | undefined): string {
  return confidence === usualConfidence
    ? ""
    : ` confidence=${confidence ?? "none"}`;
}
