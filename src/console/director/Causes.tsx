/** What fails, and by whose hand (C25): how many closed cases or decisions of each area, reason, contractor or person. */
import { useEffect, useState } from "react";
import type { FiguresView } from "../../server/console/director-routes.js";
import { labelCause } from "../../machines/company/cause-labels.js";
import { ask } from "../api.js";
import { useAct } from "../hooks/use-act.js";
import { writeMoney } from "../money.js";
import type { PageProps } from "../page.js";
import { Bars } from "./Bars.js";
import { Chips } from "./Chips.js";
import { wordWeek } from "./weeks.js";
import { wordsIn } from "./words.js";

export default function Causes(props: PageProps) {
  const { language } = props;
  const words = wordsIn[language];
  const { refusal, run } = useAct(props.words);
  const [of, setOf] = useState<"closed" | "decisions">("closed");
  const [by, setBy] = useState("area");
  const [view, setView] = useState<FiguresView>();
  useEffect(() => {
    const path =
      of === "closed" ? "/director/figures" : "/director/decisions/figures";
    void run(async () =>
      setView(await ask<FiguresView>("GET", `${path}?by=${by}`)),
    );
  }, [of, by]);
  const bars = (view?.figures ?? []).map((one) => {
    const { cases = 0, decisions = cases, kept = cases, notSolved = 0 } = one;
    const { refused = 0, granted = {}, marks } = one;
    const value = (one[view?.by ?? ""] as string | undefined) ?? "";
    const more = new URLSearchParams({
      [view?.by ?? ""]: value,
      from: view?.from ?? "",
      to: view?.to ?? "",
    });
    return {
      value,
      name:
        view?.by === "week"
          ? words.week(wordWeek(value, language).from)
          : labelCause(view?.labels ?? {}, value, language),
      count: decisions,
      notes: [
        ...Object.entries(granted).map(([currency, amount]) =>
          words.granted(writeMoney({ amount, currency }, language)),
        ),
        ...(refused > 0 ? [words.refusals(refused)] : []),
        ...(cases > kept ? [words.late(cases - kept)] : []),
        ...(notSolved > 0 ? [words.unsolved(notSolved)] : []),
        ...Object.entries(words.marksOf).flatMap(([mark, say]) =>
          marks[mark] === undefined ? [] : [say(marks[mark])],
        ),
      ],
      href: `/cases/${of}?${more.toString()}`,
    };
  });
  // Weeks as they came, the last first; all else by how much there is of it.
  if (view?.by === "week")
    bars.sort((one, other) => other.value.localeCompare(one.value));
  return (
    <>
      <h1>{words.pages.causes}</h1>
      <p className="refusal" role="alert">
        {refusal}
      </p>
      <Chips
        label={words.what}
        choices={[
          ["closed", words.ofCases],
          ["decisions", words.ofDecisions],
        ]}
        chosen={of}
        choose={(one) => setOf(one as typeof of)}
      />
      <Chips
        label={words.by}
        choices={Object.entries(words.kinds)}
        chosen={by}
        choose={setBy}
      />
      {view && (
        <p className="hint">
          {bars.length === 0
            ? words.noFigures
            : words.since(
                wordWeek(view.from, language).from,
                wordWeek(view.to, language).to,
              )}
        </p>
      )}
      {bars.length > 0 && (
        <Bars label={words.plot} bars={bars} say={words.behind} />
      )}
    </>
  );
}
