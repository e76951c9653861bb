/** What callers get and got: every version, what it changed, and the way back. */
import { useEffect, useState } from "react";
import { diffDocuments } from "../../machines/company/diff-documents.js";
import type {
  TextsView,
  VersionsView,
} from "../../server/console/version-routes.js";
import { ask } from "../api.js";
import { Refusal } from "../Refusal.js";
import { english } from "../editor/words-en.js";
import { spanish } from "../editor/words-es.js";
import { useAct } from "../hooks/use-act.js";
import type { PageProps } from "../page.js";
import { saveFile } from "../save-file.js";
import { DocumentDiff } from "../company/DocumentDiff.js";
import { Comparison } from "./Comparison.js";
import { TrialCard } from "./TrialCard.js";
import { VersionRow } from "./VersionRow.js";
import { useDiff } from "./use-diff.js";
import { wordsIn } from "./words.js";
import "./versions.css";

/** Two versions that are compared. */
interface Shown {
  readonly pair: readonly [number, number];
  readonly text: string;
  readonly before: readonly string[];
  /** The people file and the policies that differ. */
  readonly documents: readonly DocumentCompared[];
  /** The files of flows that one side alone has. */
  readonly came: readonly string[];
  readonly left: readonly string[];
  /** Something of a flow differs, or nothing at all. */
  readonly hasFlows: boolean;
}

interface DocumentCompared {
  readonly file: string;
  readonly changes: ReturnType<typeof diffDocuments>;
}

function compareDocuments(
  before: TextsView["documents"],
  after: TextsView["documents"],
): DocumentCompared[] {
  const files = new Set([...before, ...after].map(({ file }) => file));
  return [...files].flatMap((file) => {
    const [was, is] = [before, after].map(
      (all) => all.find((one) => one.file === file)?.text,
    );
    const changes = diffDocuments(file, was, is);
    return was === is ? [] : [{ file, changes }];
  });
}

type Texts = TextsView["texts"];

const textIn = (all: Texts, wanted: string): string | undefined =>
  all.find(({ file }) => file === wanted)?.text;

/** The files that one version has beyond another. */
const without = (all: Texts, others: Texts): readonly string[] =>
  all
    .filter(({ file }) => textIn(others, file) === undefined)
    .map(({ file }) => file);

/** The flow that is another first: the first that callers may get is the one that is compared. */
const withFirst = (all: Texts, first: string | undefined): readonly string[] =>
  [
    ...all.filter(({ file }) => file === first),
    ...all.filter(({ file }) => file !== first),
  ].map(({ text }) => text);

const readTexts = (number: number) =>
  ask<TextsView>("GET", `/versions/${number}/texts`);

export default function VersionsPage(props: PageProps) {
  const { language, person } = props;
  const words = wordsIn[language];
  const { promiseNames } = language === "es" ? spanish : english;
  const { refusal, isBusy, run } = useAct(props.words);
  const [view, setView] = useState<VersionsView>();
  const [shown, setShown] = useState<Shown>();
  const { compared, put } = useDiff();
  const look = async () => setView(await ask<VersionsView>("GET", "/versions"));
  useEffect(() => void run(look), []);
  const act = (path: string, body: object) =>
    void run(async () => {
      try {
        await ask("PUT", path, body);
      } finally {
        await look();
      }
    });
  const compare = (from: number, to: number) =>
    void run(async () => {
      const [before, after] = await Promise.all([
        readTexts(from),
        readTexts(to),
      ]);
      const [was, is] = [before.texts, after.texts];
      const changed = is.find(
        ({ file, text: now }) => (textIn(was, file) ?? now) !== now,
      )?.file;
      const [text = "", ...beside] = withFirst(is, changed);
      const texts = withFirst(was, changed);
      const documents = compareDocuments(before.documents, after.documents);
      const [came, left] = [without(is, was), without(was, is)];
      const count = came.length + left.length + documents.length;
      const hasFlows = changed !== undefined || count === 0;
      const pair = [from, to] as const;
      setShown({ pair, text, before: texts, documents, came, left, hasFlows });
      put({ text, beside, company: after.company, before: texts });
    });
  if (!view)
    return (
      <p className="notice" role="status">
        {refusal ?? props.words.loading}
      </p>
    );
  const numbers = view.versions.map(({ number }) => number);
  const before = (number: number) => numbers.find((one) => one < number);
  const mayPublish = person.rights.includes("publish");
  return (
    <section className="wide versions">
      <h1>{words.title}</h1>
      <p className="hint">{words.titleHint}</p>
      <Refusal language={language} refusal={refusal} />
      <TrialCard
        {...props}
        view={view}
        isBusy={isBusy}
        end={(number, isKept) => act("/versions/trial", { number, isKept })}
      />
      <ol className="version-list">
        {view.versions.map((version) => (
          <VersionRow
            key={version.number}
            words={words}
            language={language}
            version={version}
            isLive={version.number === view.live}
            isTried={version.number === view.trial?.number}
            isBusy={isBusy}
            goBack={
              mayPublish &&
              version.number !== view.live &&
              version.number !== view.trial?.number
                ? () =>
                    act("/versions/live", {
                      number: version.number,
                      live: view.live,
                    })
                : undefined
            }
            compare={
              before(version.number) === undefined
                ? undefined
                : () => compare(before(version.number) ?? 0, version.number)
            }
            save={() =>
              void run(async () => {
                const { texts, documents } = await readTexts(version.number);
                for (const { file, text } of [...texts, ...documents])
                  saveFile(file.split("/").at(-1) ?? file, text);
              })
            }
          />
        ))}
      </ol>
      {shown && (
        <section className="compared">
          <h2>{words.between(...shown.pair)}</h2>
          <div className="pair">
            {([words.from, words.to] as const).map((label, side) => (
              <label key={label}>
                <span>{label}</span>
                <select
                  value={shown.pair[side]}
                  onChange={({ target }) => {
                    const chosen = Number(target.value);
                    compare(
                      side === 0 ? chosen : shown.pair[0],
                      side === 0 ? shown.pair[1] : chosen,
                    );
                  }}
                >
                  {numbers.map((number) => (
                    <option key={number}>{number}</option>
                  ))}
                </select>
              </label>
            ))}
          </div>
          {(["came", "left"] as const).map((standing) =>
            shown[standing].map((file) => (
              <p key={file}>
                <b>{file}</b>{" "}
                <span className="hint">
                  {standing === "came" ? words.isNew : words.isGone}
                </span>
              </p>
            )),
          )}
          {shown.documents.map(({ file, changes }) => (
            <section key={file} className="diff">
              <h3>{file}</h3>
              {changes ? (
                <DocumentDiff {...props} changes={changes} />
              ) : (
                <p className="hint">{words.withMistakes}</p>
              )}
            </section>
          ))}
          {shown.hasFlows && (
            <Comparison
              words={words}
              compared={compared(shown.text, shown.before)}
              promiseNames={promiseNames}
            />
          )}
        </section>
      )}
    </section>
  );
}
