import {
  readDocument,
  type TwimlElement,
} from "../../src/carrier/simulator/twiml/document.js";
import { printGather } from "../../src/flows/transcript/print-outcome.js";

/** A document of the line as a transcript's lines; throws on whatever the carrier would refuse or warn about. */
export function linesOf(twiml: string): string[] {
  const document = readDocument(twiml, "call");
  if (document.type === "fault")
    throw new Error(
      `The carrier refuses this document: ${document.message}\n${twiml}`,
    );
  if (document.warnings.length > 0)
    throw new Error(
      `The carrier warns: ${document.warnings[0]?.message}\n${twiml}`,
    );
  return document.verbs.flatMap(linesOfVerb);
}

/** The address that a caller's phone asks for what is heard in the carrier's queue. */
export function waitUrlOf(twiml: string): string | undefined {
  const found = /<Enqueue[^>]* waitUrl="([^"]+)"/.exec(twiml)?.[1];
  return found?.replaceAll("&amp;", "&");
}

/** The address that the document sends what happens to. */
export function actionOf(twiml: string): string | undefined {
  const found = /action="([^"]+)"/.exec(twiml)?.[1];
  return found?.replaceAll("&amp;", "&");
}

function linesOfVerb({
  name,
  attributes,
  children,
  text,
}: TwimlElement): string[] {
  switch (name) {
    case "Say":
      return [`say     ${attributes["language"]} "${text}"`];
    case "Gather": {
      const finish = attributes["finishOnKey"];
      return [
        ...children.flatMap(linesOfVerb),
        printGather({
          timeout: attributes["timeout"] ?? "",
          digits: Number(attributes["numDigits"]),
          ...(finish !== "" && { finish: finish ?? "#" }),
          ...(attributes["input"]?.includes("speech") && { speech: true }),
        }),
      ];
    }
    case "Enqueue":
      return ["wait"];
    case "Dial":
      return children[0]?.name === "Conference"
        ? ["join"]
        : [`ring    ${children[0]?.text} ${attributes["timeout"]}s`];
    case "Play":
      return ["music"];
    case "Record":
      return [`record  ${attributes["maxLength"]}s`];
    case "Hangup":
      return ["hang-up"];
    case "Redirect":
    case "Pause":
      return [];
    default:
      throw new Error(`<${name}> has no line in a transcript.`);
  }
}
