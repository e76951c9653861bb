/** The line as it is now: calls on the picture of the flow, promises at risk first, who waits, and who is there. */
import { useEffect, useMemo, useState } from "react";
import type { CauseLabels } from "../../machines/company/cause-labels.js";
import type { FlowView } from "../../server/console/flow-routes.js";
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
  const [labels, setLabels] = useState<CauseLabels>({});
  const [chosen, chooseFlow] = useState<string>();
  const flows = view?.flows ?? none;
  const shown = flows.find(({ name }) => name === chosen) ?? flows[0];
  useEffect(() => {
    if (shown === undefined) return;
    void run(async () => {
      const flow = await ask<FlowView>("GET", `/flows/${shown.name}`);
      setLabels(flow.labels);
      check.put({
        text: flow.served,
        beside: flow.beside,
        company: flow.company,
      });
    });
    // The picture is of what callers get: another one when another version is live.
  }, [view?.version, shown?.name]);
  const choose = useLatest((step: string) =>
    select(step === selected ? undefined : step),
  );
  const counts = useMemo(() => byStep(shown?.steps ?? {}), [shown]);
  const picture = check.answer?.picture;
  if (!view || !shown)
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
          {shown.elsewhere > 0 && `, ${words.elsewhere(shown.elsewhere)}`}
        </p>
        {flows.length > 1 && (
          <label>
            <span>{words.flow}</span>{" "}
            <select
              value={shown.name}
              onChange={({ target }) => {
                chooseFlow(target.value);
                select(undefined);
              }}
            >
              {flows.map(({ name, title, calls }) => (
                <option key={name} value={name}>
                  {title} · {calls}
                </option>
              ))}
            </select>
          </label>
        )}
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
          roles={props.words.staffRoles}
          labels={labels}
          language={language}
          view={view}
          now={now}
          selected={
            selected === undefined
              ? undefined
              : { flow: shown.name, step: selected }
          }
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
