/** The closed cases or the decisions behind a figure; a decision is marked here, a case on its own page. */
import { useEffect, useState } from "react";
import {
  labelCause,
  type CauseLabels,
} from "../../machines/company/cause-labels.js";
import { ask } from "../api.js";
import type { Charge } from "../../flows/events.js";
import type { Money } from "../../flows/speech/index.js";
import { labelIn } from "../label-in.js";
import { writeMoney } from "../money.js";
import { useAct } from "../hooks/use-act.js";
import { follow } from "../hooks/use-place.js";
import type { PageProps } from "../page.js";
import { MarkForm } from "./MarkForm.js";
import { useCustomers } from "./use-customers.js";
import { wordMoment, wordsIn } from "./words.js";

interface FoundCase {
  readonly id: string;
  readonly reference: string;
  readonly closedAt: string;
  /** Absent: withheld, or forgotten. */
  readonly number?: string;
  readonly agent: string;
  readonly area: string;
  readonly reason: string;
  readonly outcome: string;
  readonly mark?: string;
  /** The case itself is kept no more. */
  readonly gone?: true;
}

interface FoundDecision {
  readonly decision: string;
  readonly account: string;
  readonly at: string;
  readonly by: string;
  readonly area?: string;
  readonly reason?: string;
  readonly kind?: string;
  /** The charge, plan or gift; of another remedy its words. */
  readonly what: string;
  readonly label?: Charge["label"];
  readonly type: string;
  readonly money?: Money;
  /** They are above whoever decided. */
  readonly mayMark: boolean;
  readonly mark?: {
    readonly by: string;
    readonly mark: string;
    readonly words: string;
  };
}

interface View {
  readonly labels: CauseLabels;
  readonly cases?: readonly FoundCase[];
  readonly decisions?: readonly FoundDecision[];
}

export function Found(
  props: PageProps & { readonly of: "closed" | "decisions" },
) {
  const { language, of } = props;
  const words = wordsIn[language];
  const { refusal, isBusy, run } = useAct(props.words);
  const [view, setView] = useState<View>();
  const look = async () =>
    setView(await ask<View>("GET", `/director/${of}${location.search}`));
  useEffect(() => void run(look), []);
  const cause = (name: string) =>
    labelCause(view?.labels ?? {}, name, language);
  const customer = useCustomers(view?.cases?.map(({ number }) => number) ?? []);
  const filters = [...new URLSearchParams(location.search)].filter(
    ([name]) => name !== "from" && name !== "to",
  );
  return (
    <>
      <h1>
        {of === "closed" ? words.ofCases : words.pages.decisions}
        {filters.map(([, value]) => ` · ${cause(value)}`)}
      </h1>
      <p className="refusal" role="alert">
        {refusal}
      </p>
      {(view?.cases ?? view?.decisions)?.length === 0 && (
        <p className="hint">{words.noFigures}</p>
      )}
      <ol className="cases">
        {view?.cases?.map((one) => (
          <li key={one.id}>
            <a
              className="sheet"
              {...(!one.gone && {
                href: `/cases/closed/${one.id}`,
                onClick: follow,
              })}
            >
              <b>
                {words.number(one.reference)}:{" "}
                {words.outcomes[one.outcome as keyof typeof words.outcomes]}
              </b>
              {one.number && <span>{customer(one.number)}</span>}
              <span>
                {cause(one.area)} · {cause(one.reason)}
              </span>
              <span className="hint">
                {words.closedBy(one.agent)},{" "}
                {wordMoment(one.closedAt, language)}
                {one.mark !== undefined &&
                  ` · ${words.marks[one.mark as keyof typeof words.marks]}`}
                {one.gone && ` · ${words.gone}`}
              </span>
            </a>
          </li>
        ))}
        {view?.decisions?.map((one) => (
          <li key={one.decision} className="sheet">
            <b>
              {one.by}: {words.decision(one.kind ?? "")}
            </b>
            <span>{words.account(one.account)}</span>
            <span>
              {one.type === "refused" && "✕ "}
              {one.label ? labelIn(one.label, language) : one.what}
              {one.money && `, ${writeMoney(one.money, language)}`}
            </span>
            <span>
              {[one.area, one.reason]
                .flatMap((each) => (each ? cause(each) : []))
                .join(" · ")}
            </span>
            <span className="hint">{wordMoment(one.at, language)}</span>
            {(one.mayMark || one.mark) && (
              <details>
                <summary>{words.mark}</summary>
                <MarkForm
                  words={words}
                  name={one.by}
                  mark={one.mark}
                  mayMark={one.mayMark}
                  isBusy={isBusy}
                  send={(body) =>
                    run(async () => {
                      await ask(
                        "POST",
                        `/director/decisions/${encodeURIComponent(one.decision)}/mark`,
                        { account: one.account, ...body },
                      );
                      await look();
                    })
                  }
                />
              </details>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}
