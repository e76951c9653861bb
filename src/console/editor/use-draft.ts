import { useEffect, useRef, useState } from "react";
import { mergeFlows, type MergeConflict } from "../../flows/editing/index.js";
import type { FlowView } from "../../server/console/flow-routes.js";
import { ask, Refused } from "../api.js";
import { useLatest } from "../hooks/use-latest.js";
import type { PersonView } from "../hooks/use-session.js";
import { readLineEnds, writeLineEnds } from "./line-ends.js";
import type { Chosen } from "./MergePanel.js";
import { keepTyped, recallTyped, type SavedText } from "./typed-text.js";
import type { FlowText } from "./use-flow-text.js";

interface Meanwhile {
  readonly revision: number;
  readonly text?: string;
  readonly by: string;
}

/** Both changed the same: what has to be decided before anything is saved. */
interface Conflict {
  readonly by: string;
  readonly conflicts: readonly MergeConflict[];
  readonly settle: (chosen: Chosen) => Promise<void>;
}

/** Three texts, and what is done with them once they are one. */
interface Merge {
  readonly base: string;
  readonly mine: string;
  readonly theirs: string;
  readonly by: string;
  readonly merged: (text: string) => Promise<void>;
}

type Draftable = Pick<
  FlowView,
  "served" | "draft" | "begun" | "live" | "revision"
>;

/** The text that an editor begins with: what was typed and not saved before its page was left, else the draft, else what is served. */
export function textToBegin(
  { served, draft }: Draftable,
  path: string,
  { id }: PersonView,
): string {
  return (
    recallTyped(`${id} ${path}`)?.text ??
    readLineEnds(draft?.text ?? served).text
  );
}

/**
 * Saves the draft of a flow, or of one of the company's documents; `path` is where it is. When somebody else saved meanwhile, their changes and these are put together and saved; where both changed one step in
 * two ways, nothing is saved until somebody decided. What was published since the draft was begun is put together with it the same way, when
 * it is opened. What is not saved is kept by the tab when its page is left. All texts have the editor's line ends; what is saved has those that it had.
 */
export function useDraft(
  flow: Draftable,
  path: string,
  { text: written, edit }: Pick<FlowText, "text" | "edit">,
  { id, rights }: PersonView,
  theFile: string,
) {
  const { begun, live } = flow;
  const canEdit = rights.includes("edit");
  const key = `${id} ${path}`;
  const [typed] = useState(() => recallTyped(key));
  const began = flow.draft?.text ?? flow.served;
  const served = readLineEnds(flow.served).text;
  const end = useRef(readLineEnds(began).end);
  const [base, setBase] = useState<SavedText>(
    typed?.base ?? {
      text: readLineEnds(began).text,
      revision: flow.revision,
      by: flow.draft?.by,
    },
  );
  const [conflict, setConflict] = useState<Conflict>();
  const [mergedWith, setMergedWith] = useState<string>();
  /** The version that was merged in, and is not saved yet. */
  const [mergedIn, setMergedIn] = useState<number>();

  const isSaved = written === base.text && mergedIn === undefined;
  const left = useLatest(() =>
    keepTyped(key, isSaved || !canEdit ? undefined : { text: written, base }),
  );
  useEffect(() => {
    addEventListener("pagehide", left);
    return () => {
      removeEventListener("pagehide", left);
      left();
    };
  }, [left]);
  useEffect(() => {
    const stay = (event: BeforeUnloadEvent) => {
      if (!isSaved) event.preventDefault();
    };
    addEventListener("beforeunload", stay);
    return () => removeEventListener("beforeunload", stay);
  }, [isSaved]);

  const merge = async (three: Merge, chosen: Chosen = {}): Promise<void> => {
    const { text, conflicts } = mergeFlows({ ...three, chosen });
    const settle = (next: Chosen) => merge(three, next);
    if (conflicts.length > 0)
      return setConflict({ by: three.by, conflicts, settle });
    setConflict(undefined);
    edit(text);
    setMergedWith(three.by);
    await three.merged(text);
  };
  useEffect(() => {
    if (!begun || !canEdit) return;
    void merge({
      base: readLineEnds(begun.text).text,
      mine: written,
      theirs: served,
      by: begun.servedBy.join(", ") || theFile,
      merged: async () => setMergedIn(live),
    });
  }, []);

  const put = async (
    mine: string,
    from: { readonly text: string; readonly revision: number },
    me: string,
  ): Promise<void> => {
    try {
      const { revision } = await ask<{ revision: number }>("PUT", path, {
        text: writeLineEnds({ text: mine, end: end.current }),
        from: from.revision,
        ...(mergedIn !== undefined && { base: mergedIn }),
      });
      setBase({ text: mine, revision, by: me });
      setConflict(undefined);
      setMergedIn(undefined);
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== "changed-meanwhile")
        throw error;
      const meanwhile = error.body as Meanwhile;
      const theirs = readLineEnds(meanwhile.text ?? flow.served).text;
      await merge({
        base: from.text,
        mine,
        theirs,
        by: meanwhile.by,
        merged: (text) =>
          put(text, { text: theirs, revision: meanwhile.revision }, me),
      });
    }
  };
  return {
    base,
    conflict,
    mergedWith,
    /** There is nothing that only this page has. */
    isSaved,
    /** What was typed here before, and not saved, is here again. */
    isBack: typed?.text === written && !isSaved,
    save: async (text: string, me: string) => {
      setMergedWith(undefined);
      await put(text, base, me);
    },
    drop: async () => {
      await ask("DELETE", path, { from: base.revision });
      setBase({ text: served, revision: base.revision + 1, by: undefined });
      edit(served);
    },
    /** The text as a file has it. */
    written: (text: string) => writeLineEnds({ text, end: end.current }),
    /** A file's text as the editor has it; what is saved ends its lines as the file does. */
    read: (file: string): string => {
      const read = readLineEnds(file);
      end.current = read.end;
      return read.text;
    },
  };
}
