import type { ReactNode } from "react";
import type { Act } from "../hooks/use-act.js";
import type { useDraft } from "./use-draft.js";
import type { FlowText } from "./use-flow-text.js";
import type { Words } from "./words-en.js";

interface Props {
  readonly words: Words;
  /** What it is called. */
  readonly heading: ReactNode;
  /** What keeps the text from being published, and is no mistake of it. */
  readonly warning?: string | undefined;
  readonly flowText: FlowText;
  readonly draft: ReturnType<typeof useDraft>;
  readonly act: Act;
  readonly canEdit: boolean;
  readonly save: () => void;
  readonly drop: () => void;
}

/** What it is called, how its draft stands, and what is done with it. */
export function EditorBar(props: Props) {
  const { words, flowText, draft, act, canEdit } = props;
  const { isSaved, mergedWith } = draft;
  const { by } = draft.base;
  return (
    <div className="bar">
      {props.heading}
      <p className="hint" role="status">
        {canEdit
          ? isSaved
            ? by === undefined
              ? words.served
              : words.draftOf(by)
            : draft.isBack
              ? words.typedBefore
              : words.unsaved
          : words.readOnly}
        {mergedWith !== undefined && ` ${words.merged(mergedWith)}`}
      </p>
      <p className="refusal" role="alert">
        {act.refusal ?? props.warning}
      </p>
      {canEdit && (
        <div className="buttons">
          <button
            type="button"
            disabled={!flowText.canUndo}
            onClick={flowText.undo}
          >
            {words.undo}
          </button>
          <button
            type="button"
            disabled={!flowText.canRedo}
            onClick={flowText.redo}
          >
            {words.redo}
          </button>
          {by !== undefined && (
            <button
              type="button"
              onClick={() => {
                if (confirm(words.dropSure)) props.drop();
              }}
            >
              {words.dropDraft}
            </button>
          )}
          <button
            type="button"
            className="strong"
            disabled={isSaved || act.isBusy}
            onClick={props.save}
          >
            {isSaved ? words.saved : words.save}
          </button>
        </div>
      )}
    </div>
  );
}
