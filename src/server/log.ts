import { pino, type Logger } from "pino";

/** Structured lines on standard error, so that standard output stays for people. Secrets and numbers are never in them. */
export function createLog(level: string): Logger {
  return pino(
    {
      level,
      base: null,
      serializers: { error: pino.stdSerializers.err },
      redact: ["*.token", "*.authorization", "token", "authorization"],
    },
    pino.destination({ dest: 2, sync: false }),
  );
}

/** A caller's number with its end hidden: enough to tell calls apart, not to ring somebody. */
export function maskNumber(number: string): string {
  return number.length <= 6
    ? "…"
    : `${number.slice(0, -6)}……${number.slice(-2)}`;
}

/** The same for every number in somebody else's words: a carrier's refusal names the number in full. */
export function maskNumbers(text: string): string {
  return text.replace(/\+\d{7,15}/g, maskNumber);
}
