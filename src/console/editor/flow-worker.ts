/** The check and the proof beside the page, by the server's own code; it keeps nothing between two questions. */
import { parse } from "yaml";
import {
  checkFlow,
  checkFlows,
  compileFlow,
  isSubFlow,
  languagesOf,
  stepKinds,
} from "../../flows/index.js";
import { drawPicture } from "../../flows/picture.js";
import { proveFlow, proveWithSteps } from "../../flows/proof/index.js";
import { flowSchema, type JsonSchema } from "../../flows/schema.js";
import { diffFrame, diffPromises, diffSteps } from "../../flows/diff/index.js";
import type {
  Checked,
  Diffed,
  FlowAnswer,
  FlowQuestion,
  Proved,
  StepText,
  Weighed,
} from "./flow-answers.js";
import { rehearseDraft } from "./rehearse-draft.js";

/** A tab has less memory and patience than the server, which goes on to 200,000. Flows of 200 steps in two languages have 20,000. */
const mostStates = 40_000;
const limited = { limit: mostStates };

addEventListener("message", ({ data }: MessageEvent<FlowQuestion>) => {
  postMessage(answer(data));
});

function answer(question: FlowQuestion): FlowAnswer {
  switch (question.ask) {
    case "check":
      return check(question);
    case "prove":
      return prove(question);
    case "rehearse":
      return rehearseDraft(question);
    case "diff":
      return diff(question);
    case "weigh":
      return weigh(question);
    default:
      return question.ask satisfies never;
  }
}

function check({ id, text, beside, company }: FlowQuestion): Checked {
  const { diagnostics, draft: document } = checkFlow(text, beside, company);
  return {
    ask: "check",
    id,
    text,
    diagnostics,
    ...(document && {
      picture: drawPicture(document),
      flow: document.flow,
      title: document.title,
    }),
    steps: document ? stepsOf(text, document.steps) : {},
    languages: document ? languagesOf(document) : [],
    kinds: kindSchemas(),
  };
}

function prove({ id, text, beside, company }: FlowQuestion): Proved {
  const { document } = checkFlow(text, beside, company);
  if (!document || document.outcomes)
    return { ask: "prove", id, text, seconds: [] };
  const { proof, steps } = proveWithSteps(compileFlow(document), limited);
  return { ask: "prove", id, text, proof, seconds: steps };
}

function diff(question: FlowQuestion): Diffed {
  const { id, text, before: texts = [] } = question;
  const [before, after] = bothOf(question);
  return {
    ask: "diff",
    id,
    text,
    before: texts,
    ...(before &&
      after && {
        diff: {
          frame: diffFrame(before, after),
          steps: diffSteps(before, after),
        },
      }),
  };
}

function weigh(question: FlowQuestion): Weighed {
  const { id, text, before: texts = [] } = question;
  const proofs = bothOf(question).flatMap((document) =>
    document ? [proveFlow(compileFlow(document), limited)] : [],
  );
  const [before, after] = proofs;
  const isTooLarge = proofs.some(({ type }) => type === "not-proved");
  return {
    ask: "weigh",
    id,
    text,
    before: texts,
    ...(!isTooLarge && {
      promises: before && after ? diffPromises(before, after) : [],
    }),
  };
}

function bothOf({ text, beside, company, before = [] }: FlowQuestion) {
  return [lineOf(before, company), lineOf([text, ...beside], company)] as const;
}

/** The flow that callers begin in; `undefined` where it has mistakes. */
function lineOf(texts: readonly string[], company: FlowQuestion["company"]) {
  return checkFlows(texts, company).find(
    ({ document }) => document && !isSubFlow(document),
  )?.document;
}

function stepsOf(
  text: string,
  steps: Readonly<Record<string, { kind: string; body: unknown }>>,
): Record<string, StepText> {
  const written = read(text);
  return Object.fromEntries(
    Object.entries(steps).map(([name, { kind, body }]) => [
      name,
      {
        kind,
        body: written[name]?.[kind] ?? {},
        exits: (stepKinds.get(kind)?.exits(body) ?? []).map(({ path }) =>
          path.join(" "),
        ),
      },
    ]),
  );
}

/** The steps as they are written; a text with mistakes may have none. */
function read(text: string): Record<string, Record<string, unknown>> {
  try {
    const { steps } = parse(text) as {
      steps?: Record<string, Record<string, unknown>>;
    };
    return steps ?? {};
  } catch {
    return {};
  }
}

function kindSchemas(): Readonly<Record<string, JsonSchema>> {
  const steps = flowSchema().properties?.["steps"]?.additionalProperties;
  return typeof steps === "object" ? (steps.properties ?? {}) : {};
}
