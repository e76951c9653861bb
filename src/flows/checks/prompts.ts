import { quoted, type Finding } from "../diagnostics.js";
import { languagesOf, type FlowDocument } from "../document.js";
import { variablesOf } from "../given.js";
import { inputVariables } from "../inputs.js";
import type { Draft } from "../parse.js";
import type { Places } from "../places.js";
import type { Language } from "../speech/index.js";
import type { Path, Prompt } from "../step-kind.js";
import { everywhere } from "../variables.js";
import { checkText } from "./check-text.js";
import { kindOf } from "./kind-of.js";
import { knownAtSteps } from "./known.js";
import { checkSaidKeys } from "./said-keys.js";

/** Everything the line may say: is it said in every language, can it be spoken, and is it true? */
export function checkPrompts({ document }: Draft, places: Places): Finding[] {
  const languages = languagesOf(document);
  if (languages.length === 0) return [];
  const offers = languages.flatMap((language) => {
    const { offer, key } = document.languages[language] ?? {};
    if (offer === undefined) return [];
    const path: Path = ["languages", language];
    const prompt = { texts: { offer }, variables: everywhere, path };
    return [
      ...checkText(prompt, "offer", language, places),
      ...(key === undefined
        ? []
        : checkSaidKeys(offer, language, [...path, "offer"], [key])),
    ];
  });
  const given = inputVariables(document.inputs ?? {});
  const common = [
    ...Object.keys(document.always),
    ...languages.flatMap((language) => document.languages[language]?.key ?? []),
  ];
  const known = knownAtSteps(document);
  return [
    ...offers,
    ...Object.entries(document.steps).flatMap(([name, step]) => {
      const kind = kindOf(step.kind);
      const found = variablesOf(known.get(name) ?? {});
      const keys = kind.keys(step.body).map(({ key }) => key);
      return kind.prompts(step.body).flatMap((prompt) =>
        checkPrompt(
          document,
          ["steps", name, step.kind],
          {
            ...prompt,
            variables: { ...found, ...given, ...prompt.variables },
          },
          [...common, ...keys],
          places,
        ),
      );
    }),
  ];
}

function checkPrompt(
  document: FlowDocument,
  base: Path,
  prompt: Prompt,
  keys: readonly string[],
  places: Places,
): Finding[] {
  const path = [...base, ...prompt.path];
  const languages = languagesOf(document);
  const said = languages.flatMap((language) => {
    const text = prompt.texts[language];
    if (text === undefined || prompt.anyKey === true || prompt.isRead === true)
      return [];
    return checkSaidKeys(
      text,
      language,
      prompt.isOwn === true ? base : [...path, language],
      keys,
      prompt.isOwn === true ? String(prompt.path.at(-1)) : undefined,
    );
  });
  if (prompt.isOwn === true) return said;
  return [
    ...checkLanguages(document, prompt, path),
    ...languages.flatMap((language) =>
      prompt.texts[language] === undefined
        ? []
        : checkText({ ...prompt, path }, language, language, places),
    ),
    ...said,
  ];
}

/** Is a sentence said in each language of the flow, and in no other? */
function checkLanguages(
  document: FlowDocument,
  { texts }: Prompt,
  path: Path,
): Finding[] {
  const languages = languagesOf(document);
  const written = Object.keys(texts) as Language[];
  const findings: Finding[] = languages
    .filter((language) => texts[language] === undefined)
    .map((language) => ({
      code: "text-language-missing",
      message: `This is not said in ${quoted(language)}, and the flow speaks it.`,
      hint: `Write "${language}:" here, or take ${language} out of the flow's languages.`,
      path,
      mark: "name",
    }));
  const seen = new Map<string, Language>();
  for (const language of written) {
    const text = texts[language]?.trim() ?? "";
    const twin = seen.get(text);
    if (document.languages[language] === undefined)
      findings.push({
        code: "text-language-unknown",
        message: `This is said in ${quoted(language)}, which the flow does not speak.`,
        hint: `Its languages are: ${languages.join(", ")}. Take this text away, or add the language.`,
        path: [...path, language],
        mark: "name",
      });
    else if (twin !== undefined && text.split(/\s+/).length > 2)
      findings.push({
        code: "text-not-translated",
        message: `${quoted(language)} says word for word what ${quoted(twin)} says.`,
        hint: "Translate one of them.",
        path: [...path, language],
      });
    seen.set(text, language);
  }
  return findings;
}
