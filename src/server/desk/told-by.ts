import { stepOf } from "../../flows/chart-places.js";
import { allSteps, stepKinds, type CompiledFlow } from "../../flows/index.js";
import type { Clocks } from "../../flows/proof/index.js";
import type { Language } from "../../flows/speech/index.js";
import { parseEvent } from "../../flows/transcript/parse-event.js";
import { playCall } from "../call-transcript.js";
import type { FlowLibrary } from "../served/flow-library.js";
import type { MachineState } from "../turn.js";

/** What a caller pressed or said, and what that led to. */
export interface Told {
  /** Digits, or the words as the recogniser wrote them; empty: words, on a line that keeps none. */
  readonly said: string;
  readonly spoken: boolean;
  /** What callers may say for the key that was pressed, by language; absent: it has no word. */
  readonly meant?: Readonly<Partial<Record<Language, string>>>;
  /** The kind of step that it led to; absent: the call was over. */
  readonly kind?: string;
}

/** All that a caller told the line so far, in order; nothing for a call that was not measured. */
export async function toldBy(
  findFlow: FlowLibrary["find"],
  state: MachineState,
): Promise<readonly Told[]> {
  const { events } = (state.record ?? {}) as Partial<Clocks>;
  if (!events?.some(isTold)) return [];
  const flow = await findFlow(state.version);
  const { turns } = playCall(flow, state);
  const steps = allSteps(flow.document);
  let from = "";
  return turns.flatMap(({ event, lines }): Told[] => {
    const happened = parseEvent(event);
    const asked = from;
    from = stepOf(placeIn(lines));
    const kind = steps.get(from)?.kind;
    const led = kind === undefined ? {} : { kind };
    if (happened.type === "digits") {
      const { digits } = happened;
      const meant = meantBy(steps.get(asked), digits);
      return [{ said: digits, spoken: false, ...(meant && { meant }), ...led }];
    }
    return happened.type === "speech"
      ? [{ said: happened.text, spoken: true, ...led }]
      : [];
  });
}

/** The first thing that callers say for it names a choice. */
function meantBy(
  step: CompiledFlow["document"]["steps"][string] | undefined,
  digits: string,
): Told["meant"] {
  const heard =
    step &&
    stepKinds
      .get(step.kind)
      ?.keys(step.body)
      .find(({ key }) => key === digits)?.heard;
  return (
    heard &&
    Object.fromEntries(
      Object.entries(heard).flatMap(([language, [word]]) =>
        word === undefined ? [] : [[language, word]],
      ),
    )
  );
}

function isTold(event: string): boolean {
  return /^(digits|speech) /.test(event);
}

/** The transcript's last line of a turn, `at      person.waiting`. */
function placeIn(lines: readonly string[]): string {
  return lines.at(-1)?.replace(/^at\s+/, "") ?? "";
}
