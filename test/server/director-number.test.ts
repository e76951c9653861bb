import {
  answerLine,
  inboundForm,
  type AnsweredLine,
} from "../support/answered-line.js";
import { until } from "../store/support/until.js";

let answered: AnsweredLine;
let calls = 0;

beforeAll(async () => {
  answered = await answerLine();
});
afterAll(() => answered.close());

const newCall = () => `CA${String((calls += 1)).padStart(32, "0")}`;
const begin = (call: string, more: Record<string, string> = {}) =>
  answered.post("/voice", inboundForm(call, more));

describe("the director's own number", () => {
  const dial = (call: string, from: string) =>
    begin(call, { From: from, To: "+12025550102" });

  it("leads to the director, one live call from one number", async () => {
    const [first, second, third] = [newCall(), newCall(), newCall()];
    const from = "+12025550191";
    const { body } = await dial(first, from);
    expect(body).toContain("Le comunico con Ana Torres");
    expect(body).not.toContain("<Gather");
    expect((await dial(first, from)).body).toBe(body);
    expect((await dial(second, from)).body).toContain(
      '<Reject reason="busy"/>',
    );
    // Anybody else is let in, and so is the caller on the company's number.
    expect((await dial(newCall(), "+12025550192")).body).toContain(
      "Ana Torres",
    );
    expect((await begin(newCall(), { From: from })).body).toContain("marque 1");
    await answered.post(
      "/voice/status",
      inboundForm(first, { From: from, CallStatus: "completed" }),
    );
    await until(async () =>
      expect((await dial(third, from)).body).toContain("Ana Torres"),
    );
  });

  it("is open to withheld numbers, which nobody can tell apart", async () => {
    for (const call of [newCall(), newCall()])
      expect((await dial(call, "anonymous")).body).toContain("Ana Torres");
  });
});
