/** The people file and the policies as they are served; the way to where they are changed; and the files read again, proved first. */
import { useEffect, useState } from "react";
import { tellLinesIn } from "../../flows/spanish/index.js";
import type {
  CompanyRead,
  CompanyView,
} from "../../server/console/company-routes.js";
import { ask } from "../api.js";
import { useAct } from "../hooks/use-act.js";
import { follow } from "../hooks/use-place.js";
import type { PageProps } from "../page.js";
import { DraftTag } from "../DraftTag.js";
import { NewPolicy } from "../files/NewPolicy.js";
import { HoursTable } from "./HoursTable.js";
import { PeopleTable } from "./PeopleTable.js";
import { PolicyTable } from "./PolicyTable.js";
import { wordsIn } from "./words.js";
import "./company.css";

export default function CompanyPage(props: PageProps) {
  const { language, person } = props;
  const words = wordsIn[language];
  const { refusal, isBusy, run } = useAct(props.words);
  const [view, setView] = useState<CompanyView>();
  const [answer, setAnswer] = useState<CompanyRead>();
  const look = async () => setView(await ask<CompanyView>("GET", "/company"));
  useEffect(() => {
    void run(look);
  }, []);
  const read = () =>
    run(async () => {
      setAnswer(undefined);
      setAnswer(await ask<CompanyRead>("POST", "/company/read"));
      await look();
    });
  return (
    <section className="wide company">
      <div className="title">
        <div>
          <h1>{words.title}</h1>
          <p className="hint">{words.hint}</p>
        </div>
      </div>
      <p className="refusal" role="alert">
        {refusal}
      </p>
      {view && (
        <>
          <nav className="documents" aria-label={words.change}>
            {view.documents.map(({ file, draft, isNew }) => (
              <a
                key={file}
                href={`/company/${file === "company/people.yaml" ? "people" : file}`}
                onClick={follow}
              >
                {file === "company/people.yaml"
                  ? words.changePeople
                  : words.changePolicy(file.replace(/^.*\/|\.ya?ml$/g, ""))}
                {draft && <DraftTag {...props} draft={draft} isNew={isNew} />}
              </a>
            ))}
            {person.rights.includes("edit") && (
              <NewPolicy {...props} view={view} />
            )}
          </nav>
          <h2>{words.numbers}</h2>
          <dl>
            {view.numbers.map(({ number, person: own, flow }) => (
              <div key={number}>
                <dt>{number}</dt>
                <dd>{flow ?? own ?? words.staff}</dd>
              </div>
            ))}
          </dl>
          {view.unanswered.map((title) => (
            <p key={title} className="hint">
              {words.unanswered(title)}
            </p>
          ))}
          <PeopleTable
            words={words}
            consoleWords={props.words}
            language={language}
            people={view.people}
          />
          <HoursTable words={words} language={language} hours={view.hours} />
          {view.policies.map((policy) => (
            <PolicyTable
              key={policy.policy}
              words={words}
              consoleWords={props.words}
              language={language}
              policy={policy}
            />
          ))}
        </>
      )}
      {view && person.rights.includes("publish") && (
        <div className="read">
          <button type="button" disabled={isBusy} onClick={() => void read()}>
            {isBusy && view ? words.reading : words.read}
          </button>
          <p className="hint">{words.readHint}</p>
        </div>
      )}
      <div role="status">
        {answer && (
          <>
            <p>{answer.changed ? words.readNow : words.readNothing}</p>
            <pre tabIndex={0}>{tellLinesIn(language, answer.told)}</pre>
          </>
        )}
      </div>
    </section>
  );
}
