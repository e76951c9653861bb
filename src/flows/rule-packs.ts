/**
 * Rules that a document may adopt by name. Each says what it demands, where that is written, how it is looked at, and what that does not
 * cover. `static`: proved before the flow is served. `measured live`: a figure of the calls. `not checkable here`: it is about something that
 * the line does not see. They say what they check; they give no legal advice. The texts of the laws were read in secondary sources.
 */
export type RuleCheck = "static" | "measured live" | "not checkable here";

export interface Rule {
  /** Unique among all packs. */
  readonly id: string;
  readonly demands: string;
  readonly checked: RuleCheck;
  /** What is looked at, and what is not. */
  readonly limits: string;
}

export interface RulePack {
  readonly title: string;
  readonly source: string;
  readonly rules: readonly Rule[];
}

export const rulePackNames = [
  "spain",
  "brazil",
  "colombia",
  "ten-rules",
] as const;
export type RulePackName = (typeof rulePackNames)[number];

export const rulePacks: Readonly<Record<RulePackName, RulePack>> = {
  spain: {
    title: "Spain: Ley 10/2025, customer service",
    source:
      "Ley 10/2025 (in force since 28 December 2025; lines adapt by 28 December 2026), as told by legaltoday.com, notariosyregistradores.com, madridinforma.eldiario.es and legislaciononline.es",
    rules: [
      {
        id: "spain-answered-in-three-minutes",
        demands: "95 % of calls are answered in under 3 minutes on average.",
        checked: "measured live",
        limits:
          "The page Figures: within how many seconds of the answer 95 % of the callers who talked with a person had one.",
      },
      {
        id: "spain-person-in-main-menu",
        demands: "A person is among the options of the main menu.",
        checked: "static",
        limits:
          "One of the first menu's own choices rings somebody or opens a call-back at once. A line without a menu that asks for a person by itself holds too.",
      },
      {
        id: "spain-person-at-any-moment",
        demands: "A person can be asked for at any moment.",
        checked: "static",
        limits:
          "Key 0 works wherever the line listens; no word for it is looked for.",
      },
      {
        id: "spain-not-cut-off",
        demands: "A call is not cut off because of a long wait.",
        checked: "static",
        limits:
          "The line ends no call of somebody who was not served. A connection that breaks is the carrier's.",
      },
      {
        id: "spain-same-language",
        demands: "The caller is served in the caller's own language.",
        checked: "static",
        limits:
          "All that is said is said in each of the flow's languages. Which languages a company owes, and what its people speak, is not looked at.",
      },
      {
        id: "spain-tracking-code",
        demands: "The caller gets a code to follow the matter with.",
        checked: "static",
        limits:
          "Each promise of a call speaks the number of its case. A charge that is settled at once has none.",
      },
      {
        id: "spain-answer-in-time",
        demands:
          "A claim is answered in 15 working days, and in 5 when it is about undue charges.",
        checked: "static",
        limits:
          "Each call-back that the flow promises is due within 5 days, counted in the hours of whoever rings back. Whether it settles the matter is not looked at.",
      },
      {
        id: "spain-no-suspension",
        demands: "Nothing is suspended while a claim about it is open.",
        checked: "not checkable here",
        limits: "It is for the billing system.",
      },
      {
        id: "spain-no-premium-number",
        demands: "The number is not a premium one.",
        checked: "not checkable here",
        limits: "It is in the contract with the carrier.",
      },
    ],
  },
  brazil: {
    title: "Brazil: Decreto 11.034/2022, customer service",
    source:
      "Decreto 11.034/2022, as told by martinelli.adv.br, gomesaltimari.com.br, montgomery.adv.br and volpi.adv.br",
    rules: [
      {
        id: "brazil-complaint-on-first-menu",
        demands: "The first menu offers complaints.",
        checked: "static",
        limits:
          "The first menu has a word for a complaint or a disputed charge in each language. What is behind it is not looked at.",
      },
      {
        id: "brazil-cancellation-on-first-menu",
        demands: "The first menu offers cancellation.",
        checked: "static",
        limits:
          "The first menu has a word for cancelling in each language. What is behind it is not looked at.",
      },
      {
        id: "brazil-person-without-data",
        demands:
          "Reaching a person does not depend on giving one's data first.",
        checked: "static",
        limits:
          "Key 0 reaches a person wherever the line listens, questions included.",
      },
      {
        id: "brazil-no-adverts-on-hold",
        demands: "No adverts while a caller holds, unless the caller agreed.",
        checked: "not checkable here",
        limits:
          "Callers hear the flow's own sentences; what these advertise is for people to judge.",
      },
      {
        id: "brazil-dropped-call-returned",
        demands:
          "A call that drops is returned and finished, with a protocol number.",
        checked: "static",
        limits:
          "Each step that rings an agent, an adviser or the director has `if cut off`: who is cut off there is rung back, with the number of a case when that cannot be kept. Who asks not to be rung, rings again by themselves, or withholds the number is not; nor is who is cut off in a menu. Of a talk the person who had it says whether it was cut off.",
      },
    ],
  },
  colombia: {
    title: "Colombia: Resolución CRC 3066/2011, article 53",
    source:
      "Res. CRC 3066/2011 art. 53, as told by radiosantafe.com, elespectador.com and mc.net.co; it was compiled anew since, so check the text in force",
    rules: [
      {
        id: "colombia-twenty-seconds",
        demands:
          "80 % of those who ask for a person on the phone are served within 20 seconds.",
        checked: "measured live",
        limits:
          "directo_call_seconds counts the calls by how long they took. The page Figures counts from the answer, which is longer: it never flatters.",
      },
      {
        id: "colombia-offices",
        demands: "80 % are served within 15 minutes in offices.",
        checked: "not checkable here",
        limits: "The line sees no offices.",
      },
      {
        id: "colombia-gave-up-first",
        demands:
          "The figures are published monthly, with those who chose a person and hung up first.",
        checked: "measured live",
        limits:
          "The page Figures: those who asked for a person and hung up first; by the month, if you like. Publishing it is the company's.",
      },
      {
        id: "colombia-claim-number",
        demands: "A claim has one number, kept through an appeal.",
        checked: "static",
        limits:
          "Each promise of a call speaks the number of its case. Appeals are not looked at.",
      },
    ],
  },
  "ten-rules": {
    title: "The ten rules of gethuman 1.0",
    source:
      "gethuman.com/standard/v1.0.html and gethuman.com/earcon/standard.html",
    rules: [
      {
        id: "ten-key-0",
        demands: 'Key 0 or "operator" always asks for a person.',
        checked: "static",
        limits:
          "Key 0 works wherever the line listens; no word for it is looked for.",
      },
      {
        id: "ten-wait-on-arrival",
        demands: "Callers are told an accurate wait when they begin to wait.",
        checked: "not checkable here",
        limits: "How accurate a wait was is known afterwards.",
      },
      {
        id: "ten-wait-repeated",
        demands: "The wait is told again while they wait.",
        checked: "not checkable here",
        limits: "How accurate a wait was is known afterwards.",
      },
      {
        id: "ten-never-repeat",
        demands: "Callers never give the same information twice.",
        checked: "static",
        limits: "No step asks what is known. What people ask is theirs.",
      },
      {
        id: "ten-call-back",
        demands: "A call-back is offered.",
        checked: "static",
        limits: "Some way through the flow promises a call.",
      },
      {
        id: "ten-keys-for-speech",
        demands: "Whatever can be said can be pressed.",
        checked: "static",
        limits: "Each spoken choice has a key.",
      },
      {
        id: "ten-short-prompts",
        demands: "Prompts are short.",
        checked: "static",
        limits:
          "No prompt before a choice is longer than 18 s at the slowest voice.",
      },
      {
        id: "ten-interruptible",
        demands: "Prompts can be interrupted.",
        checked: "static",
        limits:
          "Each question is said while the line listens; it holds for every flow.",
      },
      {
        id: "ten-no-disconnect",
        demands: "Silence and mistakes never end the call.",
        checked: "static",
        limits:
          "Silence ends at a person, and nobody who was not served is sent away.",
      },
      {
        id: "ten-language-kept",
        demands: "The caller's language is remembered.",
        checked: "static",
        limits:
          "During the call, and on the next calls of a number that is one caller's. It holds for every flow.",
      },
    ],
  },
};
