import { carryText } from "./carry-text.js";
import { person, wayOf, type Draft, type Import } from "./draft.js";
import { words, type Widget } from "./read-studio.js";

/** What is said; `undefined` where nothing of it is known here. */
export function lowerSay(all: Import, widget: Widget): Draft | undefined {
  const { ledger, voice, found } = all;
  const source = words(widget.properties["say"]);
  const said = carryText(source, voice.language, found);
  if (!said) return undefined;
  const name = all.nameOf(widget);
  ledger.tell(widget, "kept", `Is the step ${name}.`);
  for (const note of said.notes) ledger.tell(widget, "changed", note);
  if (Number(widget.properties["loop"]) > 1)
    ledger.tell(
      widget,
      "changed",
      "It said that more than once; here it is said once.",
    );
  return {
    name,
    widget,
    kind: "say",
    text: said.text,
    plain: carryText(source, voice.language)?.text,
    ways: new Map([["to", wayOf(all, widget, "audioComplete", person)]]),
    body: (to, text) => ({ text: { [voice.language]: text }, to: to("to") }),
  };
}

/** What is sent to the caller to be read; `undefined` where it is for somebody else. */
export function lowerMessage(all: Import, widget: Widget): Draft | undefined {
  const { ledger, voice, found } = all;
  const source = words(widget.properties["body"]);
  const said = carryText(source, voice.language, found);
  const to = words(widget.properties["to"]).replaceAll(/\s/g, "");
  const isCaller = [
    "",
    "{{contact.channel.address}}",
    "{{trigger.call.From}}",
  ].includes(to);
  if (!said || !isCaller) return undefined;
  const name = all.nameOf(widget);
  ledger.tell(widget, "kept", `Is the step ${name}.`);
  for (const note of said.notes) ledger.tell(widget, "changed", note);
  return {
    name,
    widget,
    kind: "message",
    text: said.text,
    plain: carryText(source, voice.language)?.text,
    ways: new Map([
      ["sent", wayOf(all, widget, "sent", person)],
      ["not-possible", wayOf(all, widget, "failed", person)],
    ]),
    body: (lead, text) => ({
      text: { [voice.language]: text },
      outcomes: { sent: lead("sent"), "not-possible": lead("not-possible") },
    }),
  };
}
