/** The desk of whoever answers calls: who rings and why, what may be done about it with one key each, and what it was about. */
import { useEffect, useRef, useState } from "react";
import type {
  DeskDecided,
  DeskTerms,
} from "../../server/console/desk-routes.js";
import type { PresenceStatus } from "../../machines/queue/context.js";
import type { CustomerView } from "../../server/desk/view-customer.js";
import type { MeView } from "../../server/console/staff-of-account.js";
import { ask } from "../api.js";
import { useAct } from "../hooks/use-act.js";
import type { PageProps } from "../page.js";
import { CallCard } from "./CallCard.js";
import { Consent } from "./Consent.js";
import { Callback } from "./Callback.js";
import { Customer } from "./Customer.js";
import {
  deedsNow,
  isPanel,
  isRemedy,
  type Causes,
  type Deed,
  type PanelName,
} from "./deeds.js";
import { Presence } from "./Presence.js";
import { Recovery } from "./Recovery.js";
import { Remedy } from "./Remedy.js";
import { useBrowserPhone } from "./use-browser-phone.js";
import { useCustomer } from "./use-customer.js";
import { useDesk } from "./use-desk.js";
import { useWayBack } from "./use-focus.js";
import { useKeys } from "./use-keys.js";
import { wordsIn } from "./words.js";
import { WrapUp } from "./WrapUp.js";
import "./desk.css";

export interface DeskStatus {
  /** Whose desk it is: their account. */
  readonly person: string;
  readonly status: PresenceStatus | undefined;
}

interface DeskProps extends PageProps {
  /** Another page is looked at meanwhile: no key is for this one. */
  readonly isShown: boolean;
  /** Told of each change, from when there is something to show. */
  readonly tell: (status: DeskStatus) => void;
}

export default function DeskPage(props: DeskProps) {
  const { words: consoleWords, language } = props;
  const words = wordsIn[language];
  const { refusal, run } = useAct(consoleWords);
  const [me, setMe] = useState<MeView>();
  const [terms, setTerms] = useState<DeskTerms>();
  useEffect(() => {
    void run(async () => {
      const view = await ask<MeView>("GET", "/me");
      setMe(view);
      if (view.staff) setTerms(await ask<DeskTerms>("GET", "/desk/terms"));
    });
  }, []);
  if (!me || (me.staff && !terms))
    return (
      <p className="notice" role="status">
        {refusal ?? consoleWords.loading}
      </p>
    );
  return me.staff && terms ? (
    <OwnDesk {...props} staff={me.staff} terms={terms} />
  ) : (
    <section className="narrow">
      <h1>{words.title}</h1>
      <p>{words.nobody}</p>
    </section>
  );
}

interface Props extends DeskProps {
  readonly staff: NonNullable<MeView["staff"]>;
  readonly terms: DeskTerms;
}

function OwnDesk(props: Props) {
  const { words: consoleWords, language, staff, terms } = props;
  const words = wordsIn[language];
  const act = useAct(consoleWords);
  const phone = useBrowserPhone();
  const { view, isAway, now, setPresence } = useDesk();
  const status = view?.presence?.status;
  useEffect(() => {
    if (view) props.tell({ person: props.person.id, status });
  }, [view === undefined, status]);
  const call = view?.call ?? undefined;
  const known = useCustomer(call?.id);
  const { customer } = known;
  const [panel, setPanel] = useState<PanelName>();
  const buttons = useRef<HTMLElement>(null);
  useWayBack(buttons, panel);
  const [told, setTold] = useState<string>();
  const [refused, setRefused] = useState<DeskDecided>();
  const [causes, setCauses] = useState<Causes>({});
  const [decidedAfter, setDecidedAfter] = useState<number>();
  useEffect(() => {
    setPanel(undefined);
    setTold(undefined);
    setRefused(undefined);
    setCauses({});
    setDecidedAfter(undefined);
  }, [call?.id]);
  const asked = call?.consent?.at;
  useEffect(() => {
    if (asked === "done" || asked === "refused") void known.readAgain();
  }, [asked]);
  // Something may have been done that nobody heard was done.
  useEffect(() => {
    if (!isAway && customer) void act.run(known.readAgain);
  }, [isAway]);
  const possible = call ? deedsNow(call, customer, staff.powers) : [];
  const begin = (deed: Deed) => {
    setTold(undefined);
    if (isPanel(deed)) return setPanel(deed);
    const how =
      deed === "superior" || deed === "director"
        ? { act: "ask", whom: deed }
        : { act: deed };
    return void act.run(() =>
      ask("POST", "/desk/talk", { call: call?.id, ...how }),
    );
  };
  const say = (chosen: "available" | "away") =>
    void act.run(() => setPresence(chosen));
  const actOf = (key: string): (() => void) | undefined => {
    if (key === "1") return () => say("available");
    if (key === "0") return () => say("away");
    if (key === "a" && phone.state === "ringing") return phone.pickUp;
    if (key === "a" && phone.state === "connected") return phone.take;
    if (key === "x") return phone.hangUp;
    const deed = possible.find((one) => one.key === key);
    return deed && panel === undefined ? () => begin(deed.name) : undefined;
  };
  useKeys((key) => {
    const does = props.isShown ? actOf(key) : undefined;
    does?.();
    return does !== undefined;
  });
  if (!view)
    return (
      <p className="notice" role="status">
        {isAway ? consoleWords.refusals["away"] : consoleWords.loading}
      </p>
    );
  const over = (message: string) => {
    setPanel(undefined);
    setRefused(undefined);
    setTold(message);
    void known.readAgain();
  };
  const first =
    decidedAfter ?? firstDecision(customer?.decisions ?? [], call?.id);
  const isOver = call?.hello !== undefined && call.status !== "talking";
  const offered = possible.filter(({ name }) => name !== "wrapUp" || !isOver);
  const isNoting = panel === "wrapUp" || (isOver && panel === undefined);
  return (
    <div className="desk">
      <Presence
        words={words}
        view={view}
        setPresence={say}
        phone={terms.browserPhone ? phone : undefined}
        phonePage={terms.phonePage}
        openPhone={() => void phone.open().catch(() => setTold(words.noPhone))}
      />
      <p className="refusal" role="alert">
        {isAway ? words.away : act.refusal}
      </p>
      <p className="told-so" role="status">
        {told}
      </p>
      {!call && <p className="notice">{words.noCall}</p>}
      {call && (
        <div className="columns">
          <div className="column">
            <CallCard
              words={words}
              language={language}
              call={call}
              labels={terms.labels}
              now={now}
              decidedAfter={first}
            />
            {call.consent && (
              <Consent
                words={words}
                language={language}
                consent={call.consent}
              />
            )}
            {refused && (
              <Recovery
                words={words}
                language={language}
                refused={refused}
                deeds={possible}
                begin={(deed) => {
                  setRefused(undefined);
                  begin(deed);
                }}
              />
            )}
            {panel === "callback2" && customer && (
              <Callback
                words={words}
                consoleWords={consoleWords}
                number={customer.number}
                call={call.id}
                language={call.language}
                close={() => setPanel(undefined)}
                promised={over}
              />
            )}
            {isRemedy(panel) && customer && staff.powers && (
              <Remedy
                key={panel}
                kind={panel}
                words={words}
                consoleWords={consoleWords}
                language={language}
                call={call}
                customer={customer}
                powers={staff.powers}
                terms={terms}
                causes={causes}
                setCauses={setCauses}
                close={() => setPanel(undefined)}
                decided={(message, answer) => {
                  setDecidedAfter(first ?? answer.seconds);
                  over(message);
                }}
                asked={() => setPanel(undefined)}
                refused={(answer) => {
                  setPanel(undefined);
                  setRefused(answer);
                }}
              />
            )}
            {isNoting && (
              <WrapUp
                words={words}
                language={language}
                consoleWords={consoleWords}
                call={call.id}
                terms={terms}
                causes={causes}
                setCauses={setCauses}
                noted={() => over(words.noted)}
                close={
                  panel === undefined ? undefined : () => setPanel(undefined)
                }
              />
            )}
            {panel === undefined && (
              <nav ref={buttons} className="deeds" aria-label={words.actions}>
                {offered.map(({ name, key }) => (
                  <button
                    key={name}
                    type="button"
                    data-deed={name}
                    aria-keyshortcuts={key}
                    disabled={act.isBusy}
                    onClick={() => begin(name)}
                  >
                    <kbd>{key}</kbd> {words[name]}
                  </button>
                ))}
              </nav>
            )}
          </div>
          <Customer
            {...known}
            words={words}
            consoleWords={consoleWords}
            language={language}
            labels={terms.labels}
          />
        </div>
      )}
    </div>
  );
}

/** Seconds from the hello, of the first that was granted on this call. */
function firstDecision(
  decisions: CustomerView["decisions"],
  call: string | undefined,
): number | undefined {
  const own = decisions.flatMap((one) =>
    one.type === "done" && one.call === call && one.seconds !== undefined
      ? [one.seconds]
      : [],
  );
  return own.length === 0 ? undefined : Math.min(...own);
}
