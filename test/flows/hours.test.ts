import { rehearse } from "../../src/flows/rehearse.js";
import { parseTranscript } from "../../src/flows/transcript/index.js";
import { hoursFile } from "../../src/machines/company/hours-file.js";
import {
  agent,
  callback,
  certify,
  compiled,
  director,
  goodbye,
  resultOf,
  smallFlow,
} from "./proof/support/flows.js";

const people = `${agent("call-back")}${callback}${director}${goodbye}`;
const withHours = (outcomes: string) =>
  compiled(
    smallFlow(`
  welcome:
    hours: { of: office, outcomes: { ${outcomes} } }${people}`),
  );

/** What a caller hears first, at a quarter past nine on a Monday, with the switch as given. */
function heard(outcomes: string, closedNow?: object): readonly string[] {
  const office = hoursFile.parse({
    "time zone": "America/Bogota",
    weekly: { monday: ["08:00-18:00"] },
    ...(closedNow && { "closed now": closedNow }),
  });
  const { turns } = rehearse(
    parseTranscript("# A call.\n\ncall from=+12025550143\n----\nat x\n"),
    {
      flow: withHours(outcomes),
      people: {
        agents: [{ name: "Luis", phone: "+12025550111", topics: ["billing"] }],
        director: { name: "Ana", phone: "+12025550122" },
        hours: { office },
      },
      startedAt: Date.parse("2026-11-23T09:15:00-05:00"),
      line: "+12025550100",
      call: "CA1",
      reference: "48291377",
    },
  );
  return turns[0]?.lines ?? [];
}

describe("a step that asks for opening hours", () => {
  const both = "open: person, closed: call-back, emergency: director-line";
  const because = { en: "We are closed for the storm." };

  it("says why in an emergency, and goes its own way", () => {
    const lines = heard(both, { because });
    expect(lines[0]).toBe('say     en-US "We are closed for the storm."');
    expect(lines.at(-1)).toBe("at      director-line.waiting");
  });

  it("goes as when it is closed where an emergency has no way of its own", () => {
    const lines = heard("open: person, closed: call-back", { because });
    expect(lines[0]).toBe('say     en-US "We are closed for the storm."');
    expect(lines.at(-1)).toBe("at      call-back.telling");
  });

  it("has words for an emergency whose reason nobody wrote in the language", () => {
    const lines = heard(both, { because: { es: "Hay tormenta." } });
    expect(lines[0]).toBe('say     en-US "At the moment we cannot serve you."');
  });

  it("opens by itself when the emergency is over", () => {
    const lines = heard(both, { because, until: "2026-11-23 09:00" });
    expect(lines.at(-1)).toBe("at      person.waiting");
  });

  it("is proved whatever the calendar says, and shows the day on which a promise breaks", () => {
    expect(certify(withHours(both)).promises.every(({ kept }) => kept)).toBe(
      true,
    );
    const { kept, worst } = resultOf(
      certify(withHours("open: person, closed: goodbye, holiday: person")),
      "never sent away",
    );
    expect(kept).toBe(false);
    expect(worst?.plays).toBe(true);
    expect(worst?.transcript).toMatch(
      /^chosen welcome: office (emergency|closed)$/m,
    );
  });
});
