import type { EditorView } from "@codemirror/view";
import { useLayoutEffect, useRef } from "react";
import type { Words } from "./words-en.js";

interface Props {
  readonly words: Words;
  readonly view: EditorView;
  readonly isShown: boolean;
  readonly saveFile: () => void;
  /** Absent: they may not change it. */
  readonly openFile: ((text: string) => void) | undefined;
}

/** The text editor, and the way of the text to a file and from one. */
export function TextPane({ words, view, isShown, saveFile, openFile }: Props) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    box.current?.append(view.dom);
  }, [view]);
  useLayoutEffect(() => {
    if (isShown) view.requestMeasure();
  }, [view, isShown]);
  return (
    <div className="text-pane" hidden={!isShown}>
      <div className="of-file">
        {openFile && (
          <label className="button">
            {words.openFile}
            <input
              type="file"
              className="unseen"
              accept=".yaml,.yml"
              onChange={({ target }) => {
                const [file] = target.files ?? [];
                // The same file may be chosen again.
                target.value = "";
                if (file) void readFile(file).then(openFile);
              }}
            />
          </label>
        )}
        <button type="button" onClick={saveFile}>
          {words.saveFile}
        </button>
        <span className="hint">{words.leaveText}</span>
      </div>
      <div className="text-of-flow" ref={box} />
    </div>
  );
}

/** A mark at the beginning that says how it is written is kept. */
async function readFile(file: File): Promise<string> {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  return decoder.decode(await file.arrayBuffer());
}

/** Brings a line to the top, and the cursor to it. */
export function showLine(view: EditorView, line: number): void {
  const { doc } = view.state;
  const at = doc.line(Math.min(Math.max(1, line), doc.lines)).from;
  view.dispatch({ selection: { anchor: at }, scrollIntoView: true });
  view.focus();
}
