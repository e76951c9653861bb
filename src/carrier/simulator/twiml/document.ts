import {
  parseXml,
  XmlCdata,
  XmlElement,
  XmlText,
  type XmlNode,
} from "@rgrove/parse-xml";
import type { Complaint } from "../webhook.js";
import {
  idleAttributes,
  knownNames,
  places,
  ruleOf,
  type Place,
} from "./grammar.js";
import { schemaWarning } from "./rules.js";

/**
 * Reads a TwiML document as the carrier does: strictly as XML, leniently as TwiML. What it does not know or finds out of
 * range it leaves out with a coded warning and goes on with the rest (§1.5); only what cannot be run at all is a fault.
 */
export interface TwimlElement {
  readonly name: string;
  /** Only those that passed their rule: the verb's default holds for the others. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly TwimlElement[];
  /** All its text in reading order, nested text included, blanks collapsed. */
  readonly text: string;
}

export type ReadDocument =
  | {
      readonly type: "document";
      readonly verbs: readonly TwimlElement[];
      readonly warnings: readonly Complaint[];
    }
  | ({ readonly type: "fault" } & Complaint);

export function readDocument(xml: string, place: Place): ReadDocument {
  if (/^[\s\uFEFF]+<\?xml/.test(xml))
    return fault(
      12100,
      "Something stands before the <?xml header; it is the first thing in the document.",
    );
  let root: XmlElement | null;
  try {
    root = parseXml(xml).root;
  } catch (error) {
    return fault(
      12100,
      `The document is not well-formed XML: ${firstLine(error)}`,
    );
  }
  if (root?.name !== "Response")
    return fault(
      12102,
      `The root element is <${root?.name ?? ""}>; it is <Response>.`,
    );
  const warnings: Complaint[] = [];
  const response = readElement(root, warnings);
  const verbs: TwimlElement[] = [];
  for (const verb of response.children) {
    const refusal = refuseIn(place, verb.name);
    if (!refusal) verbs.push(verb);
    else if (refusal.fatal) return fault(refusal.code, refusal.message);
    else warnings.push(refusal);
  }
  if (root.children.some((child) => !isElement(child) && textOf(child).trim()))
    warnings.push({
      code: schemaWarning,
      message: "Text outside of a verb is passed over.",
    });
  return { type: "document", verbs, warnings };
}

function refuseIn(
  place: Place,
  verb: string,
): (Complaint & { fatal: boolean }) | undefined {
  const rule = places[place];
  if (rule.verbs.includes(verb)) return undefined;
  const message = `<${verb}> may not stand in ${rule.name}: it holds ${rule.verbs.join(", ")}.`;
  // A whisper runs on a leg that was dialled: it cannot dial on, and the carrier gives the document up.
  if (place === "whisper" && verb === "Dial")
    return { code: 13201, message, fatal: true };
  return { code: rule.code, message, fatal: rule.fatal };
}

function readElement(element: XmlElement, warnings: Complaint[]): TwimlElement {
  const rule = ruleOf(element.name);
  const children: TwimlElement[] = [];
  for (const child of element.children) {
    if (!(child instanceof XmlElement)) continue;
    if (rule.children.includes(child.name))
      children.push(readElement(child, warnings));
    else
      warnings.push({
        code: knownNames.includes(child.name)
          ? rule.nestingCode
          : schemaWarning,
        message: `<${child.name}> ${whyNot(child.name, element.name)}; it is passed over.`,
      });
  }
  return {
    name: element.name,
    attributes: readAttributes(element, warnings),
    children,
    text: textOf(element).replace(/\s+/g, " ").trim(),
  };
}

function whyNot(name: string, parent: string): string {
  if (knownNames.includes(name)) return `may not stand in <${parent}>`;
  const cased = knownNames.find(
    (known) => known.toLowerCase() === name.toLowerCase(),
  );
  return cased ? `is written <${cased}>` : "is not a TwiML element";
}

function readAttributes(
  element: XmlElement,
  warnings: Complaint[],
): Record<string, string> {
  const rules = ruleOf(element.name).attributes;
  if (!rules) return { ...element.attributes };
  const read: Record<string, string> = {};
  for (const [name, value] of Object.entries(element.attributes)) {
    const rule = rules[name];
    if (!rule)
      warnings.push({
        code: schemaWarning,
        message: `<${element.name}> has no attribute "${name}"; it is passed over.`,
      });
    else if (rule.accepts(value)) {
      read[name] = value;
      if (idleAttributes[element.name]?.includes(name))
        warnings.push({
          code: 0,
          message: `<${element.name} ${name}> is not simulated; it does nothing here.`,
        });
    } else
      warnings.push({
        code: rule.code,
        message: `<${element.name} ${name}> is "${value.slice(0, 60)}"; it is ${rule.expected}. The default is used.`,
      });
  }
  return read;
}

function isElement(node: XmlNode): node is XmlElement {
  return node instanceof XmlElement;
}

/** Text as it is read aloud: an SSML `<sub>` is its alias. */
function textOf(node: XmlNode): string {
  if (node instanceof XmlText || node instanceof XmlCdata) return node.text;
  if (!(node instanceof XmlElement)) return "";
  if (node.name === "sub" && node.attributes["alias"])
    return node.attributes["alias"];
  return node.children.map(textOf).join("");
}

function fault(code: number, message: string): ReadDocument {
  return { type: "fault", code, message };
}

function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split("\n")[0] ?? "";
}
