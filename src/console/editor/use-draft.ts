import { useEffect, useRef, useState } from "react";
import { mergeFlows, type MergeConflict } from "../../flows/editing/index.js";
import type { FlowView } from "../../server/console/flow-routes.js";
import { ask, Refused } from "../api.js";
import { readLineEnds, writeLineEnds } from "./line-ends.js";
import type { Chosen } from "./MergePanel.js";

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

/**
 * Saves the draft of a flow, or of one of the company's documents; `path` is where it is. When somebody else saved meanwhile, their changes and these are put together and saved; where both changed one step in
 * two ways, nothing is saved until somebody decided. What was published since the draft was begun is put together with it the same way, when
 * it is opened. All texts have the editor's line ends; what is saved has those that it had.
 */
export function useDraft(
  flow: Pick<FlowView, "served" | "draft" | "begun" | "live" | "revision">,
  path: string,
  edit: (text: string) => void,
  canEdit: boolean,
  theFile: string,
) {
  const { begun, live } = flow;
  const began = flow.draft?.text ?? flow.served;
  const served = readLineEnds(flow.served).text;
  const end = useRef(readLineEnds(began).end);
  const [base, setBase] = useState({
    text: readLineEnds(began).text,
    revision: flow.revision,
    by: flow.draft?.by,
  });
  const [conflict, setConflict] = useState<Conflict>();
  const [mergedWith, setMergedWith] = useState<string>();
  /** The version that was merged in, and is not saved yet. */
  const [mergedIn, setMergedIn] = useState<number>();

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
      mine: base.text,
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
    /** Something was merged in; also where it changed nothing. */
    isToBeSaved: mergedIn !== undefined,
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
