/** The director's desk, for a telephone first: cases by due time, one case, what fails and by whose hand, and what was decided. */
import { lazy } from "react";
import { follow, usePlace } from "../hooks/use-place.js";
import type { PageProps } from "../page.js";
import { CaseList } from "./CaseList.js";
import { CasePage } from "./CasePage.js";
import { Found } from "./Found.js";
import { wordsIn } from "./words.js";
import "./director.css";

// The plots are larger than all else here.
const Causes = lazy(() => import("./Causes.js"));

export default function DirectorPage(props: PageProps) {
  const place = usePlace();
  const words = wordsIn[props.language];
  const [, page = "open", id] = place.slice(1).split("/");
  const hearsAll = props.person.rights.includes("listen");
  const tabs = [
    { path: "/cases", name: "open" },
    { path: "/cases/causes", name: "causes" },
    { path: "/cases/decisions", name: "decisions" },
  ] as const;
  return (
    <section className="director">
      {hearsAll && (
        <nav aria-label={words.title}>
          {tabs.map(({ path, name }) => (
            <a
              key={path}
              href={path}
              onClick={follow}
              aria-current={place === path ? "page" : undefined}
            >
              {words.pages[name]}
            </a>
          ))}
        </nav>
      )}
      {id !== undefined ? (
        <CasePage key={id} {...props} id={id} />
      ) : page === "causes" ? (
        <Causes {...props} />
      ) : page === "closed" || page === "decisions" ? (
        <Found key={page} {...props} of={page} />
      ) : (
        <CaseList {...props} />
      )}
    </section>
  );
}
