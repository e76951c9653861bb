import { useRef, useState } from "react";
import { ask, deedKey } from "../api.js";
import { useAct } from "../hooks/use-act.js";
import type { Words } from "../words/index.js";
import { Choice } from "./Choice.js";
import { Panel } from "./Panel.js";
import type { DeskWords } from "./words.js";

interface Props {
  readonly words: DeskWords;
  readonly consoleWords: Words;
  readonly number: string;
  /** The room of the talk. */
  readonly call: string;
  readonly language: "es" | "en" | "pt";
  readonly close: () => void;
  readonly promised: (told: string) => void;
}

/** A promise to ring back: a case of the person's own, with its time. */
export function Callback(props: Props) {
  const { words, number, call, language, close, promised } = props;
  const { refusal, isBusy, run } = useAct(props.consoleWords);
  const [about, setAbout] = useState("");
  const [within, setWithin] = useState<"60" | "240" | "1440">("60");
  const key = useRef(deedKey());
  const submit = () =>
    run(async () => {
      const body = {
        number,
        call,
        language,
        words: about,
        within: Number(within),
      };
      const { reference } = await ask<{ reference: string }>(
        "POST",
        "/desk/callbacks",
        body,
        key.current,
      );
      promised(words.promised(reference));
    });
  return (
    <Panel
      title={words.callback2}
      words={words}
      confirm={words.confirm}
      isBusy={isBusy}
      submit={() => void submit()}
      close={close}
    >
      <label>
        <span>{words.callWords}</span>
        <input
          required
          maxLength={500}
          value={about}
          onChange={({ target }) => setAbout(target.value)}
        />
      </label>
      <Choice
        label={words.within}
        options={(["60", "240", "1440"] as const).map((one) => ({
          value: one,
          text: words.times[one],
        }))}
        value={within}
        choose={setWithin}
      />
      <p className="refusal" role="alert">
        {refusal}
      </p>
    </Panel>
  );
}
