import { useState } from "react";
import { mergeFlows, type MergeConflict } from "../../flows/editing/index.js";
import type { FlowView } from "../../server/console/flow-routes.js";
import { ask, Refused } from "../api.js";
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

/**
 * Saves a flow's draft. When somebody else saved meanwhile, their changes and these are put together and saved; where both changed one step in
 * two ways, nothing is saved until somebody decided.
 */
export function useDraft(flow: FlowView, edit: (text: string) => void) {
  const [base, setBase] = useState({
    text: flow.draft?.text ?? flow.served,
    revision: flow.revision,
    by: flow.draft?.by,
  });
  const [conflict, setConflict] = useState<Conflict>();
  const [mergedWith, setMergedWith] = useState<string>();
  const path = `/flows/${flow.name}/draft`;

  const put = async (
    mine: string,
    from: { readonly text: string; readonly revision: number },
    me: string,
  ): Promise<void> => {
    try {
      const { revision } = await ask<{ revision: number }>("PUT", path, {
        text: mine,
        from: from.revision,
      });
      setBase({ text: mine, revision, by: me });
      setConflict(undefined);
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== "changed-meanwhile")
        throw error;
      const meanwhile = error.body as Meanwhile;
      const theirs = meanwhile.text ?? flow.served;
      const settle = async (chosen: Chosen): Promise<void> => {
        const { text, conflicts } = mergeFlows({
          base: from.text,
          mine,
          theirs,
          chosen,
        });
        if (conflicts.length > 0)
          return setConflict({ by: meanwhile.by, conflicts, settle });
        edit(text);
        setMergedWith(meanwhile.by);
        await put(text, { text: theirs, revision: meanwhile.revision }, me);
      };
      await settle({});
    }
  };
  return {
    base,
    conflict,
    mergedWith,
    save: async (text: string, me: string) => {
      setMergedWith(undefined);
      await put(text, base, me);
    },
    drop: async () => {
      await ask("DELETE", path, { from: base.revision });
      setBase({
        text: flow.served,
        revision: base.revision + 1,
        by: undefined,
      });
      edit(flow.served);
    },
  };
}
