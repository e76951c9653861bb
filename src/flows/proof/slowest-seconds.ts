import { spokenSeconds, type Language } from "../speech/index.js";
import { spokenLimits, type SpokenLimits } from "../spoken-limits.js";

/** Signs read one by one, with the pauses between their groups. */
const secondsPerSign = 1;
/** The longest number there is (E.164: a plus and fifteen digits), in the groups of any country: 8.9 s of `spokenPhone`. */
const phoneSigns = 16;
const phoneSeconds = 9;
/** "alrededor de dieciséis minutos": waits are told up to 999 s. */
const durationSeconds = 2.4;
/** Capitals of five letters may be spelled. */
const spelled = 5;

/**
 * Seconds that a text of a document takes at most to say, whatever its variables hold: all branches of its decisions are counted, and
 * each variable at its greatest length.
 */
export function slowestSeconds(
  source: string,
  language: Language,
  wordsPerSecond: number,
  limits: SpokenLimits = spokenLimits,
): number {
  let values = 0;
  const words = source
    .replaceAll(/\{%.*?%\}/gs, " ")
    .replaceAll(
      /(\S?)\{\{-?(.*?)-?\}\}(\S?)/gs,
      (_all, before, output, after) => {
        values += outputSeconds(output as string, language, limits);
        // A value that grows together with its neighbour may be read as one longer word or number.
        if (/[\p{L}\p{N}]/u.test(`${before as string}${after as string}`))
          values += 2 * spelled * 0.5;
        return `${before as string} ${after as string}`;
      },
    );
  const rate = 2.5 / wordsPerSecond;
  return spokenSeconds(words, language, wordsPerSecond) + values * rate;
}

function outputSeconds(
  output: string,
  language: Language,
  limits: SpokenLimits,
): number {
  const [initial = "", ...filters] =
    output.match(/(?:"[^"]*"|'[^']*'|[^|])+/g) ?? [];
  const limit = limits[initial.trim()];
  const literal = spokenSeconds(initial, language);
  let seconds = limit?.seconds ?? literal;
  const signs = limit?.characters ?? initial.length;
  for (const filter of filters) {
    const name = /^\s*(\w+)/.exec(filter)?.[1];
    if (name === "phone" && signs <= phoneSigns)
      seconds = Math.max(seconds, phoneSeconds);
    else if (name === "digits" || name === "phone")
      seconds = Math.max(seconds, signs * secondsPerSign);
    else if (name === "upcase") seconds *= spelled;
    else if (name === "duration") seconds = durationSeconds;
    else if (name === "default") seconds += spokenSeconds(filter, language);
  }
  return seconds;
}
