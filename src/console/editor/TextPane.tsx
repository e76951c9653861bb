import type { EditorView } from "@codemirror/view";
import { useLayoutEffect, useRef } from "react";

/** Where the text editor is on the page. */
export function TextPane({
  view,
  isShown,
}: {
  readonly view: EditorView;
  readonly isShown: boolean;
}) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    box.current?.append(view.dom);
  }, [view]);
  useLayoutEffect(() => {
    if (isShown) view.requestMeasure();
  }, [view, isShown]);
  return <div className="text-pane" ref={box} hidden={!isShown} />;
}

/** Brings a line to the top, and the cursor to it. */
export function showLine(view: EditorView, line: number): void {
  const { doc } = view.state;
  const at = doc.line(Math.min(Math.max(1, line), doc.lines)).from;
  view.dispatch({ selection: { anchor: at }, scrollIntoView: true });
  view.focus();
}
