import { assert, boolean, constantFrom, property, string } from "fast-check";
import VoiceResponse from "twilio/lib/twiml/VoiceResponse.js";
import { element, textIn, xmlDocument } from "../../src/carrier/twilio/xml.js";

const Response = ((VoiceResponse as unknown as { default?: unknown }).default ??
  VoiceResponse) as typeof VoiceResponse;

/** Texts that XML can hold, with what it has to write otherwise. */
const text = string({
  unit: constantFrom("a", "é", "𝄞", "&", "<", ">", '"', "'", "\t", "\n", "\r"),
});

describe("TwiML as text", () => {
  it("is to the letter what the twilio package writes", () => {
    assert(
      property(text, text, boolean(), (said, address, listens) => {
        const response = new Response();
        const verbs: string[] = [];
        if (listens) {
          const gather = response.gather({ action: address, finishOnKey: "" });
          gather.say({ voice: "alice" }, said);
          verbs.push(
            element(
              "Gather",
              { action: address, finishOnKey: "" },
              element("Say", { voice: "alice" }, textIn(said)),
            ),
          );
        }
        response.redirect(address);
        verbs.push(element("Redirect", {}, textIn(address)));
        expect(xmlDocument(element("Response", {}, verbs.join("")))).toBe(
          response.toString(),
        );
      }),
    );
  });

  it("leaves out what XML cannot hold", () => {
    expect(element("Say", { voice: "a\u0000" }, textIn("b\u0007c\uD800"))).toBe(
      '<Say voice="a">bc</Say>',
    );
  });
});
