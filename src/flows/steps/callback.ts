import { z } from "zod";
import { promise, unreachableWords } from "../promise.js";
import { sayAndListen } from "../listen.js";
import {
  exitsOf,
  duration,
  replaceable,
  ownPrompts,
  outcome,
  withDefaults,
  type OwnWords,
  type StepKind,
} from "../step-kind.js";
import { withPromise } from "../variables.js";

const words = {
  promise: {
    when: "Who rings back, and by when",
    knows: withPromise,
    texts: {
      es: "No tiene que esperar más: {{ owner.name }} le llama {{ due }}, a más tardar. Su número de caso es {{ reference }}. Si prefiere hablar ahora con {{ director.name }}, {{ director.title }}, marque 0.",
      en: "You need not wait any longer: {{ owner.name }} calls you {{ due }} at the latest. Your case number is {{ reference }}. To talk now with {{ director.name }}, {{ director.title }}, press 0.",
      pt: "Você não precisa esperar mais: {{ owner.name }} liga para você {{ due }}, no máximo. O número do seu caso é {{ reference }}. Para falar agora com {{ director.name }}, {{ director.title }}, tecle 0.",
    },
  },
  ...unreachableWords,
} satisfies OwnWords;

const body = z.strictObject({
  for: z.string().max(40).optional().meta({
    description: "The topic: an agent who has it rings back",
  }),
  within: duration
    .default(3600)
    .meta({ description: "By when somebody rings back: 1h" }),
  say: replaceable(words),
  outcomes: z
    .strictObject({ promised: outcome("The promise was spoken") })
    .meta({ description: "Where callers go from here" }),
});
type Body = z.output<typeof body>;

/**
 * Promises a call with a name, a case number and a time (C3, C23): a case is opened, its owner and the caller get a message. The
 * director stays one key away. Outcome: `promised`.
 *
 *     { "callback": { "for": "billing", "within": "1h", "outcomes": { "promised": "goodbye" } } }
 */
export const callback: StepKind<Body> = {
  kind: "callback",
  purpose: "Promises to ring the caller back, by name and by when.",
  schema: body,
  exits: (step) => exitsOf(step.outcomes),
  prompts: ({ say }) => ownPrompts(words, say),
  keys: () => [],
  lower: (step, scope) => {
    const said = withDefaults(words, step.say);
    const promised = { target: `#${step.outcomes.promised}` };
    return {
      ...promise({
        scope,
        owner: {
          type: "choose-owner",
          owner: "agent",
          ...(step.for !== undefined && { topic: step.for }),
          withinMs: step.within * 1000,
        },
        reachable: "telling",
        unreachable: said["promise-withheld"],
        next: promised,
      }),
      telling: sayAndListen(
        scope,
        "telling",
        [{ type: "say", texts: said.promise }],
        3,
        [promised],
      ),
    };
  },
};
