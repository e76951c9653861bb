import type { Store } from "../../src/store/contract.js";
import {
  answerLine,
  inboundForm,
  type AnsweredLine,
} from "../support/answered-line.js";
import { actionOf, linesOf } from "../support/documents.js";

let answered: AnsweredLine;
let calls = 0;
let rounds = 0;

beforeAll(async () => {
  answered = await answerLine({ wrapStore: countRounds });
});
afterAll(() => answered.close());

const newCall = () => `CA${String((calls += 1)).padStart(32, "0")}`;

/** What is asked of the store while it answers something else costs no time of its own. */
function countRounds(store: Store): Store {
  let under = 0;
  const counted = <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
    if (under === 0) rounds += 1;
    under += 1;
    return ask().finally(() => (under -= 1));
  };
  return {
    ...store,
    load: (...asked) => counted(() => store.load(...asked)),
    commit: (turn) => counted(() => store.commit(turn)),
  };
}

/** A call in which 9, the key of the other language, is pressed or not: what is heard first, and what last. */
async function hear(from: string, keys: readonly "9"[] = []) {
  const call = newCall();
  const form = (more = {}) => inboundForm(call, { From: from, ...more });
  let { body } = await answered.post("/voice", form());
  const [first] = linesOf(body);
  for (const Digits of keys)
    ({ body } = await answered.post(actionOf(body) ?? "", form({ Digits })));
  await answered.settle();
  return { first, last: linesOf(body)[0] };
}

describe("the language that a caller chose", () => {
  const spanish = expect.stringMatching(/^say +es-MX/) as string;
  const english = expect.stringMatching(/^say +en-US/) as string;

  it("is heard from the first word of the next call, until they choose another", async () => {
    const from = "+12025550177";
    expect(await hear(from, ["9"])).toEqual({ first: spanish, last: english });
    expect(await hear(from)).toEqual({ first: english, last: english });
    expect(await hear(from, ["9"])).toEqual({ first: english, last: spanish });
    expect(await hear(from)).toEqual({ first: spanish, last: spanish });
  });

  it("is remembered of nobody whose number is withheld or of a switchboard", async () => {
    for (const from of ["anonymous", "sip:desk@example.com"]) {
      expect(await hear(from, ["9"])).toEqual({
        first: spanish,
        last: english,
      });
      expect(await hear(from)).toEqual({ first: spanish, last: spanish });
    }
  });

  it("costs the first webhook no round trip to the store", async () => {
    const before = rounds;
    await answered.post("/voice", inboundForm(newCall()));
    expect(rounds - before).toBe(2);
  });
});
