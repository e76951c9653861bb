/** Telephones on a line that is answered: what is heard on a document, and what is pressed. */
import request from "supertest";
import { inboundForm, lineNumber, type AnsweredLine } from "./answered-line.js";
import { actionOf, linesOf } from "./documents.js";

const call = "CA00000000000000000000000000000001";
const staffLine = "+12025550104";

/** María asks for the director, who does not answer: a case of Ana's, with the call's id. */
export async function promiseCase(answered: AnsweredLine): Promise<void> {
  const form = inboundForm(call, { CallStatus: "in-progress" });
  const first = await answered.post("/voice", inboundForm(call));
  const ringing = await answered.post(actionOf(first.body) ?? "", {
    ...form,
    Digits: "0",
  });
  await answered.post(actionOf(ringing.body) ?? "", {
    ...form,
    DialCallStatus: "no-answer",
  });
  await answered.settle();
}

/** A PIN for somebody, drawn by the line. */
export async function pinOf(answered: AnsweredLine, id: string, key: string) {
  const { body } = await request(answered.url)
    .put(`/api/people/${id}/pin`)
    .set({ authorization: `Bearer ${key}` });
  return body as { number: string; pin: string };
}

/** A telephone that is on a document of the line's, and presses keys. */
export function telephone(
  answered: AnsweredLine,
  form: Record<string, string>,
) {
  let document = "";
  const hears = (body: string) => {
    document = body;
    return linesOf(body).join("\n");
  };
  return {
    hears: () => document,
    dial: async () => hears((await answered.post("/voice", form)).body),
    picksUp: async (answerUrl: string) =>
      hears((await answered.post(answerUrl, form)).body),
    /** One answer after the other; what is heard after the last. */
    press: async (...answers: string[]) => {
      let heard = "";
      for (const Digits of answers)
        heard = hears(
          (
            await answered.post(actionOf(document) ?? "", {
              ...form,
              CallStatus: "in-progress",
              Digits,
            })
          ).body,
        );
      return heard;
    },
    does: async (more: Record<string, string>) =>
      hears(
        (await answered.post(actionOf(document) ?? "", { ...form, ...more }))
          .body,
      ),
    /** The line moved the leg to a document by REST. */
    fetches: async () => {
      await answered.settle();
      const url = answered.legs.fetched
        .filter(
          (one) =>
            one.includes(form["CallSid"] ?? "") || one.includes("staff-call"),
        )
        .at(-1);
      return hears((await answered.post(url ?? "", form)).body);
    },
  };
}

let calls = 0;
/** Any telephone that dials the number of the line's people. */
export function anyPhone(
  answered: AnsweredLine,
  more: Record<string, string> = {},
) {
  calls += 1;
  return telephone(
    answered,
    inboundForm(`CA9${String(calls).padStart(31, "0")}`, {
      From: "+12025550188",
      To: staffLine,
      ...more,
    }),
  );
}

/** Whoever is rung last picks up. */
export async function pickUp(answered: AnsweredLine) {
  await answered.settle();
  const rung = answered.legs.rung.at(-1);
  if (!rung) throw new Error("Nobody is being rung.");
  const phone = telephone(
    answered,
    inboundForm(rung.leg, { From: lineNumber, To: rung.phone }),
  );
  return { rung, phone, heard: await phone.picksUp(rung.answerUrl) };
}
