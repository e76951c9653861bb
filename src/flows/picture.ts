import type { FlowDocument, Step } from "./document.js";
import { languagesOf } from "./document.js";
import { runOf } from "./sub-flows.js";
import { spokenSeconds } from "./speech/index.js";
import { stepKinds } from "./steps/index.js";

/** A step as somebody sees it who looks at a flow. */
export interface PictureStep {
  readonly name: string;
  readonly kind: string;
  /** What a caller hears first there, in the line's first language; absent where the step says nothing. */
  readonly says?: string;
  /** How long that takes to say at most, its variables by their names. */
  readonly seconds?: number;
  /** The flow that it runs. */
  readonly runs?: string;
}

/** All ways from one step to another, by the names of the outcomes. */
export interface PictureWay {
  readonly from: string;
  readonly to: string;
  readonly names: readonly string[];
}

export interface Picture {
  readonly start: string;
  readonly steps: readonly PictureStep[];
  /** Some may lead to a step that is not there (yet). */
  readonly ways: readonly PictureWay[];
  /** Keys that work wherever the line listens. */
  readonly anywhere: readonly { readonly key: string; readonly to: string }[];
}

/** A flow as a caller meets it: its steps and the ways between them. The document may have mistakes. */
export function drawPicture(document: FlowDocument): Picture {
  const steps = Object.entries(document.steps);
  return {
    start: document.start,
    steps: steps.map(([name, step]) => drawStep(name, step, document)),
    ways: steps.flatMap(([from, step]) => {
      const ways = new Map<string, string[]>();
      for (const { name, to } of stepKinds.get(step.kind)?.exits(step.body) ??
        [])
        ways.set(to, [...(ways.get(to) ?? []), name]);
      return [...ways].map(([to, names]) => ({ from, to, names }));
    }),
    anywhere: Object.entries(document.always).map(([key, to]) => ({ key, to })),
  };
}

function drawStep(
  name: string,
  step: Step,
  document: FlowDocument,
): PictureStep {
  const [language] = languagesOf(document);
  const prompts = stepKinds.get(step.kind)?.prompts(step.body) ?? [];
  const first =
    prompts.find(({ isOwn }) => isOwn !== true) ??
    prompts.find(({ isRead }) => isRead !== true);
  const says = language && first?.texts[language];
  const runs = runOf(step)?.run;
  return {
    name,
    kind: step.kind,
    ...(says && { says, seconds: spokenSeconds(says, language) }),
    ...(runs !== undefined && { runs }),
  };
}
