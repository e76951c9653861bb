import { useState } from "react";
import { endsElsewhere } from "../../flows/diff/ends-elsewhere.js";
import type { CallChanged, CallEnd } from "../../flows/diff/index.js";
import type { UiLanguage } from "../../phone/words.js";
import type { ReplayView } from "../../server/console/draft-routes.js";
import { ask } from "../api.js";
import { useAct } from "../hooks/use-act.js";
import type { Words as ConsoleWords } from "../words/index.js";
import { wordMoment, type Words } from "./words.js";

interface Props {
  readonly words: Words;
  readonly own: ConsoleWords;
  readonly language: UiLanguage;
  readonly flow: string;
}

/** The calls of the last day, played on the saved draft: which would have ended elsewhere, sooner or later. */
export function Replay({ words, own, language, flow }: Props) {
  const { refusal, isBusy, run } = useAct(own);
  const [view, setView] = useState<ReplayView>();
  const play = () =>
    void run(async () =>
      setView(await ask<ReplayView>("GET", `/flows/${flow}/draft/replay`)),
    );
  return (
    <section className="replay">
      <button type="button" disabled={isBusy} onClick={play}>
        {words.replay}
      </button>
      <p className="refusal" role="alert">
        {refusal}
      </p>
      <p role="status">
        {view &&
          words.played(
            view.played,
            view.changed.filter(endsElsewhere).length,
            view.changed.filter((one) => !endsElsewhere(one)).length,
          )}
      </p>
      <ul>
        {view?.changed.map((call) => (
          <li key={call.name}>
            <b>{words.callOf(wordMoment(call.name, language))}</b>{" "}
            <span data-gain={gainOf(call) < 0 ? "sooner" : "later"}>
              {wordGain(gainOf(call), words)}
            </span>
            <p>
              <del>{wordEnd(call.before, words)}</del> →{" "}
              <ins>{wordEnd(call.after, words)}</ins>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function gainOf({ before, after }: CallChanged): number {
  return after.seconds - before.seconds;
}

function wordGain(gained: number, words: Words): string {
  if (Math.abs(gained) < 0.05) return words.atOnce;
  return gained < 0 ? words.sooner(-gained) : words.later(gained);
}

function wordEnd({ step, got, seconds, strayed }: CallEnd, words: Words) {
  return [
    words.ends(step, seconds),
    words.got[got],
    ...(strayed === undefined ? [] : [words.strayed(strayed)]),
  ].join(", ");
}
