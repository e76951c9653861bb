import { DateTime } from "luxon";
import { valuesOf, type CallContext } from "./call-context.js";
import {
  isNameable,
  type Decidable,
  type Decidables,
  type DecidableType,
  type DecidableValues,
} from "./conditions/index.js";
import { languagesOf, type FlowDocument } from "./document.js";
import { givenIn } from "./given.js";
import type { InputType } from "./inputs.js";
import { languages, type VariableType } from "./speech/index.js";
import { deciding } from "./variables.js";

const decidables = new WeakMap<FlowDocument, Decidables>();

/** The closed list of what a document's conditions may name: the same for all of its steps, known or not where they stand. */
export function decidablesOf(document: FlowDocument): Decidables {
  const made = decidables.get(document) ?? {
    ...deciding,
    "caller.language": {
      type: "text",
      // A flow that others run may speak more languages than the one that runs it.
      among: document.flows ? languages : languagesOf(document),
      sure: true,
    },
    ...Object.fromEntries(
      Object.entries(givenIn(document)).flatMap(([name, { type, own }]) => {
        const decidable = own ? undefined : decidableOf(type);
        return decidable && isFit(name) ? [[name, decidable]] : [];
      }),
    ),
    ...decidableInputs(document.inputs ?? {}),
  };
  decidables.set(document, made);
  return made;
}

/** The inputs of a flow, of its declaration or as they were given: known on every call. */
export function decidableInputs(
  inputs: Readonly<Record<string, InputType | { readonly type: InputType }>>,
): Decidables {
  return Object.fromEntries(
    Object.entries(inputs).flatMap(([input, given]) => {
      const type = typeof given === "string" ? given : given.type;
      const name = `input.${input}`;
      const decidable = decidableOf(type === "name" ? "text" : type);
      return decidable && isFit(name)
        ? [[name, { ...decidable, sure: true as const }]]
        : [];
    }),
  );
}

/** Words with one dot at most, which neither CEL nor another variable has taken. */
function isFit(name: string): boolean {
  const [group = ""] = name.split(".");
  return (
    /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)?$/.test(name) &&
    !Object.hasOwn(deciding, group) &&
    isNameable(name)
  );
}

const types: Readonly<Record<VariableType, DecidableType | undefined>> = {
  text: "text",
  digits: "text",
  number: "number",
  money: "money",
  date: "date",
  // When something is due is told, and decided by nobody.
  "yes-no": "yes-no",
  moment: undefined,
};

function decidableOf(type: VariableType): Decidable | undefined {
  const decidable = types[type];
  return (
    decidable && {
      type: decidable,
      ...(decidable === "number" && { decimals: true as const }),
    }
  );
}

/** What a call knows at `at` (epoch ms), by the names that conditions use; what it does not know is left out. */
export function decidingValues(
  context: CallContext,
  at: number,
  document: FlowDocument,
): DecidableValues {
  const { caller, language, about, account } = context;
  const now = DateTime.fromMillis(at, { zone: document.timeZone });
  return {
    ...valuesOf(context, language, at),
    "caller.known": account !== undefined || caller.segment !== undefined,
    "caller.segment": caller.segment,
    "caller.grade": caller.grade,
    "caller.language": language,
    "caller.number": caller.grade === "withheld" ? undefined : caller.number,
    "time.date": now.toISODate() ?? undefined,
    "time.weekday": now.setLocale("en").toFormat("cccc").toLowerCase(),
    "time.hour": now.hour,
    "time.clock": now.toFormat("HH:mm"),
    "charge.category": about?.category,
  };
}
