import {
  agent,
  callback,
  certify,
  compiled,
  director,
  goodbye,
  menu,
  resultOf,
  smallFlow,
} from "./support/flows.js";

const people = `${agent("call-back")}${callback}${director}${goodbye}`;

/** A flow whose first step decides, with a step that sends callers away: a call must never get there. */
function deciding(choices: string, more = ""): string {
  return smallFlow(
    `
  first:
    choose:
      choices: ${choices}
      otherwise: welcome${more}${menu("person")}${people}`,
  ).replace("start: welcome", "start: first");
}

const away = (text: string) => {
  const certificate = certify(compiled(text));
  return resultOf(certificate, "never sent away");
};

describe("a step that decides on data", () => {
  it("is searched both ways, and the broken call says which way was taken", () => {
    const { kept, worst } = away(
      deciding(`[{ when: caller.segment == 'guest', to: goodbye }]`),
    );
    expect(kept).toBe(false);
    expect(worst?.plays).toBe(true);
    expect(worst?.transcript).toContain(
      "chosen first: caller.segment == 'guest'",
    );
  });

  it("is not searched where another condition of it shuts a way", () => {
    const { kept } = away(
      deciding(
        `[{ when: time.hour < 12, to: welcome }, { when: time.hour >= 12, to: welcome }]`,
      ).replace("otherwise: welcome", "otherwise: goodbye"),
    );
    expect(kept).toBe(true);
  });

  it("is searched where the conditions leave an hour open", () => {
    const { kept, worst } = away(
      deciding(
        `[{ when: time.hour < 12, to: welcome }, { when: time.hour > 12, to: welcome }]`,
      ).replace("otherwise: welcome", "otherwise: goodbye"),
    );
    expect(kept).toBe(false);
    expect(worst?.transcript).toContain("chosen first: none of these");
  });

  it("knows the grade of the number and the language of the call", () => {
    const second = (condition: string) => `
  second:
    choose:
      choices: [{ when: "${condition}", to: goodbye }]
      otherwise: person`;
    const withheld = `[{ when: caller.grade == 'withheld', to: second }]`;
    const kept = (condition: string) =>
      away(deciding(withheld, second(condition))).kept;
    expect(kept("caller.grade in ['attested', 'present']")).toBe(true);
    expect(kept("caller.grade != 'shared'")).toBe(false);
  });

  it("keeps the promises of a flow in which every way leads to people", () => {
    const flow = compiled(
      deciding(
        `[{ when: caller.known, to: person }, { when: time.hour < 8, to: call-back }]`,
      ),
    );
    const { promises } = certify(flow);
    expect(
      promises.filter(({ kept }) => !kept).map(({ name }) => name),
    ).toEqual([]);
  });
});
