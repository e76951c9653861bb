import { useEffect, useRef, useState } from "react";
import type { Rehearsed } from "./flow-answers.js";
import { saveFile } from "../save-file.js";
import type { Words } from "./words-en.js";

interface Props {
  readonly words: Words;
  readonly rehearsed: Rehearsed | undefined;
  readonly canCall: boolean;
  readonly events: readonly string[];
  readonly setEvents: (events: readonly string[]) => void;
  readonly flow: string;
  readonly isNobodyThere: boolean;
  readonly setNobodyThere: (nobody: boolean) => void;
}

const begins = "call from=+12025550143";
const bill = [
  "charges-found acme-1001",
  '  ld-0303 210 USD 2026-11-03 es="una llamada de larga distancia" en="a long-distance call"',
].join("\n");
const keys = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"];

/** What may happen around the call, by what it waits for. */
const worldEvents: readonly {
  readonly name: string;
  readonly event: string;
  readonly when: RegExp;
}[] = [
  { name: "charges", event: bill, when: /^outbox {2}find-charges/m },
  {
    name: "charges-unavailable",
    event: "charges-unavailable",
    when: /^outbox {2}find-charges/m,
  },
  {
    name: "conceded",
    event: "claim-answered ld-0303 conceded total=6100USD",
    when: /^outbox {2}tell claims:/m,
  },
  {
    name: "leg-accepted",
    event: "leg-accepted",
    when: /^at .*\.(waiting|quiet)/m,
  },
  {
    name: "leg-ended no-answer",
    event: "leg-ended no-answer",
    when: /^at .*\.(waiting|quiet)/m,
  },
  { name: "time-up", event: "time-up", when: /^at .*\.(waiting|quiet)/m },
  {
    name: "leg-ended answered",
    event: "leg-ended answered",
    when: /^at .*\.talking/m,
  },
];

/** A telephone that calls the draft: what is heard, what can be pressed, and what may happen around it. */
export function CallPane(props: Props) {
  const { words, rehearsed, canCall, events, setEvents } = props;
  const [said, setSaid] = useState("");
  const turns = rehearsed?.turns ?? [];
  const place = placeIn(rehearsed);
  const isOver = place === "(ended)";
  const isOn = events.length > 0 && !isOver;
  // What was asked of the world stays open until the world answers.
  const answered = turns.findLastIndex(({ event }) =>
    /^(charges-|claim-answered)/.test(event),
  );
  const asked = turns
    .slice(Math.max(0, answered))
    .flatMap(({ lines }) => lines)
    .join("\n");
  const now = turns.at(-1)?.lines.join("\n") ?? "";
  const end = useRef<HTMLLIElement>(null);
  useEffect(() => setSaid(""), [events]);
  useEffect(() => {
    // What it gives back is no clean-up of this effect.
    end.current?.scrollIntoView({ block: "nearest" });
  }, [turns.length]);
  const add = (event: string) => setEvents([...events, event]);
  if (!canCall && events.length === 0)
    return <p className="hint lone">{words.withMistakes}</p>;
  return (
    <section className="call-pane" aria-label={words.call}>
      <div className="buttons">
        <label className="check">
          <input
            type="checkbox"
            checked={props.isNobodyThere}
            onChange={({ target }) => props.setNobodyThere(target.checked)}
          />{" "}
          {words.nobodyThere}
        </label>
        <button
          type="button"
          className="strong"
          disabled={!canCall}
          onClick={() => setEvents([begins])}
        >
          {events.length === 0 ? words.startCall : words.callAgain}
        </button>
      </div>
      <div role="log" aria-label={words.call}>
        <ol>
          {turns.map(({ event, lines }, turn) => (
            <li key={turn} ref={turn === turns.length - 1 ? end : undefined}>
              {turn > 0 && (
                <p className="happened">{wordEvent(event, words)}</p>
              )}
              {lines.includes("ignored") && (
                <p className="hint">{words.ignored}</p>
              )}
              {lines
                .flatMap((line) => spoken(line))
                .map(({ language, text }, at) => (
                  <p key={at} lang={language}>
                    {text}
                  </p>
                ))}
            </li>
          ))}
          {isOver && <li className="hint">{words.callOver}</li>}
        </ol>
      </div>
      {isOn && (
        <>
          <div className="pad">
            {keys.map((key) => (
              <button
                key={key}
                type="button"
                onClick={() => add(`digits ${key}`)}
              >
                {key}
              </button>
            ))}
          </div>
          <form
            className="say-it"
            onSubmit={(event) => {
              event.preventDefault();
              const spoke = said.replaceAll('"', "").trim();
              if (spoke !== "") add(`speech "${spoke}"`);
            }}
          >
            <input
              value={said}
              aria-label={words.say}
              onChange={({ target }) => setSaid(target.value)}
            />
            <button type="submit">{words.say}</button>
          </form>
          <div className="buttons left">
            <button type="button" onClick={() => add("silence")}>
              {words.silence}
            </button>
            <button type="button" onClick={() => add("hung-up")}>
              {words.hangUp}
            </button>
            {worldEvents
              .filter(({ when, event }) =>
                when.test(
                  event.startsWith("leg") || event === "time-up" ? now : asked,
                ),
              )
              .map(({ name, event }) => (
                <button
                  key={name}
                  type="button"
                  className="world"
                  onClick={() => add(event)}
                >
                  {words.events[name]}
                </button>
              ))}
          </div>
        </>
      )}
      {events.length > 1 && rehearsed?.transcript !== undefined && (
        <SaveTest
          words={words}
          flow={props.flow}
          transcript={rehearsed.transcript}
        />
      )}
    </section>
  );
}

interface SaveTestProps {
  readonly words: Words;
  readonly flow: string;
  readonly transcript: string;
}

/** The call as a `.call` file, which the tests replay. */
function SaveTest({ words, flow, transcript }: SaveTestProps) {
  const [title, setTitle] = useState("");
  const save = () => {
    const sentence = title.trim();
    saveFile(
      `${slugOf(sentence) || flow}.call`,
      `# ${sentence}\n${transcript.slice(transcript.indexOf("\n") + 1)}`,
    );
  };
  return (
    <form
      className="say-it"
      onSubmit={(event) => {
        event.preventDefault();
        if (title.trim() !== "") save();
      }}
    >
      <input
        value={title}
        aria-label={words.testTitle}
        placeholder={words.testTitle}
        onChange={({ target }) => setTitle(target.value)}
      />
      <button type="submit" disabled={title.trim() === ""}>
        {words.saveTest}
      </button>
    </form>
  );
}

function slugOf(sentence: string): string {
  return sentence
    .normalize("NFD")
    .toLowerCase()
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "")
    .slice(0, 60);
}

/** Where the call is: `person.waiting`. */
export function placeIn(rehearsed: Rehearsed | undefined): string | undefined {
  return rehearsed?.turns
    ?.at(-1)
    ?.lines.findLast((line) => line.startsWith("at "))
    ?.slice(3)
    .trim();
}

function spoken(line: string): { language: string; text: string }[] {
  const said = /^say {5}(\S+) "(.*)"$/.exec(line);
  return said ? [{ language: said[1] ?? "", text: said[2] ?? "" }] : [];
}

function wordEvent(event: string, words: Words): string {
  const line = (event.split("\n")[0] ?? "").replace(/ @\d+:\d\d$/, "");
  const known = worldEvents.find(
    (one) =>
      one.event.split(" ")[0] === line.split(" ")[0] && isLike(one, line),
  );
  if (known) return words.events[known.name] ?? line;
  if (line.startsWith("digits ")) return line.slice(7);
  const said = /^speech "(.*)"/.exec(line)?.[1];
  if (said !== undefined) return `“${said}”`;
  if (line === "silence") return words.silence;
  return line === "hung-up" ? words.hangUp : line;
}

/** A bill is a bill, whatever stands on it; how a leg ended tells two apart. */
function isLike(
  { event }: (typeof worldEvents)[number],
  line: string,
): boolean {
  return !line.startsWith("leg-ended") || event === line;
}
