/** What fails, and by whose hand (C25): how many closed cases or decisions of each area, reason, contractor or person. */
import { useEffect, useState } from "react";
import type { FiguresView } from "../../server/console/director-routes.js";
import { labelCause } from "../../machines/cause-labels.js";
import { ask } from "../api.js";
import { useAct } from "../hooks/use-act.js";
import { goTo } from "../hooks/use-place.js";
import type { PageProps } from "../page.js";
import { Bars } from "./Bars.js";
import { Chips } from "./Chips.js";
import { wordsIn } from "./words.js";

export default function Causes(props: PageProps) {
  const words = wordsIn[props.language];
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
    const value = (one[view?.by ?? ""] as string | undefined) ?? "";
    const more = new URLSearchParams({
      [view?.by ?? ""]: value,
      from: view?.from ?? "",
      to: view?.to ?? "",
    });
    return {
      value,
      name: labelCause(view?.labels ?? {}, value, props.language),
      count: decisions,
      notes: [
        ...(cases > kept ? [words.late(cases - kept)] : []),
        ...(notSolved > 0 ? [words.unsolved(notSolved)] : []),
      ].join(", "),
      href: `/cases/${of}?${more.toString()}`,
    };
  });
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
            : words.since(view.from, view.to)}
        </p>
      )}
      {bars.length > 0 && (
        <Bars label={words.plot} bars={bars} say={words.behind} open={goTo} />
      )}
    </>
  );
}
