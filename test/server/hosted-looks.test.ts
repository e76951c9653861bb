/** How far the carrier's recordings are looked through for messages that nobody told of. */
import { createLog } from "../../src/server/log.js";
import { createHostedMessages } from "../../src/server/voice/hosted-messages.js";
import { answerLine } from "../support/answered-line.js";

const hour = 3600_000;

it("all of a long stop is looked through, six hours at a time and one look right after the other", async () => {
  const answered = await answerLine();
  try {
    const began = Date.now();
    let now = began;
    let looking: Promise<unknown> = Promise.resolve();
    const asked: (readonly [number, number])[] = [];
    const look = createHostedMessages({
      turns: answered.line.turns,
      kept: {
        list: async (since, until) => {
          asked.push([(since - began) / hour, (until - began) / hour]);
          return { recordings: [], isAll: true };
        },
        call: async () => undefined,
      },
      leftMessages: { open: async () => {} },
      numbers: () => [],
      clock: {
        now: () => now,
        after: () => () => {},
        hold: (work) => void (looking = work),
      },
      log: createLog("silent"),
      drawReference: () => "48291377",
    });
    const rounds = async (count: number) => {
      for (let round = 0; round < count; round += 1) {
        look();
        // oxlint-disable-next-line no-await-in-loop -- one look after the other
        await looking;
      }
    };
    // The first look of a line says where the next begins.
    await rounds(2);
    expect(asked).toEqual([]);
    now += 20 * hour;
    await rounds(6);
    const margin = 1 / 6;
    expect(asked).toEqual(
      [
        [0, 6],
        [6, 12],
        [12, 18],
        [18, 20],
      ].map(([from = 0, to]) => [expect.closeTo(from - margin), to]),
    );
  } finally {
    await answered.close();
  }
});
