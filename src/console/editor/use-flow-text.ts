import {
  defaultKeymap,
  history,
  historyKeymap,
  indentWithTab,
  redo,
  redoDepth,
  undo,
  undoDepth,
} from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import {
  HighlightStyle,
  bracketMatching,
  foldGutter,
  syntaxHighlighting,
} from "@codemirror/language";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import {
  EditorView,
  highlightActiveLine,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { useMemo, useState } from "react";
import { fixOf } from "../../flows/editing/fix.js";
import type { Diagnostic } from "../../flows/diagnostics.js";

export interface FlowText {
  readonly view: EditorView;
  readonly text: string;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly undo: () => void;
  readonly redo: () => void;
  /** Replaces the whole text by one that differs in a part; undone in one step. */
  readonly edit: (next: string) => void;
}

const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: "var(--code-name)", fontWeight: "600" },
  { tag: tags.definition(tags.propertyName), color: "var(--code-name)" },
  { tag: tags.string, color: "var(--code-text)" },
  { tag: tags.comment, color: "var(--faint)" },
  { tag: [tags.number, tags.bool, tags.keyword], color: "var(--code-value)" },
]);

/** The text of a flow, with its undo: forms and the text editor change the same one. */
export function useFlowText(
  initial: string,
  {
    label,
    isReadOnly,
  }: { readonly label: string; readonly isReadOnly: boolean },
): FlowText {
  const [text, setText] = useState(initial);
  const [depths, setDepths] = useState({ undo: 0, redo: 0 });
  const view = useMemo(
    () =>
      new EditorView({
        state: EditorState.create({
          doc: initial,
          extensions: [
            history(),
            lineNumbers(),
            foldGutter(),
            lintGutter(),
            bracketMatching(),
            highlightActiveLine(),
            yaml(),
            syntaxHighlighting(colours),
            keymap.of([...defaultKeymap, ...historyKeymap, indentWithTab]),
            EditorState.readOnly.of(isReadOnly),
            EditorView.lineWrapping,
            EditorView.contentAttributes.of({
              "aria-label": label,
              tabindex: "0",
            }),
            EditorView.updateListener.of(({ docChanged, state }) => {
              if (docChanged) setText(state.doc.toString());
              const undone = undoDepth(state);
              const redone = redoDepth(state);
              setDepths((known) =>
                known.undo === undone && known.redo === redone
                  ? known
                  : { undo: undone, redo: redone },
              );
            }),
          ],
        }),
      }),
    // The editor lives as long as the page: another language renames nothing in it.
    [],
  );
  return {
    view,
    text,
    canUndo: depths.undo > 0,
    canRedo: depths.redo > 0,
    undo: () => void undo(view),
    redo: () => void redo(view),
    edit: (next) => {
      const now = view.state.doc.toString();
      const change = difference(now, next);
      if (!change) return;
      // Undone, the cursor is where the change was, and so is what is shown.
      view.dispatch({ selection: { anchor: change.from } });
      view.dispatch({ changes: change });
    },
  };
}

/** The one part that differs. */
function difference(now: string, next: string) {
  if (now === next) return undefined;
  const most = Math.min(now.length, next.length);
  let from = 0;
  while (from < most && now.charCodeAt(from) === next.charCodeAt(from))
    from += 1;
  let end = 0;
  while (
    end < most - from &&
    now.charCodeAt(now.length - 1 - end) ===
      next.charCodeAt(next.length - 1 - end)
  )
    end += 1;
  return {
    from,
    to: now.length - end,
    insert: next.slice(from, next.length - end),
  };
}

/** What there is to tell about a place of a text. */
export type Told = Pick<
  Diagnostic,
  "line" | "column" | "length" | "severity" | "message" | "hint"
> & {
  /** Of the company's documents: `agents › 0 › phone`. */
  readonly field?: string;
};

/** Underlines what diagnostics are about, with what to do, and a button where one click does it. */
export function underline(
  view: EditorView,
  text: string,
  found: readonly Told[],
  tell: (sentence: string) => string = (sentence) => sentence,
): void {
  // It was typed on meanwhile: the places are not these any more.
  if (view.state.doc.toString() !== text) return;
  const { doc } = view.state;
  view.dispatch(
    setDiagnostics(
      view.state,
      found.map((diagnostic) => {
        const { line, column, length, severity, message, hint } = diagnostic;
        const begin = doc.line(Math.min(line, doc.lines)).from + column - 1;
        const from = Math.min(begin, doc.length);
        const fix = fixOf(text, diagnostic);
        return {
          from,
          to: Math.min(from + length, doc.length),
          severity,
          message: [message, ...(hint === undefined ? [] : [hint])]
            .map(tell)
            .join(" "),
          ...(fix && {
            actions: [
              {
                name: `→ ${fix.insert}`,
                apply: (editor: EditorView) =>
                  editor.dispatch({ changes: fix }),
              },
            ],
          }),
        };
      }),
    ),
  );
}
