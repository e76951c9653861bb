import { compileFlow } from "../../../src/flows/index.js";
import {
  proveFlow,
  renderCertificate,
} from "../../../src/flows/proof/index.js";
import { parseTranscript } from "../../../src/flows/transcript/index.js";
import { certify, compiled, resultOf, shippedText } from "./support/flows.js";

const flow = compiled(shippedText);
const certificate = certify(flow);

describe("the flow that ships", () => {
  it("keeps every promise", () => {
    const broken = certificate.promises.filter(({ kept }) => !kept);
    expect(broken).toEqual([]);
    expect(certificate.holds).toBe(true);
  });

  it("has these bounds, so that a change of any is seen", () => {
    const bounds = Object.fromEntries(
      certificate.promises.map(({ name, bound }) => [name, bound]),
    );
    expect(bounds).toEqual({
      "asks for a person within": 241.1,
      "rings within, when someone is free": 248.1,
      "hold at most": 60,
      "answered or promised within": 408,
      "settles a small charge within": 57.2,
      "menus before a person": 1,
      "prompt at most": 17.1,
      "questions at most": 0,
      "transfers at most": 1,
      "silence ends at a person": true,
      "key 0 works wherever the line listens": true,
      "nothing known is asked": true,
      "never sent away": true,
      "every language": true,
      "nothing recorded without a yes": true,
    });
  });

  it("keeps them too under a company's name of two words", () => {
    const { promises } = certify(
      compiled(shippedText.replaceAll("Acme.", "Ferretería Solano.")),
    );
    expect(promises.filter(({ kept }) => !kept)).toEqual([]);
  });

  it("states each time in each language", () => {
    const { byLanguage } = resultOf(certificate, "answered or promised within");
    expect(Object.keys(byLanguage ?? {})).toEqual(["es", "en"]);
    expect(Math.max(...Object.values(byLanguage ?? {}))).toBe(408);
  });

  it("settles the ordinary small dispute within sixty seconds of the answer (C8, C10)", () => {
    const { promised, kept, note, worst } = resultOf(
      certificate,
      "settles a small charge within",
    );
    expect([promised, kept]).toEqual([60, true]);
    expect(note).toBe("by voice, as soon as it is asked; by key 53.2 s");
    const turns = parseTranscript(worst?.transcript ?? "").turns;
    expect(turns.map(({ event }) => event.split("\n")[0])).toEqual([
      "call from=+12025550143 language=en",
      'speech "charge" @0:20',
      "charges-found account @0:25",
      "silence @0:25",
      'speech "yes" @0:45',
      "claim-answered charge-1 conceded total=3790USD @0:50",
      "silence @0:50",
    ]);
  });

  it("shows calls that the machine plays", () => {
    const shown = certificate.promises.flatMap(({ worst }) => worst ?? []);
    expect(shown.length).toBeGreaterThan(3);
    for (const { transcript, plays } of shown) {
      expect(plays).toBe(true);
      expect(transcript).toContain("flow   customer-line");
      expect(transcript).not.toContain("ignored");
    }
  });

  it("shows the step that holds callers longest", () => {
    const { worst } = resultOf(certificate, "hold at most");
    expect(worst?.transcript).toContain("at      person.waiting");
  });

  it("is hashed with all that the proof read", () => {
    expect(certify(flow).hash).toBe(certificate.hash);
    const people = {
      agents: [],
      director: { name: "Ana Torres", phone: "+12025550122" },
    };
    expect(certify(flow, { company: { people } }).hash).not.toBe(
      certificate.hash,
    );
    const { document } = flow;
    const other = compileFlow({ ...document, title: "Another title" });
    expect(certify(other).hash).not.toBe(certificate.hash);
  });

  it("is printed with its assumptions", () => {
    const printed = renderCertificate(certificate);
    expect(printed).toContain("every promise is kept");
    expect(printed).toContain("answered or promised within");
    for (const name of Object.keys(certificate.assumptions))
      expect(printed).toContain(name);
  });

  it("is not proved within fewer states than it has, and says where they are", () => {
    const proof = proveFlow(flow, { limit: 50 });
    expect(proof).toMatchObject({
      type: "not-proved",
      holds: false,
      limit: 50,
    });
    expect(renderCertificate(proof)).toContain('step "welcome"');
  });
});
