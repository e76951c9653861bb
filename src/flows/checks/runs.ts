import { nearest, quoted, suggest, type Finding } from "../diagnostics.js";
import { languagesOf, type FlowDocument, type Step } from "../document.js";
import type { Folder } from "../folder.js";
import { variablesOf } from "../given.js";
import { inputForms, namedIn, readInput, type InputType } from "../inputs.js";
import type { Draft } from "../parse.js";
import type { VariableType } from "../speech/index.js";
import type { Path } from "../step-kind.js";
import type { RunBody } from "../steps/flow.js";
import { allSteps, isSubFlow, runOf, sizeOf } from "../sub-flows.js";
import { everywhere } from "../variables.js";
import { kindOf } from "./kind-of.js";
import { knownAtSteps } from "./known.js";

/** Steps in all, with those of the flows that are run: as many as one document may have. */
const mostSteps = 2_000;
/** A flow that runs one that runs one …: callers meet two or three. */
const deepest = 5;

/** Does every flow that is run exist, end, take what it is given, and fit the flow that runs it? */
export function checkRuns({ document }: Draft, folder: Folder): Finding[] {
  const findings = [...checkName(document, folder), ...checkFrame(document)];
  const known = knownAtSteps(document);
  for (const [name, step] of Object.entries(document.steps)) {
    const run = runOf(step);
    const variables = {
      ...everywhere,
      ...Object.fromEntries(
        Object.entries(document.inputs ?? {}).map(([input, type]) => [
          `input.${input}`,
          type,
        ]),
      ),
      ...variablesOf(known.get(name) ?? {}),
    };
    if (run) findings.push(...checkRun(document, folder, name, run, variables));
    else findings.push(...checkFields(document, name, step));
  }
  return findings.length > 0 ? findings : checkSize(document, folder);
}

function checkName({ flow }: FlowDocument, folder: Folder): Finding[] {
  return folder.count(flow) < 2
    ? []
    : [
        {
          code: "flow-name-twice",
          message: `Another flow beside this one is called ${quoted(flow)} too.`,
          hint: "Call one of them something else.",
          path: ["flow"],
        },
      ];
}

function checkFrame(document: FlowDocument): Finding[] {
  return isSubFlow(document) && document.promises !== undefined
    ? [
        {
          code: "flow-promises-unused",
          message:
            "This flow is run by others, and what it promises would be looked at by nobody.",
          hint: "Write the promises in the flow that calls begin in: they are proved with this one in it.",
          path: ["promises"],
          mark: "name",
        },
      ]
    : [];
}

function checkRun(
  document: FlowDocument,
  folder: Folder,
  step: string,
  body: RunBody,
  known: Readonly<Record<string, InputType | VariableType>>,
): Finding[] {
  const { run } = body;
  const base = ["steps", step, "flow"];
  const found = folder.find(run);
  if (!found)
    return [
      {
        code: "flow-unknown",
        message: `Step ${quoted(step)} runs ${quoted(run)}, and no flow beside this one has that name.`,
        hint: () =>
          suggest(
            run,
            folder.names.filter((name) => name !== document.flow),
          ),
        path: [...base, "run"],
      },
    ];
  const way = folder.wayTo(run, document.flow);
  if (way)
    return [
      {
        code: "flow-cycle",
        message: `This flow runs itself: ${[document.flow, ...way].slice(0, 7).map(quoted).join(" → ")}.`,
        hint: "Let the inner one end with an outcome, and go on from here.",
        path: [...base, "run"],
      },
    ];
  if (!isSubFlow(found))
    return [
      {
        code: "flow-without-outcomes",
        message: `${quoted(run)} is a line of its own: it has no outcomes to come back by.`,
        hint: 'Write "outcomes:" in it, with the name of each of its ends.',
        path: [...base, "run"],
      },
    ];
  const sub = folder.checked(run);
  if (!sub)
    return [
      {
        code: "flow-with-mistakes",
        message: `The flow ${quoted(run)} has mistakes.`,
        hint: "Mend those first.",
        path: [...base, "run"],
      },
    ];
  return [
    ...checkLanguages(document, sub, base),
    ...checkOutcomes(sub, step, body, base),
    ...checkInputs(document, sub, body, base, known),
    ...checkKeys(document, sub, base),
  ];
}

/** Where no text stands, `{{ input.topic }}` stands for a name that this flow was given. */
function checkFields(
  { inputs = {} }: FlowDocument,
  name: string,
  step: Step,
): Finding[] {
  const kind = kindOf(step.kind);
  const said = new Set(
    kind.prompts(step.body).map(({ path }) => path.join("\n")),
  );
  const look = (value: unknown, path: Path): Finding[] => {
    if (said.has(path.join("\n"))) return [];
    if (typeof value === "object" && value !== null)
      return Object.entries(value).flatMap(([key, inner]) =>
        look(inner, [...path, key]),
      );
    const input = /^input\.(.+)$/.exec(namedIn(value) ?? "")?.[1];
    if (
      input === undefined ||
      (Object.hasOwn(inputs, input) && inputs[input] === "name")
    )
      return [];
    const names = Object.keys(inputs).filter((one) => inputs[one] === "name");
    return [
      {
        code: "input-unknown",
        message: `${quoted(input)} is no input of type name of this flow, and only those stand outside of texts.`,
        hint: () => suggest(input, names),
        path: ["steps", name, step.kind, ...path],
      },
    ];
  };
  return look(step.body, []);
}

function checkLanguages(
  document: FlowDocument,
  sub: FlowDocument,
  base: Path,
): Finding[] {
  return languagesOf(document)
    .filter((language) => !Object.hasOwn(sub.languages, language))
    .map((language) => ({
      code: "flow-language-missing",
      message: `${quoted(sub.flow)} does not speak ${quoted(language)}, and this flow does.`,
      hint: `Write its texts in ${quoted(language)} as well.`,
      path: [...base, "run"],
    }));
}

function checkOutcomes(
  sub: FlowDocument,
  step: string,
  { outcomes }: RunBody,
  base: Path,
): Finding[] {
  const declared = sub.outcomes ?? {};
  const names = Object.keys(declared);
  const unknown = Object.keys(outcomes).filter(
    (name) => !Object.hasOwn(declared, name),
  );
  const meant = unknown.map((name) => nearest(name, names));
  const missing = names.filter(
    (name) => !Object.hasOwn(outcomes, name) && !meant.includes(name),
  );
  return [
    ...unknown.map((name): Finding => ({
      code: "outcome-unknown",
      message: `${quoted(sub.flow)} has no outcome ${quoted(name)}.`,
      hint: () => suggest(name, names),
      path: [...base, "outcomes", name],
      mark: "name",
    })),
    ...missing.map((name): Finding => ({
      code: "outcome-missing",
      message: `Step ${quoted(step)} does not say where callers go on ${quoted(name)} (${declared[name]}).`,
      hint: `Write "${name}:" here, and the step that comes next.`,
      path: [...base, "outcomes", name],
    })),
  ];
}

function checkInputs(
  document: FlowDocument,
  sub: FlowDocument,
  { with: given }: RunBody,
  base: Path,
  known: Readonly<Record<string, InputType | VariableType>>,
): Finding[] {
  const declared = sub.inputs ?? {};
  const unknown = Object.keys(given).filter(
    (name) => !Object.hasOwn(declared, name),
  );
  const meant = unknown.map((name) => nearest(name, Object.keys(declared)));
  return [
    ...unknown.map((name): Finding => ({
      code: "input-unknown",
      message: `${quoted(sub.flow)} has no input ${quoted(name)}.`,
      hint: () => suggest(name, Object.keys(declared)),
      path: [...base, "with", name],
      mark: "name",
    })),
    ...Object.entries(declared).flatMap(([name, type]): Finding[] => {
      const path = [...base, "with", name];
      if (!Object.hasOwn(given, name))
        return meant.includes(name)
          ? []
          : [
              {
                code: "input-missing",
                message: `${quoted(sub.flow)} needs to be given ${quoted(name)}.`,
                hint: `Write "${name}:" below "with:": ${inputForms[type]}.`,
                path,
              },
            ];
      const languages = languagesOf(document);
      const input = readInput(type, given[name], languages);
      const isKnown = input && "from" in input && known[input.from] === type;
      if (input && ("value" in input || isKnown)) return [];
      return [
        {
          code: "input-type",
          message: `${quoted(name)} does not fit: ${quoted(sub.flow)} takes what is of type ${type} there.`,
          hint: `Write ${inputForms[type]}${type === "text" ? ` (here: ${languages.join(", ")})` : ""}; or pass on a value of that type, such as an input of this flow.`,
          path,
          mark: "name",
        },
      ];
    }),
  ];
}

/** A key that callers know by heart does not change its meaning in a flow that is run. */
function checkKeys(
  document: FlowDocument,
  sub: FlowDocument,
  base: Path,
): Finding[] {
  const taken = new Set([
    ...Object.keys(document.always),
    ...languagesOf(document).flatMap(
      (language) => document.languages[language]?.key ?? [],
    ),
  ]);
  return [...allSteps(sub)].flatMap(([name, step]) =>
    kindOf(step.kind)
      .keys(step.body)
      .filter(({ key }) => taken.has(key))
      .map(({ key }): Finding => ({
        code: "key-shadows-always",
        message: `Step ${quoted(name)} of ${quoted(sub.flow)} uses key ${key}, which has another meaning everywhere in this flow.`,
        hint: "Choose another key, here or there.",
        path: [...base, "run"],
      })),
  );
}

function checkSize(document: FlowDocument, folder: Folder): Finding[] {
  const { steps, depth } = sizeOf(document, (name) => folder.checked(name));
  if (steps <= mostSteps && depth <= deepest) return [];
  return [
    {
      code: "flow-too-large",
      message:
        depth > deepest
          ? `The flows that this one runs stand ${depth} deep within one another, and ${deepest} is the most.`
          : `With the flows that it runs this one has ${steps === Infinity ? "more steps than can be counted" : `${steps} steps`}, and ${mostSteps} is the most.`,
      hint: "Run a flow in one place, and let others lead there.",
      path: ["steps"],
      mark: "name",
    },
  ];
}
