import type { CompiledFlow } from "../compile.js";
import { languagesOf } from "../document.js";
import { kindOf } from "../checks/kind-of.js";
import { defaultPromises, type PromiseName } from "../promises.js";
import { rulePacks, type Rule, type RulePackName } from "../rule-packs.js";
import type { Language } from "../speech/index.js";
import { allSteps } from "../sub-flows.js";
import type { PromiseResult } from "./certificate.js";
import type { Edge, Graph, Node } from "./explore.js";
import { asksForPerson } from "./measures.js";
import { stateAt, stepOf, transitionsOf } from "../chart-places.js";
import { findMeanings } from "./slowest-chart.js";

/** What became of a rule of an adopted pack. */
export interface RuleResult extends Rule {
  readonly pack: RulePackName;
  /** Absent for what is not looked at before the flow is served. */
  readonly holds?: boolean;
  /** What to do when it does not hold. */
  readonly hint?: string;
}

interface Proved {
  readonly flow: CompiledFlow;
  readonly graph: Graph;
  readonly promises: readonly PromiseResult[];
}

/** Looks at every rule of the packs that a document adopts. A static one that does not hold keeps the flow from being served. */
export function checkRules(proved: Proved): RuleResult[] {
  const { rules = [] } = proved.flow.document;
  return rules.flatMap((pack) =>
    rulePacks[pack].rules.map((rule) => {
      if (rule.checked !== "static") return { ...rule, pack };
      const check = checks[rule.id];
      if (!check) throw new Error(`Nothing looks at the rule "${rule.id}".`);
      const hint = check(proved);
      return {
        ...rule,
        pack,
        holds: hint === undefined,
        ...(hint !== undefined && { hint }),
      };
    }),
  );
}

/** Gives what to do, or nothing when the rule holds. */
type Check = (proved: Proved) => string | undefined;

const alwaysHolds: Check = () => undefined;

/** A promise that holds whatever the document promises. */
function promise(name: PromiseName): Check {
  return ({ promises }) =>
    promises.find((one) => one.name === name)?.bound === true
      ? undefined
      : `Mend the flow so that "${name}" holds.`;
}

const both =
  (...list: Check[]): Check =>
  (proved) =>
    list.map((check) => check(proved)).find((hint) => hint !== undefined);

const keyZero = promise("key 0 works wherever the line listens");
const fiveDaysMs = 5 * 24 * 3600 * 1000;

const checks: Readonly<Record<string, Check>> = {
  "spain-person-in-main-menu": ({ flow, graph }) => {
    const steps = allSteps(flow.document);
    const without = firstMenus(graph, flow).find((step) => {
      const { kind = "", body } = steps.get(step) ?? {};
      const keys = new Set(
        kindOf(kind)
          .keys(body)
          .map(({ key }) => key),
      );
      return !graph.nodes.some(
        ({ facts, edges }) =>
          stepOf(facts.place) === step &&
          edges.some((edge) => keys.has(keyOf(edge)) && asksForPerson(edge)),
      );
    });
    return without === undefined
      ? undefined
      : `Give "${without}" a choice that leads to a person.`;
  },
  "spain-person-at-any-moment": keyZero,
  "spain-not-cut-off": promise("never sent away"),
  "spain-same-language": promise("every language"),
  "spain-tracking-code": speaksReference,
  "spain-answer-in-time": ({ flow: { chart } }) => {
    const late = Object.entries(chart.steps).find(([, states]) =>
      Object.values(states)
        .flatMap(transitionsOf)
        .flatMap(({ actions = [] }) => actions)
        .some(
          (action) =>
            action.type === "choose-owner" && action.withinMs > fiveDaysMs,
        ),
    );
    return late && `Let "${late[0]}" promise a call within 5 days.`;
  },
  "brazil-complaint-on-first-menu": firstMenuSays("a complaint", {
    pt: /reclam|queixa|cobran/i,
    es: /reclam|queja|cobro|cargo/i,
    en: /complain|claim|charge|dispute/i,
  }),
  "brazil-cancellation-on-first-menu": firstMenuSays("cancelling", {
    pt: /cancel/i,
    es: /cancel|darse de baja|dar de baja/i,
    en: /cancel/i,
  }),
  "brazil-person-without-data": keyZero,
  "brazil-dropped-call-returned": ({ flow: { chart } }) => {
    const without = Object.entries(chart.steps).find(([, states]) =>
      Object.values(states)
        .flatMap(({ entry = [] }) => entry)
        .some(
          (action) =>
            action.type === "remember-connecting" &&
            action.role !== "owner" &&
            action.callBack === undefined,
        ),
    );
    return (
      without &&
      `Write "if cut off:" in "${without[0]}", with the callback step that rings back who is cut off there.`
    );
  },
  "colombia-claim-number": speaksReference,
  "ten-key-0": keyZero,
  "ten-never-repeat": promise("nothing known is asked"),
  "ten-call-back": ({ graph }) =>
    graph.nodes.some(({ edges }) => edges.some(({ done }) => done.opens))
      ? undefined
      : "Add a callback step, for callers whom nobody answers.",
  "ten-keys-for-speech": ({ flow }) => {
    const found = Object.entries(flow.chart.steps).find(([, states]) =>
      Object.values(states).some(({ on = {} }) => {
        // What any other key does counts: whoever is asked back may say no with it.
        const pressed = new Set(
          (on["digits"] ?? []).map(({ target }) => target),
        );
        const said = new Map<string, boolean>();
        for (const { guard, target } of on["speech"] ?? [])
          if (guard && "choice" in guard)
            said.set(
              guard.choice,
              said.get(guard.choice) === true || pressed.has(target),
            );
        return [...said.values()].includes(false);
      }),
    );
    return found && `Give each spoken choice of "${found[0]}" a key.`;
  },
  "ten-short-prompts": ({ promises }) => {
    const longest = promises.find(({ name }) => name === "prompt at most");
    return Number(longest?.bound) <= defaultPromises["prompt at most"]
      ? undefined
      : "Shorten the longest prompt.";
  },
  "ten-interruptible": alwaysHolds,
  "ten-no-disconnect": both(
    promise("silence ends at a person"),
    promise("never sent away"),
  ),
  "ten-language-kept": alwaysHolds,
};

function keyOf({ events }: Edge): string {
  const event = events.at(-1);
  return event?.type === "digits" ? event.digits : "";
}

/** The menus that a call can come to before any other. */
function firstMenus(graph: Graph, { document }: CompiledFlow): string[] {
  const steps = allSteps(document);
  const found = new Set<string>();
  const passed = new Set<Node>();
  const queue = [...graph.beginnings];
  for (const edge of queue) {
    const step = stepOf(edge.to.facts.place);
    if (steps.get(step)?.kind === "menu") found.add(step);
    else if (!passed.has(edge.to) && !asksForPerson(edge)) {
      passed.add(edge.to);
      queue.push(...edge.to.edges);
    }
  }
  return [...found];
}

/** Some first menu has the words, in every language; a line without a menu has none. */
function firstMenuSays(
  what: string,
  words: Readonly<Record<Language, RegExp>>,
): Check {
  return ({ graph, flow }) => {
    const { document } = flow;
    const steps = allSteps(document);
    const menus = firstMenus(graph, flow);
    const missing = languagesOf(document).find(
      (language) =>
        !menus.some((name) => {
          const { kind = "", body } = steps.get(name) ?? {};
          return kindOf(kind)
            .prompts(body)
            .some(({ texts }) => words[language].test(texts[language] ?? ""));
        }),
    );
    return missing && `Let the first menu offer ${what} in "${missing}".`;
  };
}

function speaksReference({ flow: { chart } }: Proved): string | undefined {
  for (const [place, means] of findMeanings(chart)) {
    const said = (stateAt(chart, place)?.entry ?? []).flatMap((action) =>
      action.type === "say" ? Object.values(action.texts) : [],
    );
    if (
      means === "promised" &&
      said.some((text) => !/\{\{-?\s*(promised\.)?reference\b/.test(text ?? ""))
    )
      return `Let "${stepOf(place)}" say {{ reference }} where it promises a call.`;
  }
  return undefined;
}
