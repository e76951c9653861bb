import { Fragment, lazy, Suspense, useEffect, useState } from "react";
import { chooseLanguage, type UiLanguage } from "../phone/words.js";
import { usePlace } from "./hooks/use-place.js";
import { useRemembered } from "./hooks/use-remembered.js";
import { useSession } from "./hooks/use-session.js";
import type { DeskStatus } from "./desk/DeskPage.js";
import { Accounts } from "./people/Accounts.js";
import { AuditTrail } from "./people/AuditTrail.js";
import { Home } from "./Home.js";
import { Join } from "./sign-in/Join.js";
import { OwnPassword } from "./sign-in/OwnPassword.js";
import { SignIn } from "./sign-in/SignIn.js";
import { SignInAgain } from "./sign-in/SignInAgain.js";
import { TopBar } from "./TopBar.js";
import { wordsIn } from "./words/index.js";

const CompanyPage = lazy(() => import("./company/CompanyPage.js"));
const DocumentPage = lazy(() => import("./company/DocumentPage.js"));
const DeskPage = lazy(() => import("./desk/DeskPage.js"));
const EditorPage = lazy(() => import("./editor/EditorPage.js"));
const DirectorPage = lazy(() => import("./director/DirectorPage.js"));
const FiguresPage = lazy(() => import("./figures/FiguresPage.js"));
const LivePage = lazy(() => import("./live/LivePage.js"));
const VersionsPage = lazy(() => import("./versions/VersionsPage.js"));

/** Who is signed in, and the page that the address names. */
export function Console() {
  const place = usePlace();
  const { session, isAway, isOver, stayOut, renew } = useSession();
  const [chosen, setLanguage] = useRemembered(
    "language",
    chooseLanguage(navigator.languages),
  );
  const language: UiLanguage = chosen === "es" ? "es" : "en";
  const words = wordsIn[language];
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const person = session?.person ?? undefined;
  const [desk, setDesk] = useState<DeskStatus>();
  const isAtDesk = person !== undefined && place === "/desk";
  const hasDesk = person !== undefined && desk?.person === person.id;
  const page = () => {
    if (!session)
      return (
        <p className="notice">
          {isAway ? words.refusals["away"] : words.loading}
        </p>
      );
    if (place === "/join") return <Join words={words} renew={renew} />;
    if (!person || place === "/sign-in")
      return <SignIn words={words} session={session} renew={renew} />;
    const props = { words, language, person, renew };
    if (place === "/accounts") return <Accounts {...props} />;
    if (place === "/audit") return <AuditTrail {...props} />;
    if (place === "/password") return <OwnPassword {...props} />;
    if (place === "/company") return <CompanyPage {...props} />;
    const document = /^\/company\/(people|policies\/[\w.-]+)$/.exec(place)?.[1];
    if (document !== undefined)
      return (
        <DocumentPage
          {...props}
          name={document === "people" ? "company/people.yaml" : document}
        />
      );
    if (/^\/cases(\/|$)/.test(place)) return <DirectorPage {...props} />;
    if (place === "/figures") return <FiguresPage {...props} />;
    if (place === "/live") return <LivePage {...props} />;
    if (place === "/versions") return <VersionsPage {...props} />;
    const flow = /^\/flows\/([a-z0-9-]+)$/.exec(place)?.[1];
    if (flow !== undefined) return <EditorPage {...props} name={flow} />;
    return <Home {...props} />;
  };
  return (
    <>
      <a className="skip" href="#content">
        {words.toContent}
      </a>
      <TopBar
        words={words}
        language={language}
        setLanguage={setLanguage}
        place={place}
        session={session}
        renew={renew}
        desk={hasDesk ? desk.status : undefined}
      />
      <main id="content" tabIndex={-1}>
        <Suspense fallback={<p className="notice">{words.loading}</p>}>
          <Fragment key={person?.id}>{!isAtDesk && page()}</Fragment>
        </Suspense>
        {person && (isAtDesk || hasDesk) && (
          // Whoever looks at another page is still there, with their talk, and the telephone in this page goes on.
          <div className="kept" key={`desk of ${person.id}`} hidden={!isAtDesk}>
            <Suspense fallback={<p className="notice">{words.loading}</p>}>
              <DeskPage
                {...{ words, language, person, renew }}
                isShown={isAtDesk}
                tell={setDesk}
              />
            </Suspense>
          </div>
        )}
        {isOver && session && person && (
          <SignInAgain
            words={words}
            session={session}
            person={person}
            renew={renew}
            close={stayOut}
          />
        )}
      </main>
    </>
  );
}
