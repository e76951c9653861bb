import { PassThrough, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { CallError } from "../../src/cli/call-line.js";
import { runCall } from "../../src/cli/call.js";
import { startTestLine, type TestLine } from "./support/line.js";

let line: TestLine;
beforeEach(async () => {
  line = await startTestLine();
});
afterEach(() => line.stop());

/** What the terminal shows of a call that follows these lines. */
async function phone(
  lines: readonly string[],
  from?: string,
  stay = false,
): Promise<string> {
  const output = new PassThrough();
  const shown = text(output);
  const call = runCall({
    url: line.url,
    input: Readable.from(lines.map((one) => `${one}\n`)),
    output,
    stay,
    ...(from !== undefined && { from }),
  });
  await line.during(call).finally(() => output.end());
  return shown;
}

test("a script settles a charge: each press waits for the line's question", async () => {
  const shown = await phone(
    ["# a small charge", "press 1", "speak sí, esa"],
    "María",
  );
  expect(shown).toContain("[1]");
  expect(shown).toContain("“sí, esa”");
  expect(shown).toMatch(/line +.*Gracias por avisarnos/);
  expect(shown).toMatch(/step +small charge: asks/);
  expect(shown).toMatch(/message +.*US\$\s61,00/);
  expect(shown).toMatch(/\d:\d\d +The call is over/);
});

test("a script answers for the person that the line rings, and both talk", async () => {
  const shown = await phone([
    "press 2",
    "answer",
    "on person press 1",
    "speak hola",
    "on person speak buenas",
    "on person hang-up",
  ]);
  expect(shown).toMatch(/Luis +hears: .*Marque 1/);
  expect(shown).toMatch(/Talking with Luis Prado/);
  expect(shown).toMatch(/Luis +“buenas”/);
  expect(shown).toContain("Gracias por llamar");
});

test("a caller who does not want to wait is rung back: the person first, and key 1 connects both", async () => {
  const shown = await phone(
    [
      "press 2",
      "press 1",
      // Not before the promise was spoken: key 4 means nothing to the offer after it.
      "press 4",
      "hang-up",
      "answer",
      "on person press 1",
      "answer",
      "press 1",
      "speak hola",
      "on person hang-up",
      "press 1",
    ],
    "María",
    true,
  );
  // Before the person's telephone has rung out.
  expect(shown).toMatch(/Luis Prado’s phone stops ringing/);
  expect(shown).toMatch(/Le llamamos en su turno/);
  expect(shown).toMatch(/Luis +hears: .*espera que le llamemos/);
  expect(shown).toMatch(/María .*: .*Le llama Luis Prado, como lo pidió/);
  expect(shown).toContain("“hola”");
  expect(shown).toMatch(/¿Quedó resuelto\?.*le vuelvo a llamar/);
  expect(shown).toContain("Que tenga un buen día");
});

test("a script that says hang-up ends the call at once", async () => {
  const shown = await phone(["wait 0.1", "hang-up"], "anonymous");
  expect(shown).toMatch(/Withheld number calls/);
  // Whichever comes first, the caller's hanging up or the line's answer.
  expect(shown).toMatch(/The call is over|The line did not answer/);
});

test("a line that is no command is quoted, with the commands there are", async () => {
  await expect(phone(["fly 1"])).rejects.toThrow(
    '"fly 1" is no command. They are: press 1,',
  );
});

test("a command that the call never comes to is named", async () => {
  await expect(phone(["hang-up", "press 1"])).rejects.toThrow(
    'The call was over before it came to "press 1".',
  );
});

test("a caller whom nobody knows is refused with those there are", async () => {
  await expect(phone([], "Nobody")).rejects.toThrow(
    /--from is "Nobody"; it is a number .* María Fernández/,
  );
});

test("where no line answers, the error says how to start one", async () => {
  const { url } = line;
  await line.stop();
  const call = runCall({
    url,
    input: Readable.from([]),
    output: new PassThrough(),
  });
  await expect(call).rejects.toThrow(CallError);
  await expect(call).rejects.toThrow("Start it with npm start");
});
