/** How long the ordinary small dispute takes, sentence by sentence, at the pace that the proof counts with. */
import { readFileSync } from "node:fs";
import { assumed, turnSeconds } from "../../../src/flows/proof/assumptions.js";
import { longestWait } from "../../../src/flows/proof/waiting.js";
import {
  spokenSeconds,
  type Language,
} from "../../../src/flows/speech/index.js";
import { parseEvent } from "../../../src/flows/transcript/parse-event.js";
import { parseTranscript } from "../../../src/flows/transcript/index.js";
import { certify, compiled, resultOf, shippedText } from "./support/flows.js";

const isConceded = /Ya quitamos ese cargo/;
const isBill = /Su factura queda en/;

/**
 * Seconds from the answer until the caller has heard that. Every sentence is heard out at the
 * slowest voice and answered then; how long a caller thinks is the caller's own. What is not answered but waited for counts in full.
 */
function secondsTo(heard: RegExp, text: string): number {
  let seconds = 0;
  let listening: { timeout: number; speech: boolean } | undefined;
  for (const { event, lines } of parseTranscript(text).turns) {
    const happened = parseEvent(event);
    const said = lines.flatMap((line) => {
      const [, language = "", words = ""] =
        /^say\s+(\w\w)-\w\w "(.*)"$/.exec(line) ?? [];
      return words === "" ? [] : [{ language: language as Language, words }];
    });
    // What the world answers comes while the caller hears a sentence.
    if (lines.some((line) => line.startsWith("say"))) {
      seconds += turnSeconds(assumed);
      const thinks = happened.type !== "silence";
      if (listening)
        seconds += longestWait(
          {
            waiting: {
              type: "listening",
              keys: 1,
              ...listening,
              ...(thinks && { timeout: 0 }),
            },
            speech: 0,
          },
          happened,
          assumed,
        );
    }
    for (const { language, words } of said) {
      seconds += spokenSeconds(words, language, assumed.speech);
      if (heard.test(words)) return seconds;
    }
    const [, timeout, speech] =
      lines
        .flatMap((line) => [/^gather\s+(\d+)s( speech)?/.exec(line)])
        .find(Boolean) ?? [];
    if (timeout !== undefined)
      listening = { timeout: Number(timeout), speech: speech !== undefined };
  }
  throw new Error("The charge is not conceded on this call.");
}

const conceded = readFileSync(
  "test/calls/customer-line/small-charge-conceded.call",
  "utf8",
);

describe("the ordinary small dispute", () => {
  const proved = resultOf(
    certify(compiled(shippedText)),
    "settles a small charge within",
  );

  it("said aloud, as it is on a real bill, takes less than the proof allows for any bill", () => {
    const keyed = conceded.replace(/speech "sí.*"/, "digits 1");
    const seconds = secondsTo(isConceded, keyed);
    expect(seconds).toBeGreaterThan(30);
    expect(seconds).toBeLessThan(Number(proved.bound));
  });

  it("is settled within sixty seconds of the answer by voice too", () => {
    expect(conceded).toContain('speech "sí, ese mismo"');
    const seconds = secondsTo(isConceded, conceded);
    expect(seconds).toBeGreaterThan(30);
    expect(seconds).toBeLessThan(Number(proved.bound));
    expect(proved.bound).toBeLessThan(60);
  });

  it("leaves time within them to say what the bill is now", () => {
    expect(secondsTo(isBill, conceded)).toBeLessThan(60);
  });
});
