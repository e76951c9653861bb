import { ask } from "../api.js";
import { Refusal } from "../Refusal.js";
import { useAct } from "../hooks/use-act.js";
import type { PageProps } from "../page.js";
import { wordsIn } from "./words.js";

interface Props extends Pick<PageProps, "language" | "words"> {
  readonly name: string;
  readonly at: string;
  readonly revision: number;
  /** Looks at it anew. */
  readonly look: () => void;
}

/** Begins the draft that takes a flow or a policy away; refused at once, with the reason, while something served goes by it. */
export function TakeAway({ name, at, revision, look, ...reader }: Props) {
  const words = wordsIn[reader.language];
  const { refusal, isBusy, run } = useAct(reader.words);
  const begin = () => {
    if (!confirm(words.takeAwaySure(name))) return;
    void run(async () => {
      await ask("POST", `${at}/draft/removal`, { from: revision });
      look();
    });
  };
  return (
    <div className="take-away">
      <button type="button" disabled={isBusy} onClick={begin}>
        {words.takeAway}
      </button>
      <Refusal language={reader.language} refusal={refusal} />
    </div>
  );
}
