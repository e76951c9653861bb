import {
  seesFigures,
  type Right,
} from "../machines/console-accounts/rights.js";
import type { PresenceStatus } from "../machines/queue/context.js";
import type { UiLanguage } from "../phone/words.js";
import { ask } from "./api.js";
import { follow, goTo } from "./hooks/use-place.js";
import type { SessionView } from "./hooks/use-session.js";
import { LanguageChoice } from "./LanguageChoice.js";
import type { Words } from "./words/index.js";

interface Props {
  readonly words: Words;
  readonly language: UiLanguage;
  readonly setLanguage: (language: UiLanguage) => void;
  readonly place: string;
  readonly session: SessionView | undefined;
  readonly renew: () => Promise<void>;
  /** How the desk is that is kept behind this page. */
  readonly desk: PresenceStatus | undefined;
}

const pages: readonly {
  readonly path: string;
  readonly name:
    | "desk"
    | "cases"
    | "live"
    | "figures"
    | "versions"
    | "company"
    | "accounts"
    | "audit";
  /** Any of them is enough; absent: whoever is signed in. */
  readonly rights?: readonly Right[];
}[] = [
  { path: "/desk", name: "desk", rights: ["decide-money"] },
  { path: "/cases", name: "cases", rights: ["decide-money"] },
  { path: "/live", name: "live" },
  { path: "/figures", name: "figures", rights: seesFigures },
  { path: "/versions", name: "versions" },
  {
    path: "/company",
    name: "company",
    rights: ["edit", "approve", "publish", "administer"],
  },
  { path: "/accounts", name: "accounts", rights: ["administer"] },
  { path: "/audit", name: "audit", rights: ["administer"] },
];

/** What can be gone to, and who is here. */
export function TopBar(props: Props) {
  const { words, place, session, renew, desk } = props;
  const person = session?.person;
  const signOut = async () => {
    await ask("DELETE", "/session").catch(() => undefined);
    await renew();
    goTo("/sign-in");
  };
  return (
    <header className="top">
      <a className="brand" href="/" onClick={follow}>
        directo
      </a>
      <nav>
        {person && (
          <a
            href="/"
            onClick={follow}
            aria-current={
              place === "/" || place.startsWith("/flows/") ? "page" : undefined
            }
          >
            {words.flows}
          </a>
        )}
        {person &&
          pages
            .filter(
              ({ rights }) =>
                !rights || rights.some((one) => person.rights.includes(one)),
            )
            .map(({ path, name }) => (
              <a
                key={path}
                href={path}
                onClick={follow}
                aria-current={
                  place === path || place.startsWith(`${path}/`)
                    ? "page"
                    : undefined
                }
              >
                {words[name]}
                {name === "desk" && place !== path && (
                  <span
                    className="tag"
                    data-status={desk}
                    aria-live="assertive"
                  >
                    {desk && words.deskNow[desk]}
                  </span>
                )}
              </a>
            ))}
        {person && session.phone && <a href="/phone/">{words.phone}</a>}
      </nav>
      <div className="choices">
        {person && (
          <details className="me" name="me">
            <summary>
              <span>{person.name}</span>
            </summary>
            <div className="menu">
              <p className="hint">
                {person.roles.map((role) => words.roles[role]).join(" · ")}
              </p>
              {person.hasPassword && (
                <a href="/password" onClick={follow}>
                  {words.ownPassword}
                </a>
              )}
              <button type="button" onClick={() => void signOut()}>
                {words.signOut}
              </button>
            </div>
          </details>
        )}
        <LanguageChoice
          label={words.language}
          language={props.language}
          setLanguage={props.setLanguage}
        />
      </div>
    </header>
  );
}
