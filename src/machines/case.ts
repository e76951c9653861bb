/**
 * A case: somebody promised a caller to ring back, by name and by a time (C23, C24). It tells both sides in writing, and its owner
 * again when the time has come and the case is still open.
 */
import { assign, createMachine, type AnyStateMachine } from "xstate";
import type { Language, Money } from "../flows/speech/index.js";
import { writtenMoment, writtenMoney } from "./words.js";

export interface CaseOpened {
  readonly type: "opened";
  readonly at: number;
  readonly reference: string;
  readonly owner: { readonly name: string; readonly phone: string };
  /** Epoch ms. */
  readonly due: number;
  readonly timeZone: string;
  /** The caller's number, as the carrier gave it. */
  readonly number: string;
  readonly withheld: boolean;
  readonly language: Language;
  readonly call: string;
  readonly about?: {
    readonly amount: Money;
    readonly label: Readonly<Record<string, string>>;
  };
}

interface MessageLeft {
  readonly type: "message-left";
  readonly at: number;
  readonly url?: string;
  readonly seconds?: number;
}

interface Case {
  readonly opened?: CaseOpened;
  readonly message?: MessageLeft;
}

interface Args<Event> {
  readonly context: Case;
  readonly event: Event;
}

// The owner hears what was left as soon as it is: the first message went out before the caller had spoken.
const tellMessage = {
  type: "send-message",
  params: ({ context, event }: Args<MessageLeft>) => {
    const { opened } = context;
    if (!opened || event.url === undefined) return { to: "", text: "" };
    const { reference, owner, language } = opened;
    const text = {
      es: `Caso ${reference}: dejó un mensaje. ${event.url}`,
      en: `Case ${reference}: a message was left. ${event.url}`,
      pt: `Caso ${reference}: deixou uma mensagem. ${event.url}`,
    }[language];
    return { to: owner.phone, text };
  },
};

const promised = {
  target: "open",
  reenter: true,
  actions: ["remember", messageTo("caller"), messageTo("owner")],
};

export const caseMachine: AnyStateMachine = createMachine(
  {
    id: "case",
    context: {},
    initial: "new",
    states: {
      new: {
        on: {
          opened: promised,
        },
      },
      open: {
        on: {
          // Promised again on the same call, by somebody higher up: the case is theirs now.
          opened: promised,
          "message-left": { actions: ["keep-message", tellMessage] },
        },
        after: { due: "overdue" },
      },
      overdue: {
        entry: [messageTo("late-owner")],
        on: {
          opened: promised,
          "message-left": { actions: ["keep-message", tellMessage] },
        },
      },
    },
  } as never,
  {
    actions: {
      remember: assign(({ event }) => ({ opened: event })),
      "keep-message": assign(({ event }) => ({ message: event })),
    },
    delays: {
      due: ({ context, event }: Args<CaseOpened>) =>
        Math.max(0, (context.opened?.due ?? event.at) - event.at),
    },
  } as never,
) as AnyStateMachine;

function messageTo(reader: "caller" | "owner" | "late-owner") {
  return {
    type: "send-message",
    params: ({ context }: Args<CaseOpened>) => {
      const { opened } = context;
      if (!opened || (reader === "caller" && opened.withheld))
        return { to: "", text: "" };
      const to = reader === "caller" ? opened.number : opened.owner.phone;
      return { to, text: caseText(opened, reader) };
    },
  };
}

function caseText(
  opened: CaseOpened,
  reader: "caller" | "owner" | "late-owner",
): string {
  const { language, owner, reference, number, about } = opened;
  const by = writtenMoment(opened.due, opened.timeZone, language);
  const label =
    about && (about.label[language] ?? Object.values(about.label)[0]);
  const what = about
    ? ` ${label ?? ""}, ${writtenMoney(about.amount, language)}.`
    : "";
  const words = {
    caller: {
      es: `Caso ${reference}: ${owner.name} le llama antes de ${by}. Su teléfono: ${owner.phone}.`,
      en: `Case ${reference}: ${owner.name} calls you before ${by}. Phone: ${owner.phone}.`,
      pt: `Caso ${reference}: ${owner.name} liga para você antes de ${by}. Telefone: ${owner.phone}.`,
    },
    owner: {
      es: `Caso ${reference}: llame a ${number} antes de ${by}.${what}`,
      en: `Case ${reference}: call ${number} before ${by}.${what}`,
      pt: `Caso ${reference}: ligue para ${number} antes de ${by}.${what}`,
    },
    "late-owner": {
      es: `Caso ${reference} vencido: prometió llamar a ${number} antes de ${by}.${what}`,
      en: `Case ${reference} is overdue: you promised to call ${number} before ${by}.${what}`,
      pt: `Caso ${reference} vencido: você prometeu ligar para ${number} antes de ${by}.${what}`,
    },
  };
  return words[reader][language];
}
