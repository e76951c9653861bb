import { useCallback, useEffect, useState } from "react";
import type { DraftNote, FlowView } from "../../server/console/flow-routes.js";
import { ask } from "../api.js";
import { Refusal } from "../Refusal.js";
import { useAct } from "../hooks/use-act.js";
import { goTo } from "../hooks/use-place.js";
import type { PageProps } from "../page.js";
import { wordMoment, wordsIn, type Words } from "./words.js";

interface Props extends PageProps {
  /** Where the flow, or the document, is: `/flows/customer-line`. */
  readonly at: string;
  /** Of the draft that is shown. */
  readonly revision: number;
  readonly isSaved: boolean;
  /** It is for all calls at once: one of the company's documents, or a file that comes or goes; `one` person may publish it. */
  readonly document?: "one" | "two";
}

/** What is to be done next with a draft, by whoever may: send it, judge it, publish it. */
export function ReviewPanel(props: Props) {
  const { at, revision, isSaved, language, person } = props;
  const words = wordsIn[language];
  const { refusal, isBusy, run } = useAct(props.words);
  const [view, setView] = useState<FlowView>();
  const look = useCallback(
    () => run(async () => setView(await ask("GET", at))),
    [at],
  );
  useEffect(() => void look(), [look, revision]);
  const draft = view?.draft;
  const path = `${at}/draft`;
  const from = draft?.revision ?? 0;
  const act = (method: "POST" | "PUT", what: string, body: object) =>
    void run(async () => {
      await ask(method, `${path}/${what}`, { from, ...body });
      if (what === "publish") goTo("/versions");
      else setView(await ask("GET", at));
    });
  const may = { words, isBusy, act };
  const { review } = draft ?? {};
  const verdict = review?.verdict;
  return (
    <section className="review" aria-label={words.review}>
      {view && !draft && <p className="hint">{words.noDraft}</p>}
      {draft && !isSaved && <p role="status">{words.saveFirst}</p>}
      {draft && isSaved && (
        <>
          {review && <Sent words={words} draft={draft} language={language} />}
          {props.document === "one" &&
            verdict?.isApproved !== true &&
            person.rights.includes("publish") && (
              <WithMessage
                {...may}
                label={isBusy ? words.publishing : words.publish}
                send={(message) =>
                  act("POST", "publish", { live: view?.live ?? 0, message })
                }
              />
            )}
          {props.document !== "one" &&
            (!review || verdict?.isApproved === false) &&
            person.rights.includes("edit") && (
              <WithMessage
                {...may}
                label={words.send}
                send={(message) => act("POST", "review", { message })}
              />
            )}
          {review &&
            !verdict &&
            (draft.isTheirsToJudge && person.rights.includes("approve") ? (
              <Judge {...may} />
            ) : (
              <p className="hint">{words.waits}</p>
            ))}
          {verdict?.isApproved === true &&
            person.rights.includes("publish") && (
              <Publish
                {...may}
                live={view?.live ?? 0}
                shares={props.document ? [] : shares}
              />
            )}
        </>
      )}
      <Refusal language={language} refusal={refusal} />
    </section>
  );
}

function Sent(props: {
  readonly words: Words;
  readonly draft: DraftNote;
  readonly language: PageProps["language"];
}) {
  const { words, draft, language } = props;
  const { review } = draft;
  if (!review) return undefined;
  const { by, at, message, verdict } = review;
  return (
    <>
      <p>
        {words.sentBy(by.name, wordMoment(at, language))} <q>{message}</q>
      </p>
      {verdict && (
        <p role="status" data-verdict={verdict.isApproved}>
          {verdict.isApproved
            ? words.approved(verdict.by.name)
            : words.givenBack(verdict.by.name)}{" "}
          {verdict.words !== "" && <q>{verdict.words}</q>}
        </p>
      )}
    </>
  );
}

interface ActProps {
  readonly words: Words;
  readonly isBusy: boolean;
  readonly act: (method: "POST" | "PUT", what: string, body: object) => void;
}

/** What is new, and the way on. */
function WithMessage(props: {
  readonly words: Words;
  readonly isBusy: boolean;
  readonly label: string;
  readonly send: (message: string) => void;
}) {
  const { words, isBusy, label, send } = props;
  const [message, setMessage] = useState("");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send(message);
      }}
    >
      <label>
        <span>{words.message}</span>
        <textarea
          required
          rows={2}
          maxLength={500}
          value={message}
          onChange={({ target }) => setMessage(target.value)}
        />
      </label>
      <button type="submit" className="strong" disabled={isBusy}>
        {label}
      </button>
    </form>
  );
}

function Judge({ words, isBusy, act }: ActProps) {
  const [said, setSaid] = useState("");
  const judge = (isApproved: boolean) =>
    act("PUT", "verdict", { isApproved, words: said });
  return (
    <form onSubmit={(event) => event.preventDefault()}>
      <label>
        <span>{words.word}</span>
        <textarea
          rows={2}
          maxLength={500}
          value={said}
          onChange={({ target }) => setSaid(target.value)}
        />
      </label>
      <div className="buttons">
        <button
          type="button"
          disabled={isBusy || said.trim() === ""}
          onClick={() => judge(false)}
        >
          {words.giveBack}
        </button>
        <button
          type="button"
          className="strong"
          disabled={isBusy}
          onClick={() => judge(true)}
        >
          {words.approve}
        </button>
      </div>
    </form>
  );
}

const shares = [5, 10, 25, 50];

function Publish(
  props: ActProps & {
    readonly live: number;
    readonly shares: readonly number[];
  },
) {
  const { words, isBusy, act, live } = props;
  const [share, setShare] = useState(0);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        act("POST", "publish", { live, ...(share > 0 && { share }) });
      }}
    >
      {props.shares.length > 0 && (
        <label>
          <span>{words.whoGets}</span>
          <select
            value={share}
            onChange={({ target }) => setShare(Number(target.value))}
          >
            <option value={0}>{words.all}</option>
            {props.shares.map((percent) => (
              <option key={percent} value={percent}>
                {words.share(percent)}
              </option>
            ))}
          </select>
        </label>
      )}
      <p className="hint">{words.publishHint}</p>
      <button type="submit" className="strong" disabled={isBusy}>
        {isBusy ? words.publishing : words.publish}
      </button>
    </form>
  );
}
