import { readDocument } from "../../src/carrier/simulator/twiml/document.js";

/** What a waiting document says and plays, and where it leads; throws on what a carrier does not allow in a queue. */
export function readWaiting(twiml: string) {
  const document = readDocument(twiml, "queue-wait");
  if (document.type === "fault" || document.warnings.length > 0)
    throw new Error(`The carrier does not take this in a queue:\n${twiml}`);
  const [first] = document.verbs;
  const inner = first?.name === "Gather" ? first.children : [];
  return {
    leaves: first?.name === "Leave",
    said: inner.flatMap(({ name, text }) => (name === "Say" ? [text] : [])),
    music: inner.find(({ name }) => name === "Play")?.text,
    key: first?.attributes["action"] ?? "",
    again: document.verbs.find(({ name }) => name === "Redirect")?.text ?? "",
  };
}
