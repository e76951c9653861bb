import { checkFlow, compileFlow } from "../../flows/index.js";
import { agentFor, peopleWith, sampleHours } from "../../flows/proof/facts.js";
import { readMemory } from "../../flows/proof/live-facts.js";
import { rehearse } from "../../flows/rehearse.js";
import { parseEvent } from "../../flows/transcript/parse-event.js";
import {
  printTranscript,
  type Transcript,
} from "../../flows/transcript/index.js";
import type { FlowQuestion, Rehearsed } from "./flow-answers.js";

/** A weekday morning, as most transcripts have it. */
const clock = "2026-11-23T09:15:00-05:00";

/** Plays a call on the draft, from its beginning: the machine that would be served, with people and a caller of the demo. */
export function rehearseDraft(question: FlowQuestion): Rehearsed {
  const { id, text, beside, company, events = [], title = "" } = question;
  const isNobodyThere = question.isNobodyThere === true;
  const { document } = checkFlow(text, beside, company);
  if (!document) return { ask: "rehearse", id };
  try {
    const flow = compileFlow(document);
    for (const event of events) parseEvent(event);
    const asked: Transcript = {
      title,
      header: [
        ["flow", document.flow],
        ["clock", clock],
        ...(isNobodyThere ? ([["agents", "none"]] as const) : []),
      ],
      turns: events.map((event) => ({ event, lines: [] })),
    };
    const played = rehearse(asked, {
      flow,
      people: {
        ...peopleWith(
          isNobodyThere ? [] : readMemory(flow.chart).duties.map(agentFor),
        ),
        hours: sampleHours(flow.chart),
      },
      startedAt: Date.parse(clock),
      line: "+12025550100",
      call: "CA1",
      reference: "48291377",
    });
    return {
      ask: "rehearse",
      id,
      turns: played.turns,
      transcript: printTranscript(played),
    };
  } catch (error) {
    return { ask: "rehearse", id, refusal: (error as Error).message };
  }
}
