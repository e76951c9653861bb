/** What callers get and got: every version, what it changed, and the way back. */
import { useEffect, useState } from "react";
import type {
  TextsView,
  VersionsView,
} from "../../server/console/version-routes.js";
import { ask } from "../api.js";
import { Refusal } from "../Refusal.js";
import { useAct } from "../hooks/use-act.js";
import type { PageProps } from "../page.js";
import { saveFile } from "../save-file.js";
import { ComparedVersions, type VersionPair } from "./ComparedVersions.js";
import { TrialCard } from "./TrialCard.js";
import { VersionRow } from "./VersionRow.js";
import { wordsIn } from "./words.js";
import "./versions.css";

const readTexts = (number: number) =>
  ask<TextsView>("GET", `/versions/${number}/texts`);

export default function VersionsPage(props: PageProps) {
  const { language, person } = props;
  const words = wordsIn[language];
  const { refusal, isBusy, run } = useAct(props.words);
  const [view, setView] = useState<VersionsView>();
  const [shown, setShown] = useState<VersionPair>();
  /** What was just done. */
  const [said, setSaid] = useState("");
  const look = async () => setView(await ask<VersionsView>("GET", "/versions"));
  useEffect(() => void run(look), []);
  const act = (path: string, body: object, done = "") =>
    void run(async () => {
      setSaid("");
      try {
        await ask("PUT", path, body);
        setShown(undefined);
        setSaid(done);
      } finally {
        await look();
      }
    });
  const show = (was: number, is: number, isGoingBack = false) =>
    void run(async () => {
      setSaid("");
      const texts = await Promise.all([readTexts(was), readTexts(is)]);
      setShown({ numbers: [was, is], texts, isGoingBack });
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
      <p role="status">{said}</p>
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
                ? () => show(view.live, version.number, true)
                : undefined
            }
            compare={
              before(version.number) === undefined
                ? undefined
                : () => show(before(version.number) ?? 0, version.number)
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
        <ComparedVersions
          {...props}
          pair={shown}
          numbers={numbers}
          isBusy={isBusy}
          choose={show}
          goBack={() => {
            const [live, number] = shown.numbers;
            const done = words.wentBack(number);
            act("/versions/live", { number, live }, done);
          }}
          close={() => setShown(undefined)}
        />
      )}
    </section>
  );
}
