import { useEffect } from "react";
import type { FlowView } from "../../server/console/flow-routes.js";
import { useWorker } from "../editor/use-worker.js";
import { english } from "../editor/words-en.js";
import { spanish } from "../editor/words-es.js";
import type { PageProps } from "../page.js";
import { DiffView } from "./DiffView.js";
import { Replay } from "./Replay.js";
import { ReviewPanel } from "./ReviewPanel.js";
import { wordsIn } from "./words.js";
import "./versions.css";

interface Props extends PageProps {
  readonly flow: FlowView;
  readonly text: string;
  readonly revision: number;
  /** There is a draft. */
  readonly isDraft: boolean;
  readonly isSaved: boolean;
}

/** What callers would notice of a draft, and the way to them: review, and publishing. */
export function Changes(props: Props) {
  const { flow, text, language } = props;
  const words = wordsIn[language];
  const { promiseNames } = language === "es" ? spanish : english;
  const diff = useWorker("diff");
  useEffect(() => {
    diff.put({
      text,
      beside: flow.beside,
      company: flow.company,
      before: [flow.served, ...flow.beside],
    });
  }, [text, flow]);
  const known = diff.answer?.text === text ? diff.answer : undefined;
  return (
    <div className="changes">
      <ReviewPanel {...props} flow={flow.name} />
      <h2>{words.changed}</h2>
      {!known ? (
        <p className="hint" role="status">
          {words.reading}
        </p>
      ) : known.diff ? (
        <DiffView words={words} diff={known.diff} promiseNames={promiseNames} />
      ) : (
        <p className="hint">{words.withMistakes}</p>
      )}
      {props.isDraft && props.isSaved && mayReplay(props) && (
        <Replay
          words={words}
          own={props.words}
          language={language}
          flow={flow.name}
        />
      )}
    </div>
  );
}

function mayReplay({ person }: PageProps): boolean {
  return person.rights.some((right) => right === "edit" || right === "approve");
}
