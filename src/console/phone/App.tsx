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
import { useSpokenLine } from "./hooks/use-spoken-line.js";
import type { LineFeed } from "./line-feed.js";
import { isOver } from "../../phone/phone-state.js";
import { newestCall } from "../../phone/phone-view.js";
import { chooseLanguage, wordsIn, type UiLanguage } from "../../phone/words.js";
import { createNames } from "../../phone/names.js";

/** The phone: the caller's telephone, the conversation, and the telephones that the line may ring. */
export function App({ feed }: { readonly feed: LineFeed }) {
  const view = useFeed(feed);
  const [chosen, setLanguage] = useRemembered(
    "language",
    chooseLanguage(navigator.languages),
  );
  const language: UiLanguage = chosen === "es" ? "es" : "en";
  const words = wordsIn[language];
  const [hearing, setHearing] = useRemembered("hear", "yes");
  const canSpeak = useSpokenLine(feed, hearing === "yes");
  const numbers = useNumbers(view.connection === "open");
  const actions = useActions(words);
  const [dialled, setDialled] = useState<string>();

  const { phone } = view;
  const own = dialled === undefined ? undefined : phone.legs.get(dialled);
  const call = own && !isOver(own) ? own : newestCall(phone);
  const callView = useCallView(
    call?.answeredAt === undefined ? undefined : call.sid,
    view.events,
  );
  const names = createNames(numbers, phone, words);
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
        hears={canSpeak ? hearing === "yes" : undefined}
        setHears={(on) => setHearing(on ? "yes" : "no")}
      />
      {view.connection !== "open" && (
        <p className="away" role="status">
          {view.connection === "away" ? words.away : words.connecting}
        </p>
      )}
      <main>
        <Telephone
          {...shared}
          numbers={numbers}
          call={call}
          callView={callView}
          onDialled={setDialled}
        />
        <Conversation {...shared} call={call} people={numbers.people} />
        <People {...shared} people={numbers.people} />
      </main>
    </>
  );
}
