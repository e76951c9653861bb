import { readAmount, type DecimalSign } from "./read-amount.js";

/** Seconds of a handling time: minutes with decimals ("12", "12,5"), or a clock ("12:30" is twelve and a half minutes, "1:05:00" over an hour). */
export function readSeconds(
  text: string,
  sign: DecimalSign,
): number | undefined {
  const clock = /^(?:(\d{1,3}):)?(\d{1,3}):(\d{2})$/.exec(text.trim());
  if (clock)
    return (
      Number(clock[1] ?? 0) * 3600 + Number(clock[2]) * 60 + Number(clock[3])
    );
  const plain = text
    .trim()
    .replace(/ ?(?:min|mins|minutos|minutes|m|')\.?$/i, "");
  // Three places are thousandths of a minute.
  const minutes = readAmount(plain, 3, sign === "unknown" ? "." : sign, true);
  return "amount" in minutes
    ? Math.round((minutes.amount * 60) / 1000)
    : undefined;
}
