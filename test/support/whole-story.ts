/** A customer who lives through everything that the line does with its callers, as the line meets it: over HTTP. */
import request from "supertest";
import type { PeopleFile } from "../../src/server/served/company.js";
import { noteTalk } from "../../src/server/desk/note-talk.js";
import { takeTurn } from "../../src/server/turn.js";
import { inboundForm, maria, type AnsweredLine } from "./answered-line.js";
import { actionOf } from "./documents.js";
import { fireDue } from "./pass-time.js";
import {
  callerGoes,
  deskKey,
  ringPerson,
  talkOn,
  type HandClock,
} from "./talk.js";
import { anyPhone, pickUp, pinOf } from "./telephone.js";
import { until } from "./until.js";

/** What they say, and what is said of them. */
export const said = {
  onCall: "me cobraron dos veces, soy María y vivo junto al faro",
  channel: "Mi gata Luna mordió el cable",
  note: "Vive junto al faro",
  remedy: "Un técnico va el domingo a la casa del faro",
  closing: "Le cambiamos el cable que mordió Luna",
};
export const recording =
  "https://api.example/2010-04-01/Accounts/AC0/Recordings/RE7";
export const channelKey = "the key of the channels of the tests";

const minute = 60_000;
const attested = { StirVerstat: "TN-Validation-Passed-A" };

export interface Life {
  readonly answered: AnsweredLine;
  readonly clock: HandClock;
  readonly people: PeopleFile;
}

/** Gives the PIN that somebody keyed in. */
export async function liveThrough(life: Life): Promise<string> {
  const { answered, clock } = life;
  const act = createActs(life);
  const passes = async (ms: number) => {
    clock.now += ms;
    await fireDue(answered, () => clock.now);
  };
  await disputes(act);
  await talks(life, act);
  await passes(10 * minute);
  await isCutOff(life, passes);
  const { pin, unanswered } = await hasCases(life, act);
  // Nobody took the call that the line made for them: it is Luis Prado's case by then.
  await passes(60 * minute);
  await closes(act, unanswered, "Luis Prado");
  return pin;
}

type Acts = ReturnType<typeof createActs>;

function createActs({ answered }: Life) {
  let keys = 0;
  let calls = 0;
  return {
    /** Asks something of the API. Gives what performs all that it waits for, and then its answer. */
    begins: (path: string, body: object, key = deskKey) => {
      let answer: request.Response | undefined;
      void request(answered.url)
        .post(path)
        .set("authorization", `Bearer ${key}`)
        .set("idempotency-key", `the-story-${(keys += 1)}`)
        .send(body)
        .then((one) => (answer = one));
      return async () => {
        await until(async () => {
          await answered.settle();
          return answer !== undefined;
        });
        if (!answer || answer.status >= 300)
          throw new Error(
            `${path} answered ${answer?.status}: ${answer?.text}`,
          );
        return answer.body as Record<string, unknown>;
      };
    },
    /** María rings, does one thing after the other, and hangs up. Gives the call. */
    rings: async (...deeds: Record<string, string>[]) => {
      const call = `CA5${String((calls += 1)).padStart(31, "0")}`;
      const form = (more: Record<string, string>) =>
        inboundForm(call, { ...attested, ...more });
      let { body } = await answered.post("/voice", form({}));
      for (const deed of deeds) {
        const more = { CallStatus: "in-progress", ...deed };
        ({ body } = await answered.post(actionOf(body) ?? "", form(more)));
        await answered.settle();
      }
      await callerGoes(answered, call);
      return call;
    },
  };
}

/** Another language and back; what nobody understands; a small charge is conceded, and claimed again at the counter. */
async function disputes({ rings, begins }: Acts): Promise<void> {
  const language = { Digits: "9" };
  const heard = { SpeechResult: said.onCall };
  const yes = { Digits: "1" };
  await rings(language, language, heard, yes, {}, yes, {});
  await begins(
    "/api/claims",
    {
      policy: "small-disputes",
      number: maria,
      charge: "ld-0303",
      identity: "checked",
      language: "es",
    },
    channelKey,
  )();
}

/** With Luis, who asks the director, grants something, and has another plan agreed to; he says what it was about. */
async function talks(
  { answered, clock, people }: Life,
  { begins }: Acts,
): Promise<void> {
  const luis = await talkOn(answered, clock);
  await luis.does("ask", { whom: "director" });
  await luis.thirdComes();
  await luis.does("back");
  await luis.does("third-off");
  const why = { reason: "wrong plan", area: "billing" };
  const by = "Luis Prado";
  const decides = (remedy: object, more: object = {}) => {
    const { call } = luis;
    const account = "acme-1001";
    return begins("/api/decisions", {
      by,
      account,
      call,
      remedy,
      ...why,
      ...more,
    });
  };
  await decides({
    kind: "another-remedy",
    words: said.remedy,
    value: { amount: 500, currency: "USD" },
  })();
  const agreed = decides({ kind: "plan", plan: "basic" }, { consent: true });
  await until(async () => {
    await answered.settle();
    return (await luis.at()) === "joined.consenting";
  });
  await luis.callerPresses(await luis.caller(), "1");
  await luis.callerPresses(await luis.caller(), "1");
  await answered.post(answered.recordings.started[0]?.statusUrl ?? "", {
    ...inboundForm(luis.call),
    CallStatus: "in-progress",
    RecordingStatus: "completed",
    RecordingDuration: "7",
  });
  await agreed();
  const { turns } = answered.line;
  const now = () => clock.now;
  const byHand = { now, after: () => () => undefined };
  const deps = { turns, clock: byHand, people: () => people };
  await noteTalk(deps, luis.call, by, why);
  await luis.ends(luis.statusUrl, luis.leg);
  await callerGoes(answered, luis.call);
}

/** While they wait: the line rings back a minute later, and they talk. */
async function isCutOff(
  { answered }: Life,
  passes: (ms: number) => Promise<void>,
): Promise<void> {
  const { call } = await ringPerson(answered, attested);
  await callerGoes(answered, call);
  await passes(minute);
  const person = await pickUp(answered);
  await person.phone.press("1");
  const caller = await pickUp(answered);
  await caller.phone.press("1");
  await answered.settle();
  for (const { rung } of [person, caller])
    await hangUp(answered, rung.statusUrl, rung.leg);
  await passes(10 * minute);
}

const hangUp = (answered: AnsweredLine, statusUrl: string, leg: string) =>
  answered.post(statusUrl, inboundForm(leg, { CallStatus: "completed" }));

/**
 * The director does not answer and promises a call, and they leave a message; they write by another channel, and dial the director's own
 * number. She hears of one case by telephone, has them rung and closes it; the other at the desk.
 */
async function hasCases(
  life: Life,
  act: Acts,
): Promise<{ readonly pin: string; readonly unanswered: string }> {
  const { answered } = life;
  const { rings, begins } = act;
  const noAnswer = { DialCallStatus: "no-answer" };
  const message = { RecordingUrl: recording, RecordingDuration: "9" };
  await rings({ Digits: "0" }, noAnswer, {}, {}, message, {});
  const web = await begins("/api/cases", {
    channel: "web",
    language: "es",
    number: maria,
    words: said.channel,
  })();
  const unanswered = await rings({ To: "+12025550102", ...noAnswer });
  const { number, pin } = await pinOf(answered, "ana-torres", deskKey);
  const phone = anyPhone(answered);
  await phone.dial();
  await phone.press(number, pin, "3", "1");
  const { phone: customer, rung } = await pickUp(answered);
  await customer.press("1");
  await answered.settle();
  await phone.does({ DialCallStatus: "answered" });
  await phone.press("1", "1", "1", "0");
  await answered.settle();
  await hangUp(answered, rung.statusUrl, rung.leg);
  const id = String(web["id"]);
  const by = "Ana Torres";
  await begins(`/api/cases/${id}/note`, { by, words: said.note })();
  await losesMail(life, id);
  await closes(act, id, by);
  return { pin, unanswered };
}

const closes = ({ begins }: Acts, id: string, by: string) =>
  begins(`/api/cases/${id}/close`, {
    by,
    outcome: "compensated",
    words: said.closing,
    reason: "no service",
    area: "network",
  })();

/** A mail about a case, as one goes to an owner who has an address, that no mailbox takes. */
async function losesMail({ answered, clock }: Life, id: string): Promise<void> {
  const { store, line } = answered;
  await takeTurn(line.turns, {
    key: { kind: "case-mail", id },
    token: "lost",
    event: {
      type: "write",
      at: clock.now,
      case: id,
      mail: { to: "ana@acme.example", subject: "Caso", text: said.note },
    } as { type: string; at: number },
    begins: true,
    asks: false,
  });
  for (let partition = 0; partition < store.partitions; partition += 1)
    for (const entry of await store.pending(partition, 100)) {
      const lease = await store.acquire(partition, "test", minute);
      if (lease) await store.bury(lease, entry, "There is no such box.");
    }
}
