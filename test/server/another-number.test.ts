import type { Callback } from "../../src/machines/callback/context.js";
import type { Case } from "../../src/machines/case/file.js";
import { readContext } from "../../src/server/read-context.js";
import {
  answerLine,
  inboundForm,
  maria,
  type AnsweredLine,
} from "../support/answered-line.js";
import { actionOf, linesOf, waitUrlOf } from "../support/documents.js";
import { putGoneOut } from "../support/earlier-calls.js";
import { placeOf } from "../support/talk.js";
import { until } from "../support/until.js";

const office = "+12025550177";
const sid = "CAcaller";

describe("a caller who wants to be called at another number", () => {
  let answered: AnsweredLine;
  afterEach(() => answered.close());

  /** Somebody to whom a call is promised, who presses these keys then. Gives what they hear after the last. */
  async function promised(
    keys: readonly string[],
    from = maria,
    form: Record<string, string> = { StirVerstat: "TN-Validation-Passed-A" },
    call = sid,
  ): Promise<readonly string[]> {
    const post = async (to = "nowhere", more = {}) =>
      (
        await answered.post(
          to,
          inboundForm(call, { From: from, ...form, ...more }),
        )
      ).body;
    const waiting = await post(actionOf(await post("/voice")), { Digits: "2" });
    await post(actionOf(await post(waitUrlOf(waiting))), { Digits: "1" });
    let heard = await post(actionOf(waiting), { QueueResult: "leave" });
    for (const Digits of keys) heard = await post(actionOf(heard), { Digits });
    await answered.settle();
    return linesOf(heard);
  }
  const over = async () => {
    await answered.post(
      "/voice/status",
      inboundForm(sid, { CallStatus: "completed" }),
    );
    await answered.settle();
  };
  const caseOf = (id = sid) =>
    readContext<Case>(answered.store, { kind: "case", id });
  const callback = (id = maria) =>
    readContext<Callback>(answered.store, { kind: "callback", id });
  const written = (to: string) =>
    answered.messages.flatMap(([one, text]) => (one === to ? [text] : []));

  it("is rung there, talks there, and is known by their own number still", async () => {
    answered = await answerLine();
    expect(await promised(["2", "2025550177", "1"])).toContain(
      'say     es-MX "De acuerdo: le llamamos a ese número."',
    );
    await over();
    await until(async () => {
      await answered.settle();
      return (await placeOf(answered, "callback", maria)) === "trying.waiting";
    });
    const person = answered.legs.rung.at(-1);
    const about = (phone: string, more = {}) =>
      inboundForm(`CA${phone.slice(1)}`, {
        From: "+12025550100",
        To: phone,
        ...more,
      });
    const brief = await answered.post(
      person?.answerUrl ?? "",
      about(person?.phone ?? ""),
    );
    await answered.post(
      actionOf(brief.body) ?? "",
      about(person?.phone ?? "", { Digits: "1" }),
    );
    await answered.settle();
    const leg = answered.legs.rung.at(-1);
    expect(leg?.phone).toBe(office);
    const greeting = await answered.post(leg?.answerUrl ?? "", about(office));
    expect(linesOf(greeting.body)[0]).toContain("Le llama Luis Prado");
    const joined = await answered.post(
      actionOf(greeting.body) ?? "",
      about(office, { Digits: "1" }),
    );
    expect(linesOf(joined.body)).toEqual(["join"]);
    expect(await placeOf(answered, "callback", maria)).toBe("talking");
    expect(await placeOf(answered, "callback", office)).toBe("idle");
  });

  it("is called there by whoever answers for it, where a limit keeps the line from ringing", async () => {
    const now = Date.UTC(2026, 10, 22, 15);
    answered = await answerLine({ now: () => now });
    const { "calls a day": most } = answered.line.served.now.people.outbound;
    await putGoneOut(answered, { call: most }, now);
    await promised(["2", "2025550177", "1"]);
    expect(await caseOf()).toMatchObject({
      opened: { number: maria, phone: office, limit: "of-day" },
    });
    expect(written("+12025550111").at(-1)).toContain(`llame al ${office}`);
  });

  it("gives one although their own is withheld: the case has it, and they read its number there", async () => {
    answered = await answerLine();
    await promised(["2", "2025550177", "1"], "anonymous", {});
    expect(await caseOf()).toMatchObject({
      opened: { number: office, withheld: false },
      history: [{ what: "opened" }, { what: "call-at", words: office }],
    });
    expect(written(office)[0]).toMatch(/^Caso 48291377: Luis Prado le llama/);
    expect(written("+12025550111").at(-1)).toContain(`llame al ${office}`);
  });

  it("is called there by the director who did not answer, and a call-back of before stays as it was", async () => {
    answered = await answerLine();
    await promised([]);
    await over();
    const call = "CAdirector";
    const post = async (to = "nowhere", more = {}) =>
      (
        await answered.post(
          to,
          inboundForm(call, {
            From: maria,
            StirVerstat: "TN-Validation-Passed-A",
            ...more,
          }),
        )
      ).body;
    const waiting = await post(actionOf(await post("/voice")), { Digits: "0" });
    await answered.settle();
    let heard = await post(actionOf(waiting), { QueueResult: "leave" });
    for (const Digits of ["2", "2025550177", "1"])
      heard = await post(actionOf(heard), { Digits });
    await answered.settle();
    expect(linesOf(heard)).toContain(
      'say     es-MX "De acuerdo: le llamamos a ese número."',
    );
    expect(await caseOf(call)).toMatchObject({
      opened: { number: maria, phone: office },
    });
    expect((await callback())?.asked?.case.phone).toBeUndefined();
  });

  it.each([
    ["9005550100", "premium"],
    ["00442071838750", "of a country that the line does not ring"],
    ["123", "none at all"],
    ["*#2", "no digits"],
  ])("is not called at %s, %s, and hears so", async (keys) => {
    answered = await answerLine();
    expect((await promised(["2", keys]))[0]).toContain(
      "A ese número no podemos llamar.",
    );
    expect(await promised(["2", keys, keys], maria, {}, "CAtwice")).toContain(
      'say     es-MX "Entonces queda como estaba."',
    );
    expect((await callback())?.asked?.case.phone).toBeUndefined();
  });

  it("is not called at a number that was promised three calls in a day, whoever asked", async () => {
    answered = await answerLine();
    const from = (place: number) => `+1202555014${place}`;
    const ask = (place: number) =>
      promised(["2", "2025550177"], from(place), {}, `CA${place}`);
    for (const place of [1, 2, 3])
      await promised(
        ["2", "2025550177", "1"],
        from(place),
        {},
        `CAthree${place}`,
      );
    expect((await ask(5))[0]).toContain("A ese número no podemos llamar.");
  });

  it("may write it with its country, before or without what is dialled for abroad", async () => {
    answered = await answerLine();
    for (const keys of ["01112025550177", "0012025550177", "12025550177"]) {
      const heard = await promised(["2", keys], maria, {}, `CA${keys}`);
      expect(heard[0]).toContain("2 0 2, 5 5 5, 0 1 7 7. ¿Es correcto?");
    }
  });
});
