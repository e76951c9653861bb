import { readFileSync } from "node:fs";
import { renderTwiml } from "../../../src/carrier/twilio/twiml.js";
import {
  assumed,
  assumptions,
  findExceeded,
  type AssumptionName,
} from "../../../src/flows/proof/assumptions.js";
import { longestWait } from "../../../src/flows/proof/waiting.js";
import { certify, compiled, resultOf, shippedText } from "./support/flows.js";

const names = Object.keys(assumptions) as AssumptionName[];

describe("the assumptions of the proof", () => {
  it("say where they come from and what they mean", () => {
    for (const name of names) {
      expect(assumptions[name].source).not.toBe("");
      expect(assumptions[name].means).not.toBe("");
    }
  });

  it.each([
    ["a choice", 1, 1],
    ["an answer of several keys", 8, 2],
  ])("are those of the line's own documents: %s", (_of, digits, times) => {
    const gather = renderTwiml(
      [
        {
          type: "gather",
          digits,
          timeout: 5,
          speech: { language: "en-US", hints: [] },
        },
      ],
      {
        turn: "https://line.example/turn",
        wait: "https://line.example/w",
        alone: () => "https://line.example/alone",
        music: () => "https://line.example/music",
        document: () => "https://line.example/document",
      },
    );
    const ends = assumed["end of speech"] * times;
    expect(gather).toContain(`speechTimeout="${ends}"`);
    const wait = (keys: number) =>
      longestWait(
        {
          waiting: { type: "listening", timeout: 5, speech: true, keys },
          speech: 0,
        },
        { type: "speech", text: "sí" },
        assumed,
      );
    expect(wait(digits)).toBe(5 + ends + assumed.recognition);
  });

  it.each(names)(
    "%s is reported by name when a call goes beyond it",
    (name) => {
      const { unit, value } = assumptions[name];
      const worse = unit === "s" ? value + 0.1 : value - 0.1;
      expect(findExceeded({ [name]: worse })).toEqual([name]);
      expect(findExceeded({ [name]: value })).toEqual([]);
    },
  );

  it("each carry a bound: a worse one gives a worse bound", () => {
    const flow = compiled(shippedText);
    // Each is a search of its own.
    const tried = process.env["LONG"] ? names : names.slice(0, 2);
    const sum = (given?: typeof assumed) =>
      certify(flow, given && { assumed: given })
        .promises.filter(({ name }) => name.includes("within"))
        .reduce((total, { bound }) => total + Number(bound), 0);
    const usual = sum();
    for (const name of tried) {
      // A tone sounds after the promise was spoken.
      if (name === "tone") continue;
      const { unit, value } = assumptions[name];
      const worse = unit === "s" ? value + 1 : value * 0.8;
      expect([name, sum({ ...assumed, [name]: worse }) > usual]).toEqual([
        name,
        true,
      ]);
    }
  });

  it("are all explained on the page about promises", () => {
    const page = readFileSync("docs/promises.md", "utf8");
    for (const name of names) expect(page).toContain(`**${name}**`);
    expect(resultOf(certify(compiled(shippedText)), "hold at most").kept).toBe(
      true,
    );
  });
});
