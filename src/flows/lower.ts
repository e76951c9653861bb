import type { Chart, ChartTransition } from "./chart.js";
import type { FlowDocument } from "./document.js";
import { languagesOf } from "./document.js";
import type { Scope } from "./step-kind.js";
import { stepKinds } from "./steps/index.js";

/** Phase three: a checked document → states, as plain data. */
export function lowerFlow(document: FlowDocument): Chart {
  const steps = Object.entries(document.steps).map(([name, step]) => {
    const kind = stepKinds.get(step.kind);
    if (kind === undefined)
      throw new Error(`There is no step kind "${step.kind}".`);
    return [name, kind.lower(step.body, scopeOf(document, name))];
  });
  return { start: document.start, steps: Object.fromEntries(steps) };
}

function scopeOf(document: FlowDocument, step: string): Scope {
  const languages = languagesOf(document);
  const always: ChartTransition[] = Object.entries(document.always)
    // Where a key's step already is, pressing it again does not start it over.
    .filter(([, to]) => to !== step)
    .map(([key, to]) => ({
      guard: { type: "pressed", key },
      target: `#${to}`,
    }));
  const switches = (state: string): ChartTransition[] =>
    languages.flatMap((language) => {
      const key = document.languages[language]?.key;
      if (key === undefined) return [];
      return [
        {
          guard: { type: "asks-for-language", key, language },
          actions: [{ type: "use-language", language }],
          target: `#${step}.${state}`,
          reenter: true,
        } satisfies ChartTransition,
      ];
    });
  return {
    step,
    languages,
    everywhere: (state) => [...always, ...switches(state)],
    offers:
      step !== document.start
        ? []
        : languages.flatMap((language) => {
            const offer = document.languages[language]?.offer;
            return offer === undefined
              ? []
              : [{ language, texts: { [language]: offer } }];
          }),
  };
}
