import type { PageProps } from "./page.js";

/** Where somebody comes in: what their roles let them do. */
export function Home({ words, person }: PageProps) {
  return (
    <section className="narrow">
      <h1>{words.home(person.name)}</h1>
      {person.rights.length === 0 ? (
        <p>{words.signInForRights}</p>
      ) : (
        <ul className="chips">
          {person.rights.map((right) => (
            <li key={right}>{words.rights[right]}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
