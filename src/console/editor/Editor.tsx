import { useEffect, useMemo, useState } from "react";
import { setValue } from "../../flows/editing/set-value.js";
import type { PromiseResult, StepSeconds } from "../../flows/proof/index.js";
import type { FlowView } from "../../server/console/flow-routes.js";
import { useAct } from "../hooks/use-act.js";
import { wordsIn as fileWords } from "../files/words.js";
import { goTo } from "../hooks/use-place.js";
import { useLatest } from "../hooks/use-latest.js";
import type { PageProps } from "../page.js";
import { saveFile } from "../save-file.js";
import { Changes } from "../versions/Changes.js";
import { CallPane, placeIn } from "./CallPane.js";
import { EditorBar } from "./EditorBar.js";
import { FlowTitle } from "./FlowTitle.js";
import { FlowPicture } from "./FlowPicture.js";
import { isToJudge } from "./is-to-judge.js";
import { MergePanel } from "./MergePanel.js";
import { NewStep } from "./NewStep.js";
import { Problems } from "./Problems.js";
import { PromiseBar } from "./PromiseBar.js";
import { StepForm } from "./StepForm.js";
import { showLine, TextPane } from "./TextPane.js";
import { textToBegin, useDraft } from "./use-draft.js";
import { WorstCall } from "./WorstCall.js";
import { underline, useFlowText } from "./use-flow-text.js";
import { useWorker } from "./use-worker.js";
import { english } from "./words-en.js";
import { spanish } from "./words-es.js";
import { onSaveKey } from "./on-save-key.js";
import { Tabs } from "./Tabs.js";

interface Props extends PageProps {
  readonly flow: FlowView;
  /** Looks at it anew. */
  readonly look: () => void;
}

const noSeconds: readonly StepSeconds[] = [];
const proveAfterMs = 400;
/** Between two events of a call that is played, so that the eye can follow. */
const playMs = 900;
type Tab = "form" | "text" | "call" | "changes" | "promise";

/** One flow: its picture, what it promises, and one step as a form, the text beside it, or a call. All of them are views of one text. */
export function Editor(props: Props) {
  const { flow, person, language } = props;
  const words = language === "es" ? spanish : english;
  const canEdit = person.rights.includes("edit");
  const path = `/flows/${flow.name}/draft`;
  const isNew = flow.served === "";
  const flowText = useFlowText(textToBegin(flow, path, person), {
    label: words.text,
    isReadOnly: !canEdit,
  });
  const { text, view, edit } = flowText;
  const draft = useDraft(flow, path, flowText, person, words.theFile);
  const { isSaved } = draft;
  const act = useAct(props.words);
  const check = useWorker("check");
  const proof = useWorker("prove");
  const call = useWorker("rehearse");
  const [tab, setTab] = useState<Tab>(
    isToJudge(flow, person) ? "changes" : "form",
  );
  const [selected, select] = useState<string>();
  const [promise, setPromise] = useState<PromiseResult>();
  const [events, setEvents] = useState<readonly string[]>([]);
  const [isNobodyThere, setNobodyThere] = useState(false);
  /** The rest of a call that is being played. */
  const [toCome, setToCome] = useState<readonly string[]>([]);
  const checked = check.answer;
  const errors =
    checked?.diagnostics.filter(({ severity }) => severity === "error") ?? [];
  const question = { text, beside: flow.beside, company: flow.company };

  useEffect(() => {
    // What it is proving is not what is written any more.
    proof.stop();
    check.put(question);
  }, [text]);
  useEffect(() => {
    if (checked) underline(view, checked.text, checked.diagnostics, words.tell);
    const isOpen =
      checked?.text === text &&
      errors.length === 0 &&
      proof.answer?.text !== text;
    if (!isOpen) return undefined;
    const timer = setTimeout(() => proof.put(question), proveAfterMs);
    return () => clearTimeout(timer);
  }, [checked]);
  useEffect(() => {
    if (events.length > 0 && errors.length === 0)
      call.put({ ...question, events, isNobodyThere });
  }, [events, checked, isNobodyThere]);
  useEffect(() => {
    const [next, ...others] = toCome;
    if (next === undefined) return undefined;
    const timer = setTimeout(() => {
      setEvents([...events, next]);
      setToCome(others);
    }, playMs);
    return () => clearTimeout(timer);
  }, [events, toCome]);
  const tabs: readonly Tab[] = [
    "form",
    "text",
    "call",
    "changes",
    ...(promise ? (["promise"] as const) : []),
  ];

  const place = events.length > 0 ? placeIn(call.answer) : undefined;
  const goToStep = (step: string) => {
    setTab("text");
    const line = text
      .split("\n")
      .findIndex((one) => one.trimEnd() === `  ${step}:`);
    requestAnimationFrame(() => showLine(view, line + 1));
  };
  const choose = useLatest((step: string) => {
    select(step);
    setPromise(undefined);
    if (tab === "text") return goToStep(step);
    setTab("form");
    // Whoever works by keyboard, or on a telephone, is at the form at once.
    requestAnimationFrame(() => document.getElementById("pane")?.focus());
  });
  const passed = useMemo(
    () => (promise?.worst ? stepsOf(promise.worst.transcript) : undefined),
    [promise],
  );
  const save = () => void act.run(() => draft.save(text, person.name));
  return (
    <div
      className="editor"
      onKeyDown={onSaveKey(canEdit && !isSaved ? save : undefined)}
    >
      <EditorBar
        words={
          isNew
            ? { ...words, draftOf: () => fileWords[language].newStands }
            : words
        }
        heading={
          <FlowTitle
            words={words}
            name={flow.name}
            title={checked?.title ?? flow.name}
            rename={
              canEdit && checked?.title !== undefined
                ? (title) => edit(setValue(text, ["title"], title))
                : undefined
            }
          />
        }
        warning={
          checked?.flow !== undefined && checked.flow !== flow.name
            ? props.words.refusals["renamed"]
            : undefined
        }
        flowText={flowText}
        draft={draft}
        act={act}
        canEdit={canEdit}
        save={save}
        drop={() =>
          void act.run(async () => {
            await draft.drop();
            if (isNew) goTo("/");
          })
        }
      />
      <PromiseBar
        words={words}
        proved={proof.answer}
        isNow={proof.answer?.text === text}
        isTooLarge={proof.givenUp === text}
        hasErrors={errors.length > 0}
        shown={promise?.name}
        show={(shown) => {
          setPromise(shown);
          setTab(shown ? "promise" : "form");
        }}
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
        {checked?.picture ? (
          <FlowPicture
            words={words}
            picture={checked.picture}
            seconds={proof.answer?.seconds ?? noSeconds}
            diagnostics={checked.diagnostics}
            selected={selected}
            select={choose}
            path={passed}
            here={place?.split(/[./]/)[0]}
          />
        ) : (
          <p className="notice">{checked ? words.noPicture : words.loading}</p>
        )}
        <div className="side">
          <div className="tabs">
            <Tabs tabs={tabs} words={words} shown={tab} show={setTab} />
            {canEdit && checked && (
              <NewStep
                words={words}
                kinds={checked.kinds}
                steps={Object.keys(checked.steps)}
                languages={checked.languages}
                add={(name, step) => {
                  edit(setValue(text, ["steps", name], step));
                  select(name);
                  setTab("form");
                }}
              />
            )}
          </div>
          <div
            id="pane"
            role="tabpanel"
            aria-labelledby={`tab-${tab}`}
            tabIndex={0}
            onKeyDown={({ key }) => {
              if (key === "Escape" && tab === "form") showCard(selected);
            }}
          >
            {tab === "promise" && promise?.worst && (
              <WorstCall
                words={words}
                promise={promise}
                worst={promise.worst}
                play={(played, nobody) => {
                  setNobodyThere(nobody);
                  setEvents(played.slice(0, 1));
                  setToCome(played.slice(1));
                  setPromise(undefined);
                  setTab("call");
                }}
              />
            )}
            {tab === "form" && checked && (
              <StepForm
                words={words}
                checked={checked}
                step={selected}
                canEdit={canEdit}
                textNow={() => view.state.doc.toString()}
                edit={edit}
                showText={goToStep}
              />
            )}
            <TextPane
              words={words}
              view={view}
              isShown={tab === "text"}
              saveFile={() => saveFile(flow.file, draft.written(text))}
              openFile={
                canEdit
                  ? (read) => {
                      // A file of another flow, an import say, becomes this one: by another name it could not be published.
                      const opened = draft.read(read);
                      const name = /^flow: *(\S+)/m.exec(opened)?.[1];
                      edit(
                        name === undefined || name === flow.name
                          ? opened
                          : setValue(opened, ["flow"], flow.name),
                      );
                    }
                  : undefined
              }
            />
            {tab === "changes" && (
              <Changes
                {...props}
                text={text}
                revision={draft.base.revision}
                isDraft={draft.base.by !== undefined}
                isSaved={isSaved}
              />
            )}
            {tab === "call" && (
              <CallPane
                words={words}
                rehearsed={events.length > 0 ? call.answer : undefined}
                canCall={checked !== undefined && errors.length === 0}
                events={events}
                setEvents={(next) => {
                  setToCome([]);
                  // From here on the picture follows this call.
                  setPromise(undefined);
                  setEvents(next);
                }}
                flow={flow.name}
                isNobodyThere={isNobodyThere}
                setNobodyThere={setNobodyThere}
              />
            )}
          </div>
          {checked && (
            <Problems
              words={words}
              checked={checked}
              canEdit={canEdit}
              goTo={(line) => {
                setTab("text");
                requestAnimationFrame(() => showLine(view, line));
              }}
              mend={({ from, to, insert }) => {
                if (checked.text === text)
                  edit(text.slice(0, from) + insert + text.slice(to));
              }}
            />
          )}
        </div>
      </div>
    </div>
  );
}

/** The way back from a step's form to the picture. */
function showCard(step: string | undefined): void {
  document.querySelector<HTMLElement>(`[data-step="${step ?? ""}"]`)?.focus();
}

/** The steps that a transcript comes through. */
function stepsOf(transcript: string): string[] {
  const places = [...transcript.matchAll(/^at +([^\s./]+)/gm)].map(
    ([, step]) => step ?? "",
  );
  return places.filter((step, at) => step !== places[at - 1]);
}
