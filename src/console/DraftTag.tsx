import type { DraftNote } from "../server/console/flow-routes.js";
import { wordsIn } from "./files/words.js";
import type { PageProps } from "./page.js";

/** Whose draft there is, and what is to be done with it. */
export function DraftTag(
  props: Pick<PageProps, "words" | "language"> & {
    readonly draft: DraftNote;
    readonly isNew?: boolean | undefined;
  },
) {
  const { words, language, draft, isNew } = props;
  const files = wordsIn[language];
  const day = new Date(draft.savedAt).toLocaleDateString(language, {
    dateStyle: "medium",
  });
  return (
    <span className="tag">
      {words.draftBy(draft.by, day)}
      {draft.review && !draft.review.verdict && ` · ${words.waitsForReview}`}
      {isNew && ` · ${files.isNew}`}
      {draft.isRemoval && ` · ${files.isRemoval}`}
    </span>
  );
}
