import { useState } from "react";
import type { Marked } from "../../machines/case/file.js";
import { Chips } from "./Chips.js";
import { WordsForm } from "./WordsForm.js";
import type { Words } from "./words.js";

type Mark = Marked["mark"];

interface Props {
  readonly words: Words;
  /** Who decided. */
  readonly name: string;
  readonly mark:
    | { readonly by: string; readonly mark: string; readonly words: string }
    | undefined;
  readonly mayMark: boolean;
  readonly isBusy: boolean;
  readonly send: (body: { mark: Mark; words: string }) => Promise<boolean>;
}

/** What a director thinks of a decision, with a word to whoever took it. */
export function MarkForm(props: Props) {
  const { words, name, mark, mayMark, isBusy, send } = props;
  const [chosen, choose] = useState<Mark>("fortunate");
  return (
    <section className="mark">
      {mark && (
        <blockquote>
          <p className="hint">
            {words.marked(mark.by, words.marks[mark.mark as Mark])}
          </p>
          {mark.words}
        </blockquote>
      )}
      {mayMark && (
        <>
          <h2>{words.mark}</h2>
          <Chips
            label={words.mark}
            choices={Object.entries(words.marks)}
            chosen={chosen}
            choose={(one) => choose(one as Mark)}
          />
          <WordsForm
            label={words.markWords(name)}
            button={words.send}
            isBusy={isBusy}
            send={(text) => send({ mark: chosen, words: text })}
          />
        </>
      )}
    </section>
  );
}
