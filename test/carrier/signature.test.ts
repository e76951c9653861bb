import * as fc from "fast-check";
import webhooks from "twilio/lib/webhooks/webhooks.js";
import { isSigned } from "../../src/carrier/twilio/signature.js";

const text = fc.string({ unit: "grapheme", maxLength: 12 });
const address = fc
  .record({
    scheme: fc.constantFrom("https", "http"),
    port: fc.constantFrom("", ":443", ":80", ":8443"),
    path: fc.constantFrom("/voice", "/voice/turn", "/voice/é ü"),
    query: fc.constantFrom("", "?", "?turn=4", "?say=it's&call=CA1", "?a=%27"),
  })
  .map(
    ({ scheme, port, path, query }) =>
      `${scheme}://line.example.com${port}${path}${query}`,
  );
const fields = fc.dictionary(
  text,
  fc.oneof(
    { weight: 5, arbitrary: text },
    { weight: 1, arbitrary: fc.array(text, { maxLength: 3 }) },
  ),
);

describe("A signature of a webhook", () => {
  it("is right exactly when the carrier's own package says so", () => {
    fc.assert(
      fc.property(
        address,
        address,
        fields,
        fc.constantFrom("a-token", "another"),
        fc.constantFrom(
          (right: string) => right,
          (right: string) => `${right}=`,
          (right: string) => `${right.slice(0, -1)}é`,
        ),
        (url, signedUrl, params, token, changed) => {
          for (const signed of [url, signedUrl, new URL(url).toString()]) {
            const signature = changed(
              webhooks.getExpectedTwilioSignature(
                token,
                signed,
                params as Record<string, string>,
              ),
            );
            expect(isSigned(["a-token"], signature, url, params)).toBe(
              webhooks.validateRequest(
                "a-token",
                signature,
                url,
                params as Record<string, string>,
              ),
            );
          }
        },
      ),
    );
  });

  it("is right by either token while one replaces the other", () => {
    const url = "https://line.example.com/voice";
    const params = { CallSid: "CA1", From: "+12025550143" };
    for (const token of ["new", "old", "stranger's"])
      expect(
        isSigned(
          ["new", "old"],
          webhooks.getExpectedTwilioSignature(token, url, params),
          url,
          params,
        ),
      ).toBe(token !== "stranger's");
  });
});
