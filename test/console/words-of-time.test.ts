import { wordMoment } from "../../src/console/director/words.js";

it.each([
  ["en", /, 3:39\sAM$/],
  ["es", /, 3:39$/],
] as const)(
  "when a case is due is written as people write it in %s",
  (language, written) => {
    expect(wordMoment("2026-11-23T03:39:00", language)).toMatch(written);
  },
);
