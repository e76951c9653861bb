import { useMemo, useState } from "react";
import { splitFlow } from "../../flows/editing/sections.js";
import { peopleDocument, whyForTwo } from "../../machines/company/documents.js";
import { diffDocuments } from "../../machines/company/diff-documents.js";
import type { DocumentView } from "../../server/console/document-routes.js";
import { ask } from "../api.js";
import { Refusal } from "../Refusal.js";
import { useAct } from "../hooks/use-act.js";
import type { PageProps } from "../page.js";
import { TakeAway } from "../files/TakeAway.js";
import { ReviewPanel } from "../versions/ReviewPanel.js";
import { DocumentDiff } from "./DocumentDiff.js";
import type { FormWords } from "./form/words.js";

interface Props extends PageProps {
  readonly own: FormWords;
  readonly view: DocumentView;
  readonly path: string;
  readonly text: string;
  readonly revision: number;
  /** There is a draft. */
  readonly isDraft: boolean;
  readonly isSaved: boolean;
  readonly hasMistakes: boolean;
  /** Looks at it anew. */
  readonly look: () => void;
}

/** What differs from what is served, whether every promise is kept with it, and the way to everybody. */
export function PublishPane(props: Props) {
  const { own, view, path, text } = props;
  const served = view.served === "" ? undefined : view.served;
  const changes = useMemo(() => changesOf(served ?? "", text), [served, text]);
  const inWords = useMemo(
    () => diffDocuments(view.name, served, text),
    [view, text],
  );
  const forTwo = whyForTwo(view.name, served, text);
  return (
    <div className="changes">
      {props.hasMistakes ? (
        <p className="hint">{own.mendFirst}</p>
      ) : (
        <>
          {changes.length > 0 && (
            <>
              <p className="hint">{own.forTwo[forTwo ?? "one"]}</p>
              <Prove key={text} {...props} />
            </>
          )}
          <ReviewPanel {...props} at={path} document={forTwo ? "two" : "one"} />
        </>
      )}
      <h2>{own.changed}</h2>
      {changes.length === 0 && <p className="hint">{own.same}</p>}
      {inWords && inWords.length > 0 && (
        <div className="diff">
          <DocumentDiff {...props} changes={inWords} />
        </div>
      )}
      <TextDiff own={own} changes={changes} isOpen={!inWords?.length} />
      {view.name !== peopleDocument &&
        !props.isDraft &&
        props.isSaved &&
        props.person.rights.includes("edit") && (
          <TakeAway {...props} name={view.file} at={path} />
        )}
    </div>
  );
}

function TextDiff(props: {
  readonly own: FormWords;
  readonly changes: readonly Change[];
  readonly isOpen: boolean;
}) {
  const { own, changes, isOpen } = props;
  if (changes.length === 0) return undefined;
  return (
    <details open={isOpen}>
      <summary>{own.textBeside}</summary>
      <div className="diff">
        {changes.map(({ name, before, after }) => (
          <section key={name}>
            <h3>{name}</h3>
            <Lines label={own.before} text={before} none={own.isNew} as="del" />
            <Lines label={own.after} text={after} none={own.gone} as="ins" />
          </section>
        ))}
      </div>
    </details>
  );
}

function Lines(props: {
  readonly label: string;
  readonly text: string | undefined;
  readonly none: string;
  readonly as: "del" | "ins";
}) {
  const { label, text, none, as: As } = props;
  return (
    <div className="lines">
      <span className="hint">{label}</span>
      {text === undefined ? (
        <p className="hint">{none}</p>
      ) : (
        <pre tabIndex={0}>
          <As>{text.trimEnd()}</As>
        </pre>
      )}
    </div>
  );
}

/** Every promise with it, proved by the server without anything being saved. */
function Prove({ own, path, text, words, language, person }: Props) {
  const { refusal, isBusy, run } = useAct(words);
  const [isProved, setProved] = useState(false);
  if (!person.rights.includes("edit")) return undefined;
  const prove = () =>
    run(async () => {
      await ask("POST", `${path}/check`, { text, isToBeProved: true });
      setProved(true);
    });
  return (
    <>
      <p role="status">{isProved && own.proved}</p>
      <Refusal language={language} refusal={refusal} />
      {!isProved && (
        <button type="button" disabled={isBusy} onClick={() => void prove()}>
          {isBusy ? own.proving : own.prove}
        </button>
      )}
    </>
  );
}

interface Change {
  readonly name: string;
  readonly before?: string;
  readonly after?: string;
}

function changesOf(served: string, text: string): readonly Change[] {
  const before = new Map(splitFlow(served).map((one) => [one.name, one.text]));
  const after = new Map(splitFlow(text).map((one) => [one.name, one.text]));
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((name) => {
    const [was, is] = [before.get(name), after.get(name)];
    return was?.trimEnd() === is?.trimEnd()
      ? []
      : [
          {
            name,
            ...(was !== undefined && { before: was }),
            ...(is !== undefined && { after: is }),
          },
        ];
  });
}
