import type { DraftNote } from "../../server/console/flow-routes.js";
import { ask } from "../api.js";
import { useAct } from "../hooks/use-act.js";
import type { PageProps } from "../page.js";
import { ReviewPanel } from "../versions/ReviewPanel.js";
import { wordsIn } from "./words.js";
import "../versions/versions.css";

interface Props extends PageProps {
  /** What people call it. */
  readonly name: string;
  /** Where it is: `/flows/customer-line`. */
  readonly at: string;
  readonly draft: DraftNote;
  /** Looks at it anew. */
  readonly look: () => void;
}

/** A draft by which a flow or a policy is to be there no more: judged, published or thrown away, and nothing else. */
export function RemovalPage(props: Props) {
  const { name, at, draft, language, person, look } = props;
  const words = wordsIn[language];
  const { refusal, isBusy, run } = useAct(props.words);
  const keep = () =>
    void run(async () => {
      await ask("DELETE", `${at}/draft`, { from: draft.revision });
      look();
    });
  return (
    <section className="narrow removal">
      <h1>{name}</h1>
      <p role="status">{words.removal(name, draft.by)}</p>
      <p className="refusal" role="alert">
        {refusal}
      </p>
      <div className="changes">
        <ReviewPanel
          {...props}
          revision={draft.revision}
          isSaved
          document="two"
        />
      </div>
      {person.rights.includes("edit") && (
        <button type="button" disabled={isBusy} onClick={keep}>
          {words.keep}
        </button>
      )}
    </section>
  );
}
