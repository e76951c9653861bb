import type { FlowText } from "./use-flow-text.js";
import type { Words } from "./words-en.js";

interface Props {
  readonly words: Words;
  readonly name: string;
  readonly flowText: FlowText;
  /** Who saved the draft last; absent: there is none. */
  readonly by: string | undefined;
  readonly canEdit: boolean;
  readonly isSaved: boolean;
  readonly isBusy: boolean;
  readonly refusal: string | undefined;
  readonly mergedWith: string | undefined;
  /** What was typed before the page was left. */
  readonly isBack: boolean;
  readonly save: () => void;
  readonly drop: () => void;
}

/** The flow's name, how its draft stands, and what is done with it. */
export function EditorBar(props: Props) {
  const { words, flowText, by, canEdit, isSaved } = props;
  return (
    <div className="bar">
      <h1>{props.name}</h1>
      <p className="hint" role="status">
        {canEdit
          ? isSaved
            ? by === undefined
              ? words.served
              : words.draftOf(by)
            : props.isBack
              ? words.typedBefore
              : words.unsaved
          : words.readOnly}
        {props.mergedWith !== undefined && ` ${words.merged(props.mergedWith)}`}
      </p>
      <p className="refusal" role="alert">
        {props.refusal}
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
            disabled={isSaved || props.isBusy}
            onClick={props.save}
          >
            {isSaved ? words.saved : words.save}
          </button>
        </div>
      )}
    </div>
  );
}
