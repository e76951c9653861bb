import { rehearse } from "../../../src/flows/rehearse.js";
import {
  parseTranscript,
  printTranscript,
} from "../../../src/flows/transcript/index.js";
import { renderCertificate } from "../../../src/flows/proof/index.js";
import type { PromiseName } from "../../../src/flows/promises.js";
import { agentFor, sampleDirector } from "../../../src/flows/proof/facts.js";
import {
  agent,
  callback,
  certify,
  compiled,
  director,
  dispute,
  goodbye,
  menu,
  resultOf,
  smallFlow,
} from "./support/flows.js";

const people =
  menu("person") + agent("call-back") + callback + director + goodbye;
const words = (count: number) => Array(count).fill("words").join(" ");

interface Broken {
  readonly what: string;
  readonly promise: PromiseName;
  readonly text: string;
  /** A part of the hint or of the call that shows where it breaks. */
  readonly shows: string;
}

const broken: readonly Broken[] = [
  {
    what: "a prompt of a minute",
    promise: "prompt at most",
    text: smallFlow(people.replace("Acme.", words(150))),
    shows: '"welcome" speaks longest',
  },
  {
    what: "a flow that talks on and on before it rings anybody",
    promise: "asks for a person within",
    text: smallFlow(
      `
  welcome: { say: { text: { en: "${words(150)}" }, to: more } }
  more: { say: { text: { en: "${words(150)}" }, to: even-more } }
  even-more: { say: { text: { en: "${words(150)}" }, to: still-more } }
  still-more: { say: { text: { en: "${words(150)}" }, to: person } }` +
        agent("call-back") +
        callback +
        director +
        goodbye,
    ),
    shows: 'on the way into "more"',
  },
  {
    what: "an agent who is rung late",
    promise: "rings within, when someone is free",
    text: smallFlow(
      people,
      'promises: { "rings within, when someone is free": 20s }\n',
    ),
    shows: 'Waiting for an answer in "welcome"',
  },
  {
    what: "five waits one after another",
    promise: "answered or promised within",
    text: smallFlow(
      menu("person") +
        agent("second") +
        agent("third").replace("person:", "second:") +
        agent("fourth").replace("person:", "third:") +
        agent("fifth").replace("person:", "fourth:") +
        agent("call-back").replace("person:", "fifth:") +
        callback +
        director +
        goodbye,
    ),
    shows: 'Waiting for a person in "second"',
  },
  {
    what: "a menu after a menu",
    promise: "menus before a person",
    text: smallFlow(
      menu("second") +
        menu("person").replace("welcome:", "second:") +
        agent("call-back") +
        callback +
        director +
        goodbye,
    ),
    shows: "at      second.asking",
  },
  {
    what: "a loop between two menus",
    promise: "menus before a person",
    text: smallFlow(
      menu("person").replace("to: person", "to: second") +
        menu("person")
          .replace("welcome:", "second:")
          .replace("to: person", "to: welcome") +
        agent("call-back") +
        callback +
        director +
        goodbye,
    ),
    shows: "A caller can go round here without end: welcome → second → welcome",
  },
  {
    what: "an unanswered agent and then goodbye",
    promise: "never sent away",
    text: smallFlow(menu("person") + agent("goodbye") + director + goodbye),
    shows: "hang-up",
  },
  {
    what: "a promise without a time",
    promise: "never sent away",
    text: smallFlow(
      menu("person") +
        agent("call-back") +
        `
  call-back:
    callback:
      say: { promise: { en: "{{ owner.name }} calls you soon. For the director, press 0." } }
      outcomes: { promised: goodbye }` +
        director +
        goodbye,
    ),
    shows: "calls you soon",
  },
  {
    what: "silence that ends the call",
    promise: "silence ends at a person",
    text: smallFlow(
      menu("person").replace("otherwise: person", "otherwise: goodbye") +
        agent("call-back") +
        callback +
        director +
        goodbye,
    ),
    shows: "at      goodbye.leaving",
  },
  {
    what: "a key 0 that goes to a menu",
    promise: "key 0 works wherever the line listens",
    text: smallFlow(
      people + menu("person").replace("welcome:", "other:"),
      'always: { "0": other, "5": director-line }\n',
    ),
    shows: "digits 0",
  },
  {
    what: "a menu that says too much before a small charge is settled",
    promise: "settles a small charge within",
    text: smallFlow(
      menu("small-charge").replace("Acme.", words(40)) +
        dispute +
        agent("call-back") +
        callback +
        director +
        goodbye,
    ),
    shows: "That charge is gone",
  },
  {
    what: "no key 0 at all",
    promise: "key 0 works wherever the line listens",
    text: smallFlow(
      menu("person").replace("For the director, 0.", "") +
        agent("director-line") +
        director +
        goodbye,
      'always: { "5": director-line }\n',
    ),
    shows: 'Write `always: { "0"',
  },
  {
    what: "one agent after another without being asked",
    promise: "transfers at most",
    text: smallFlow(
      menu("person") +
        agent("call-back", "second") +
        agent("call-back", "third").replace("person:", "second:") +
        agent("call-back").replace("person:", "third:") +
        callback +
        director +
        goodbye,
    ),
    shows: "at      third.waiting",
  },
];

describe("a flow that breaks a promise is refused", () => {
  it.each(broken)("$what", ({ promise, text, shows }) => {
    const flow = compiled(text);
    const certificate = certify(flow);
    const { kept, worst, hints } = resultOf(certificate, promise);
    expect({ kept, holds: certificate.holds }).toEqual({
      kept: false,
      holds: false,
    });
    expect(`${hints.join("\n")}\n${worst?.transcript}`).toContain(shows);
    expect(renderCertificate(certificate)).toContain(`"${promise}" is broken.`);
    if (!worst) return;
    expect(worst.plays).toBe(true);
    const header = new Map(parseTranscript(worst.transcript).header);
    const replayed = rehearse(parseTranscript(worst.transcript), {
      flow,
      people: {
        agents: header.get("agents") === "none" ? [] : [agentFor("billing")],
        director: sampleDirector,
      },
      startedAt: Date.parse(header.get("clock") ?? ""),
      line: "+12025550100",
      call: "proof",
      reference: "48291377",
    });
    expect(printTranscript(replayed)).toBe(worst.transcript);
  });

  it("keeps every promise when nothing is changed", () => {
    expect(
      certify(compiled(smallFlow(people))).promises.filter(({ kept }) => !kept),
    ).toEqual([]);
  });

  it("may promise less for a reason that is shown", () => {
    const text = smallFlow(
      people.replace("Acme.", words(60)),
      'promises: { "prompt at most": { is: 40s, because: "the law wants this notice read out" } }\n',
    );
    const certificate = certify(compiled(text));
    expect(resultOf(certificate, "prompt at most")).toMatchObject({
      kept: true,
      isWeaker: true,
    });
    expect(renderCertificate(certificate)).toContain(
      "less than usual: the law wants this notice read out",
    );
  });

  it("promises less without a reason in vain, and is not told that a call breaks it", () => {
    const certificate = certify(
      compiled(smallFlow(people, "promises: { hold at most: 5m }\n")),
    );
    expect(certificate.holds).toBe(false);
    expect(resultOf(certificate, "hold at most")).toMatchObject({
      kept: false,
      lacksReason: true,
    });
    const told = renderCertificate(certificate);
    expect(told).toContain(
      "it is not served: 1 of 14 promises is weaker than usual without a reason.",
    );
    expect(told).toContain(
      "300 s promises less than the usual 180 s. Write { is: …, because: … } with the reason, or leave the line out: the flow keeps what is usual.",
    );
    expect(told).not.toContain("The call that breaks it");
  });
});
