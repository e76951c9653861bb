import { useEffect } from "react";
import type { FlowView } from "../../server/console/flow-routes.js";
import { english } from "../editor/words-en.js";
import { spanish } from "../editor/words-es.js";
import type { PageProps } from "../page.js";
import { TakeAway } from "../files/TakeAway.js";
import { wordsIn as fileWords } from "../files/words.js";
import { Comparison } from "./Comparison.js";
import { Replay } from "./Replay.js";
import { ReviewPanel } from "./ReviewPanel.js";
import { useDiff } from "./use-diff.js";
import { wordsIn } from "./words.js";
import "./versions.css";

interface Props extends PageProps {
  readonly flow: FlowView;
  readonly text: string;
  readonly revision: number;
  /** There is a draft. */
  readonly isDraft: boolean;
  readonly isSaved: boolean;
  /** Looks at it anew. */
  readonly look: () => void;
}

/** What callers would notice of a draft, and the way to them: review, and publishing. */
export function Changes(props: Props) {
  const { flow, text, language } = props;
  const words = wordsIn[language];
  const { promiseNames } = language === "es" ? spanish : english;
  const { compared, put } = useDiff();
  const before = [flow.served, ...flow.beside];
  const at = `/flows/${flow.name}`;
  const isNew = flow.served === "";
  useEffect(() => {
    if (isNew) return;
    put({
      text,
      beside: flow.beside,
      company: flow.company,
      before,
    });
  }, [text, flow]);
  return (
    <div className="changes">
      <ReviewPanel {...props} at={at} {...(isNew && { document: "two" })} />
      {isNew ? (
        <p className="hint">{fileWords[language].newHint}</p>
      ) : (
        <>
          <h2>{words.changed}</h2>
          <Comparison
            words={words}
            compared={compared(text, before)}
            promiseNames={promiseNames}
          />
        </>
      )}
      {!props.isDraft &&
        props.isSaved &&
        props.person.rights.includes("edit") && (
          <TakeAway {...props} name={flow.name} at={at} />
        )}
      {props.isDraft && props.isSaved && !isNew && mayReplay(props) && (
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
