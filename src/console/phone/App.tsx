import { useEffect, useState } from "react";
import { Conversation } from "./Conversation.js";
import { Header } from "./Header.js";
import { People } from "./People.js";
import { Telephone } from "./Telephone.js";
import { useActions } from "./hooks/use-actions.js";
import { useCallView } from "./hooks/use-call-view.js";
import { useFeed } from "./hooks/use-feed.js";
import { useNumbers } from "./hooks/use-numbers.js";
import { useRemembered } from "../hooks/use-remembered.js";
import { useRinging } from "./hooks/use-ringing.js";
import { useSpokenLine } from "./hooks/use-spoken-line.js";
import type { LineFeed } from "./line-feed.js";
import { ownerOf } from "./own-number.js";
import { isOver } from "../../phone/phone-state.js";
import { isRinging, newestCall } from "../../phone/phone-view.js";
import { chooseLanguage, wordsIn, type UiLanguage } from "../../phone/words.js";
import { createNames } from "../../phone/names.js";

interface Props {
  readonly feed: LineFeed;
  /** The one telephone that the page is for; undefined: a caller's in hand, and all that the line may ring. */
  readonly own: string | undefined;
}

/** The phone: the telephone in hand, the conversation, and the telephones that the line may ring. */
export function App({ feed, own }: Props) {
  const view = useFeed(feed);
  const [chosen, setLanguage] = useRemembered(
    "language",
    chooseLanguage(navigator.languages),
  );
  const language: UiLanguage = chosen === "es" ? "es" : "en";
  const words = wordsIn[language];
  const [hearing, setHearing] = useRemembered("hear", "yes");
  const numbers = useNumbers(view.connection === "open");
  const actions = useActions(words);
  const [dialled, setDialled] = useState<string>();

  const { phone } = view;
  const isHeld = (number: string) =>
    own === undefined
      ? numbers.line !== "" &&
        !numbers.people.some((one) => one.number === number)
      : number === own;
  const mine = dialled === undefined ? undefined : phone.legs.get(dialled);
  const call = mine && !isOver(mine) ? mine : newestCall(phone, isHeld);
  const canSpeak = useSpokenLine(feed, hearing === "yes", isHeld);
  useRinging(
    view.connection === "open" && isRinging(call),
    hearing === "yes",
    words.rungTitle,
  );
  const callView = useCallView(
    call?.answeredAt === undefined || call.direction !== "inbound"
      ? undefined
      : call.sid,
    view.events,
  );
  const names = createNames(numbers, phone, words);
  const owner = own === undefined ? undefined : ownerOf(numbers, own);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);

  const shared = { feed, view, words, language, names, actions };
  return (
    <>
      <Header
        words={words}
        language={language}
        setLanguage={setLanguage}
        title={owner && words.onlyPhone(owner.name)}
        hears={canSpeak ? hearing === "yes" : undefined}
        setHears={(on) => setHearing(on ? "yes" : "no")}
      />
      {view.connection !== "open" && (
        <p className="away" role="status">
          {view.connection === "away" ? words.away : words.connecting}
        </p>
      )}
      <main data-alone={owner && ""}>
        <Telephone
          {...shared}
          numbers={numbers}
          owner={owner}
          call={call}
          callView={callView}
          onDialled={setDialled}
        />
        <Conversation
          {...shared}
          call={call}
          people={owner ? [] : numbers.people}
          isAlone={owner !== undefined}
        />
        {!owner && <People {...shared} numbers={numbers} call={call} />}
      </main>
    </>
  );
}
