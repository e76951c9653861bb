/** The line as it is now: calls on the picture of the flow, promises at risk first, who waits, and who is there. */
import { useEffect, useMemo, useState } from "react";
import type { FlowsView, FlowView } from "../../server/console/flow-routes.js";
import { ask } from "../api.js";
import { FlowPicture } from "../editor/FlowPicture.js";
import { useWorker } from "../editor/use-worker.js";
import { english } from "../editor/words-en.js";
import { spanish } from "../editor/words-es.js";
import { useAct } from "../hooks/use-act.js";
import { useLatest } from "../hooks/use-latest.js";
import type { PageProps } from "../page.js";
import { Lists } from "./Lists.js";
import { useLive } from "./use-live.js";
import { wordsIn } from "./words.js";
import "../editor/editor.css";
import "./live.css";

const pictureWords = {
  en: { ...english, picture: wordsIn.en.picture },
  es: { ...spanish, picture: wordsIn.es.picture },
};
const none: readonly never[] = [];

export default function LivePage(props: PageProps) {
  const { language } = props;
  const words = wordsIn[language];
  const { refusal, run } = useAct(props.words);
  const { view, isAway, now } = useLive();
  const check = useWorker("check");
  const [selected, select] = useState<string>();
  useEffect(() => {
    void run(async () => {
      const { flows } = await ask<FlowsView>("GET", "/flows");
      const name = flows.find(({ isLine }) => isLine)?.name ?? "";
      const flow = await ask<FlowView>("GET", `/flows/${name}`);
      check.put({
        text: flow.served,
        beside: flow.beside,
        company: flow.company,
      });
    });
    // The picture is of what callers get: another one when another version is live.
  }, [view?.version]);
  const choose = useLatest((step: string) =>
    select(step === selected ? undefined : step),
  );
  const counts = useMemo(() => byStep(view?.steps ?? {}), [view]);
  const picture = check.answer?.picture;
  if (!view)
    return (
      <p className="notice" role="status">
        {refusal ??
          (isAway ? props.words.refusals["away"] : props.words.loading)}
      </p>
    );
  return (
    <div className="editor live">
      <header className="bar">
        <h1>{words.title}</h1>
        <p>
          <b>{words.inProgress(view.calls)}</b>
          {view.elsewhere > 0 && `, ${words.elsewhere(view.elsewhere)}`}
        </p>
        <p className="refusal" role="alert">
          {isAway && words.away}
        </p>
      </header>
      <div className="panes">
        {picture ? (
          <FlowPicture
            words={pictureWords[language]}
            picture={picture}
            seconds={none}
            diagnostics={none}
            selected={selected}
            select={choose}
            path={undefined}
            here={undefined}
            counts={counts}
          />
        ) : (
          // What needs a look does not wait until the flow is drawn.
          <p className="notice">{refusal ?? props.words.loading}</p>
        )}
        <Lists
          words={words}
          language={language}
          view={view}
          now={now}
          selected={selected}
        />
      </div>
    </div>
  );
}

/** A step of a flow that another runs is counted at the step that runs it. */
function byStep(steps: Readonly<Record<string, number>>) {
  const counts: Record<string, number> = {};
  for (const [place, count] of Object.entries(steps)) {
    const [step = place] = place.split("/");
    counts[step] = (counts[step] ?? 0) + count;
  }
  return counts;
}
