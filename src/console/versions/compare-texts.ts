import { diffDocuments } from "../../machines/company/diff-documents.js";
import {
  peopleDocument,
  policyFolder,
} from "../../machines/company/documents.js";
import type { UiLanguage } from "../../phone/words.js";
import type { TextsView } from "../../server/console/version-routes.js";
import { formWords } from "../company/form/words.js";

type Texts = TextsView["texts"];

/** Which files of one version say something else than another's. */
export interface FilesCompared {
  /** Flows that both have. */
  readonly flows: readonly string[];
  /** The flows that one side alone has. */
  readonly came: readonly string[];
  readonly left: readonly string[];
  readonly documents: readonly {
    readonly file: string;
    /** Absent: one of the two has mistakes. */
    readonly changes: ReturnType<typeof diffDocuments>;
  }[];
}

export function compareTexts(was: TextsView, is: TextsView): FilesCompared {
  const files = new Set(
    [...was.documents, ...is.documents].map(({ file }) => file),
  );
  return {
    flows: is.texts.flatMap(({ file, text }) =>
      (textIn(was.texts, file) ?? text) === text ? [] : [file],
    ),
    came: without(is.texts, was.texts),
    left: without(was.texts, is.texts),
    documents: [...files].flatMap((file) => {
      const [before, after] = [was, is].map(({ documents }) =>
        textIn(documents, file),
      );
      const changes = diffDocuments(file, before, after);
      return before === after ? [] : [{ file, changes }];
    }),
  };
}

/** The texts of a version, the flow of that file first: it is the one that is compared. */
export const withFirst = (all: Texts, first: string | undefined): string[] =>
  [
    ...all.filter(({ file }) => file === first),
    ...all.filter(({ file }) => file !== first),
  ].map(({ text }) => text);

/** What a file of a version is called on the console. */
export function nameFile(file: string, language: UiLanguage): string {
  const words = formWords[language];
  if (file === peopleDocument) return words.people;
  const name = file.replace(/\.yaml$/, "");
  return name.startsWith(policyFolder)
    ? words.about.policy(name.slice(policyFolder.length))
    : name;
}

const textIn = (all: Texts, wanted: string): string | undefined =>
  all.find(({ file }) => file === wanted)?.text;

const without = (all: Texts, others: Texts): string[] =>
  all
    .filter(({ file }) => textIn(others, file) === undefined)
    .map(({ file }) => file);
