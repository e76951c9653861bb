import { quoted, type Finding } from "../diagnostics.js";
import { languagesOf, type FlowDocument } from "../document.js";
import type { Draft } from "../parse.js";
import {
  spokenSeconds,
  unheardPhrases,
  type Heard,
  type HeardChoice,
  type Language,
} from "../speech/index.js";
import type { Path, Prompt, StepKey } from "../step-kind.js";
import { kindOf } from "./kind-of.js";
import { saysKey } from "./said-keys.js";

/** More than callers can choose from after hearing them once (C1). */
const mostChoices = 5;
/** Seconds: a prompt of this length is a burden when it is said twice. */
const longToRepeat = 8;

/** What is offered: few choices, each of them said, and each understood when it is spoken. */
export function checkChoices({ document }: Draft): Finding[] {
  return Object.entries(document.steps).flatMap(([name, step]) => {
    const base = ["steps", name, step.kind];
    const kind = kindOf(step.kind);
    if (step.kind === "ask")
      return checkAgain(document, kind.prompts(step.body), base);
    if (step.kind !== "menu") return [];
    const choices = kind.keys(step.body);
    const prompts = kind.prompts(step.body);
    return [
      ...checkCount(choices, base),
      ...checkSaid(document, choices, prompts, base),
      ...checkAgain(document, prompts, base),
      ...checkHeard(document, choices, base),
    ];
  });
}

function checkCount(choices: readonly StepKey[], base: Path): Finding[] {
  const path = [...base, "choices"];
  if (choices.length === 0)
    return [
      {
        code: "choices-none",
        message: "This menu has no choices.",
        hint: "Write one for each key, or use the kind `say`, which goes on by itself.",
        path,
        mark: "name",
      },
    ];
  if (choices.length <= mostChoices) return [];
  return [
    {
      code: "choices-many",
      message: `This menu has ${choices.length} choices; callers keep ${mostChoices} in mind at most.`,
      hint: "Leave the rarest to the person who answers.",
      path,
      mark: "name",
    },
  ];
}

function checkSaid(
  document: FlowDocument,
  choices: readonly StepKey[],
  prompts: readonly Prompt[],
  base: Path,
): Finding[] {
  const say = prompts.find(({ path }) => path[0] === "say");
  return choices.flatMap(({ key, path }) => {
    const silent = languagesOf(document).filter((language) => {
      const text = say?.texts[language];
      return text !== undefined && !saysKey(text, language, key);
    });
    return silent.length === 0
      ? []
      : [
          {
            code: "key-not-said" as const,
            message: `Key ${key} is a choice here, and ${silent.map(quoted).join(" and ")} ${silent.length === 1 ? "does" : "do"} not say so.`,
            hint: "Say the key in the text, or take the choice away.",
            path: [...base, ...path],
            mark: "name" as const,
          },
        ];
  });
}

/** The second time is shorter, or callers hear a long menu twice. */
function checkAgain(
  document: FlowDocument,
  prompts: readonly Prompt[],
  base: Path,
): Finding[] {
  const say = prompts.find(({ path }) => path[0] === "say");
  const again = prompts.find(({ path }) => path[0] === "again");
  return languagesOf(document).flatMap((language) => {
    const first = say?.texts[language];
    const second = again?.texts[language];
    if (first === undefined) return [];
    const seconds = spokenSeconds(first, language);
    if (again === undefined)
      return seconds > longToRepeat && language === languagesOf(document)[0]
        ? [
            {
              code: "again-not-shorter" as const,
              message: `Callers who do not answer hear all of this again, about ${Math.round(seconds)} seconds of it.`,
              hint: 'Write "again:" with the same choices in few words.',
              path: [...base, "say"],
              mark: "name" as const,
            },
          ]
        : [];
    return second !== undefined && spokenSeconds(second, language) >= seconds
      ? [
          {
            code: "again-not-shorter" as const,
            message: "This is no shorter than what was said the first time.",
            hint: "Say the same choices in few words.",
            path: [...base, "again", language],
          },
        ]
      : [];
  });
}

function checkHeard(
  document: FlowDocument,
  choices: readonly StepKey[],
  base: Path,
): Finding[] {
  const languages = languagesOf(document);
  return choices
    .flatMap(({ heard, path }) => checkHeardLanguages(heard, path, languages))
    .concat(
      languages.flatMap((language) =>
        checkPhrases(choices, language).map((finding) => finding),
      ),
    )
    .map((finding) => ({ ...finding, path: [...base, ...finding.path] }));
}

function checkHeardLanguages(
  heard: StepKey["heard"],
  path: Path,
  languages: readonly Language[],
): Finding[] {
  if (heard === undefined || languages.length === 0) return [];
  const missing = languages.filter((language) => !heard[language]?.length);
  const unknown = Object.keys(heard).filter(
    (language) => !languages.includes(language as Language),
  );
  return [
    ...missing.map((language): Finding => ({
      code: "heard-language-missing",
      message: `Nothing is heard here in ${quoted(language)}, and the flow speaks it: its callers have the key only.`,
      hint: `Write "${language}:" here, with what they say.`,
      path: [...path, "heard"],
      mark: "name",
    })),
    ...unknown.map((language): Finding => ({
      code: "heard-language-unknown",
      message: `This is heard in ${quoted(language)}, which the flow does not speak.`,
      hint: `Its languages are: ${languages.join(", ")}.`,
      path: [...path, "heard", language],
      mark: "name",
    })),
  ];
}

function checkPhrases(
  choices: readonly StepKey[],
  language: Language,
): Finding[] {
  const spoken: HeardChoice[] = choices.map(({ key, heard }) => ({
    id: key,
    key,
    phrases: heard?.[language] ?? [],
  }));
  return unheardPhrases(spoken, language).flatMap(({ id, phrase, heard }) => {
    const choice = choices.find(({ key }) => key === id);
    if (!choice) return [];
    const index = choice.heard?.[language]?.indexOf(phrase) ?? 0;
    const path = [...choice.path, "heard", language, index];
    return [{ ...explainHeard(phrase, heard), path }];
  });
}

function explainHeard(phrase: string, heard: Heard): Omit<Finding, "path"> {
  if ("none" in heard)
    return {
      code: "heard-not-understood",
      message: `${quoted(phrase)} is never understood: it is made of small words, or says no.`,
      hint: "Write the words that carry the meaning: a noun, a verb.",
    };
  if ("id" in heard)
    return {
      code: "heard-ambiguous",
      message: `${quoted(phrase)} is understood as choice ${heard.id}.`,
      hint: "Write it there, or say it in other words.",
    };
  return {
    code: "heard-ambiguous",
    message: `${quoted(phrase)} is understood as choices ${heard.several.join(" and ")}: nobody can tell which one is meant.`,
    hint: "Leave it at one of them, or say it in other words.",
  };
}
