import { useEffect, useMemo, useState } from "react";
import { parse } from "yaml";
import { moveItem, setValue } from "../../flows/editing/index.js";
import { tellLinesIn } from "../../flows/spanish/index.js";
import { peopleDocument } from "../../machines/company/documents.js";
import { wholeAmount } from "../../machines/company/policy.js";
import type { DocumentView } from "../../server/console/document-routes.js";
import { EditorBar } from "../editor/EditorBar.js";
import { isToJudge } from "../editor/is-to-judge.js";
import { MergePanel } from "../editor/MergePanel.js";
import { Problems } from "../editor/Problems.js";
import { TextPane, showLine } from "../editor/TextPane.js";
import { textToBegin, useDraft } from "../editor/use-draft.js";
import { underline, useFlowText } from "../editor/use-flow-text.js";
import { english } from "../editor/words-en.js";
import { spanish } from "../editor/words-es.js";
import { useAct } from "../hooks/use-act.js";
import { wordsIn as fileWords } from "../files/words.js";
import { follow, goTo } from "../hooks/use-place.js";
import type { PageProps } from "../page.js";
import { saveFile } from "../save-file.js";
import { amountExpected } from "./form/fields.js";
import { PeopleForm } from "./form/PeopleForm.js";
import { PolicyForm } from "./form/PolicyForm.js";
import { entryAt, fieldName, placeName } from "./form/place-name.js";
import { type FormScope, textAt, valueAt } from "./form/scope.js";
import { useOffers } from "./form/use-offers.js";
import { formWords } from "./form/words.js";
import { PublishPane } from "./PublishPane.js";
import { useChecked, type CheckedDocument } from "./use-checked.js";
import { useIsWide } from "./use-is-wide.js";
import { wordsIn } from "./words.js";
import { onSaveKey } from "../editor/on-save-key.js";
import { Tabs } from "../editor/Tabs.js";

interface Props extends PageProps {
  readonly view: DocumentView;
  /** Looks at it anew. */
  readonly look: () => void;
}

type Tab = "form" | "text" | "publish";

/** The people file or a policy: a form, and the text beside it. Both are one text, with one undo. */
export function DocumentEditor(props: Props) {
  const { view, person, language } = props;
  const own = formWords[language];
  const words = language === "es" ? spanish : english;
  const canEdit = person.rights.includes("edit");
  const path = `/documents/${encodeURIComponent(view.name)}`;
  const isNew = view.served === "";
  const isPeople = view.name === peopleDocument;
  const documentText = useFlowText(textToBegin(view, `${path}/draft`, person), {
    label: own.textOf,
    isReadOnly: !canEdit,
  });
  const { text, view: editor, edit } = documentText;
  const draft = useDraft(
    view,
    `${path}/draft`,
    documentText,
    person,
    words.theFile,
  );
  const { isSaved } = draft;
  const act = useAct(props.words);
  const checked = useChecked(view.name, path, text, canEdit);
  const [tab, setTab] = useState<Tab>(
    isToJudge(view, person) ? "publish" : "form",
  );
  const [entry, setEntry] = useState("director");
  const isWide = useIsWide();
  useEffect(
    () => underline(editor, text, checked.diagnostics, words.tell),
    [checked, words],
  );
  const scope = useScope(props, checked, editor, edit);
  const inWords = checked.diagnostics.map((one, place) => {
    const at = checked.mistakes[place]?.path ?? [];
    if (!scope || at.length === 0) return one;
    const field = isPeople ? placeName(scope, at) : fieldName(own, at);
    // Typed into the form, where an amount is written as people do: "500 is $5.00" holds in the text alone.
    const isTyped =
      one.message === wholeAmount && typeof valueAt(scope, at) === "string";
    const message = isTyped
      ? amountExpected(own, String(at.at(-1)), language)
      : one.message;
    return { ...one, field, message };
  });
  const goToField = (line: number) => {
    const found = checked.mistakes.find((one) => one.line === line);
    if (!scope || !found || found.path.length === 0) {
      setTab("text");
      requestAnimationFrame(() => showLine(editor, line));
      return;
    }
    setTab("form");
    const wrong = isPeople ? entryAt(scope, found.path) : undefined;
    if (wrong) setEntry(wrong.path.join("/"));
    requestAnimationFrame(focusMistake);
  };
  const save = () => void act.run(() => draft.save(text, person.name));
  const tabs: readonly Tab[] = [
    "form",
    ...(isWide ? [] : (["text"] as const)),
    "publish",
  ];
  const shown = isWide && tab === "text" ? "form" : tab;
  return (
    <div
      className="editor of-document"
      onKeyDown={onSaveKey(canEdit && !isSaved ? save : undefined)}
    >
      <p className="back">
        <a href="/company" onClick={follow}>
          ← {wordsIn[language].title}
        </a>
      </p>
      <EditorBar
        words={{
          ...words,
          served: own.served,
          ...(isNew && { draftOf: () => fileWords[language].newStands }),
        }}
        heading={
          <h1>
            {isPeople
              ? own.people
              : own.policy(scope ? textAt(scope, ["policy"]) : view.file)}
          </h1>
        }
        flowText={documentText}
        draft={draft}
        act={act}
        canEdit={canEdit}
        save={save}
        drop={() =>
          void act.run(async () => {
            await draft.drop();
            if (isNew) goTo("/company");
          })
        }
      />
      {draft.conflict && (
        <MergePanel
          words={words}
          {...draft.conflict}
          settle={(chosen) =>
            void act.run(
              () => draft.conflict?.settle(chosen) ?? Promise.resolve(),
            )
          }
        />
      )}
      <div className="panes">
        <div className="form-side">
          <div className="tabs">
            <Tabs
              tabs={tabs}
              words={own}
              shown={shown}
              show={setTab}
              paneOf={(one) => (one === "text" ? "of-text" : "pane")}
            />
          </div>
          <div
            id="pane"
            role="tabpanel"
            aria-labelledby={`tab-${shown}`}
            hidden={shown === "text"}
            tabIndex={0}
          >
            {shown === "form" &&
              (!scope ? (
                <p className="hint lone">{own.mendText}</p>
              ) : isPeople ? (
                <PeopleForm scope={scope} chosen={entry} choose={setEntry} />
              ) : (
                <div className="step-form">
                  <PolicyForm scope={scope} consoleWords={props.words} />
                </div>
              ))}
            {shown === "publish" && (
              <PublishPane
                {...props}
                own={own}
                path={path}
                text={text}
                revision={draft.base.revision}
                isDraft={draft.base.by !== undefined}
                isSaved={isSaved}
                hasMistakes={checked.mistakes.length > 0}
              />
            )}
          </div>
        </div>
        <div className="side" id="of-text" hidden={!isWide && shown !== "text"}>
          <TextPane
            words={words}
            view={editor}
            isShown
            saveFile={() => saveFile(view.file, draft.written(text))}
            openFile={canEdit ? (read) => edit(draft.read(read)) : undefined}
          />
        </div>
      </div>
      {checked.mistakes.length === 0 ? (
        <p
          className="fits"
          role="status"
          data-clean={checked.misfit === "" || undefined}
        >
          {checked.misfit === undefined
            ? canEdit && own.checking
            : checked.misfit === ""
              ? own.fits
              : tellLinesIn(language, checked.misfit)}
        </p>
      ) : (
        <Problems
          words={words}
          checked={{ ...checked, diagnostics: inWords }}
          canEdit={canEdit}
          goTo={goToField}
          mend={() => undefined}
        />
      )}
    </div>
  );
}

/** The first field of the form that has one. */
function focusMistake(): void {
  document
    .querySelector<HTMLElement>(
      "#pane [aria-invalid], #pane fieldset:has(.mistake) :is(input, button)",
    )
    ?.focus();
}

/** `undefined`: the text is no YAML at the moment. */
function useScope(
  { language, person, view }: Props,
  { text, mistakes }: CheckedDocument,
  editor: ReturnType<typeof useFlowText>["view"],
  edit: (text: string) => void,
): FormScope | undefined {
  const data = useMemo(() => readData(text), [text]);
  const offers = useOffers(view.name === peopleDocument);
  if (data === undefined) return undefined;
  const now = () => editor.state.doc.toString();
  return {
    words: formWords[language],
    language,
    data,
    mistakes,
    line: view,
    offers,
    isReadOnly: !person.rights.includes("edit"),
    longestRelaxing: view.longestRelaxing,
    set: (path, value) => edit(setValue(now(), path, value)),
    move: (path, from, to) => edit(moveItem(now(), path, from, to)),
  };
}

function readData(text: string): object | undefined {
  try {
    const data: unknown = parse(text);
    return typeof data === "object" && data !== null ? data : undefined;
  } catch {
    return undefined;
  }
}
