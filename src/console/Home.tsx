import { lazy, Suspense, useEffect, useState } from "react";
import type { FlowsView } from "../server/console/flow-routes.js";
import { formatNumber } from "../phone/phone-view.js";
import { ask } from "./api.js";
import { publishWords } from "./company/form/words-publish.js";
import { DraftTag } from "./DraftTag.js";
import { useAct } from "./hooks/use-act.js";
import { follow } from "./hooks/use-place.js";
import type { PageProps } from "./page.js";
import { wordsIn } from "./files/words.js";

/** What a version calls the people file. */
const people = "company/people.yaml";

/** It brings along what reads and writes flows. */
const NewFlow = lazy(() => import("./files/NewFlow.js"));

/** Where somebody comes in: their own work, the flows of the line, and what their roles let them do. */
export function Home(props: PageProps) {
  const { words, language, person } = props;
  const files = wordsIn[language];
  const { refusal, run } = useAct(words);
  const [view, setView] = useState<FlowsView>();
  useEffect(() => {
    void run(async () => setView(await ask<FlowsView>("GET", "/flows")));
  }, []);
  return (
    <section className="narrow">
      <h1>{words.home(person.name)}</h1>
      {person.rights.length === 0 && <p>{words.signInForRights}</p>}
      <p className="refusal" role="alert">
        {refusal}
      </p>
      <ul className="flows">
        {person.rights.includes("decide-money") &&
          (
            [
              ["/desk", words.desk, words.deskFor],
              ["/cases", words.cases, words.casesFor],
            ] as const
          ).map(([path, name, what]) => (
            <li key={path}>
              <a className="sheet" href={path} onClick={follow}>
                <b>{name}</b>
                <span className="hint">{what}</span>
              </a>
            </li>
          ))}
        {view?.flows.map(({ name, title, isLine, isNew, numbers, draft }) => (
          <li key={name}>
            <a className="sheet" href={`/flows/${name}`} onClick={follow}>
              <b>{title}</b>
              <span className="hint">
                {name} ·{" "}
                {isNew
                  ? files.isNew
                  : !isLine
                    ? words.isRun
                    : numbers.length === 0
                      ? words.noNumber
                      : words.answers(numbers.map(formatNumber).join(", "))}
              </span>
              {draft && <DraftTag {...props} draft={draft} />}
            </a>
          </li>
        ))}
        {view?.documents.map(({ file, draft }) => (
          <li key={file}>
            <a
              className="sheet"
              href={`/company/${file === people ? "people" : file}`}
              onClick={follow}
            >
              <b>
                {file === people
                  ? publishWords[language].people
                  : publishWords[language].about.policy(
                      file.replace(/^.*\/|\.yaml$/g, ""),
                    )}
              </b>
              <DraftTag {...props} draft={draft} />
            </a>
          </li>
        ))}
      </ul>
      {view && person.rights.includes("edit") && (
        <Suspense>
          <NewFlow {...props} flows={view.flows} />
        </Suspense>
      )}
      {person.rights.length > 0 && (
        <ul className="chips" aria-label={words.yourRights}>
          {person.rights.map((right) => (
            <li key={right}>{words.rights[right]}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
