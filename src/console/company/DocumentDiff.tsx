import type {
  DocumentChanged,
  Fact,
} from "../../machines/company/diff-documents.js";
import { wordsIn as versionWords } from "../versions/words.js";
import type { PageProps } from "../page.js";
import { writeAmounts } from "./amounts.js";
import { labelOf } from "./form/labels.js";
import { formWords } from "./form/words.js";

type Props = Pick<PageProps, "language" | "words"> & {
  readonly changes: readonly DocumentChanged[];
};

/** What is new in one of the company's documents: who came and left, and what is another, from → to. */
export function DocumentDiff({ changes, ...reader }: Props) {
  const words = formWords[reader.language];
  const { isNew, isGone, nothing } = versionWords[reader.language];
  const standings = { came: isNew, left: isGone, changed: "" };
  if (changes.length === 0) return <p className="hint">{words.onlyRemarks}</p>;
  return (
    <ul>
      {changes.map(({ kind, name, standing, facts }) => (
        <li key={`${kind} ${name}`} data-standing={standing}>
          <b>{words.about[kind](name)}</b>{" "}
          <span className="hint">{standings[standing]}</span>
          {facts.map(({ name: fact, before, after }) => (
            <p key={fact}>
              <span className="hint">{labelOf(words, fact)}:</span>{" "}
              {standing === "changed" && !isOnlyNew(before, after) && (
                <del>{written(reader, fact, before) || nothing}</del>
              )}
              {standing === "changed" && !isOfMany(before, after) && " →"}{" "}
              {!(isOfMany(before, after) && after === undefined) && (
                <ins>{written(reader, fact, after) || nothing}</ins>
              )}
            </p>
          ))}
        </li>
      ))}
    </ul>
  );
}

/** Of many only those are told that came or left: nothing became another. */
function isOfMany(...facts: readonly (Fact | undefined)[]): boolean {
  return facts.some((one) => typeof one === "object" && "any" in one);
}

function isOnlyNew(before: Fact | undefined, after: Fact | undefined): boolean {
  return before === undefined && isOfMany(after);
}

function written(
  { language, words }: Pick<PageProps, "language" | "words">,
  name: string,
  fact: Fact | undefined,
): string {
  const own = formWords[language];
  if (fact === undefined) return "";
  if (typeof fact === "boolean") return own.yesNo[fact ? "yes" : "no"];
  if (typeof fact === "number") return fact.toLocaleString(language);
  if (typeof fact === "string")
    return name === "role"
      ? (own.roles[fact] ?? fact)
      : fact === "never"
        ? own.neverEver
        : fact;
  if ("amounts" in fact) return writeAmounts(fact.amounts, language);
  const names: Readonly<Partial<Record<string, string>>> =
    name === "languages"
      ? own.languageNames
      : name === "may override"
        ? words.roles
        : {};
  return ("any" in fact ? fact.any : fact)
    .map((one) => names[one] ?? one)
    .join(", ");
}
