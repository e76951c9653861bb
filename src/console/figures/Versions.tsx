import type { Shown } from "./shown.js";
import { wordsIn, writeNumber, writeSeconds, writeShare } from "./write.js";

/** Each version of a flow that had calls, by itself (C29); with one alone there is nothing to set side by side. */
export function Versions({ view, language }: Shown) {
  const words = wordsIn[language];
  if (view.versions.length < 2) return undefined;
  return (
    <section aria-label={words.versions}>
      <h2>{words.versions}</h2>
      <div
        className="scrolls"
        tabIndex={0}
        role="group"
        aria-label={words.versions}
      >
        <table>
          <thead>
            <tr>
              <th scope="col">{words.version}</th>
              <th scope="col">{words.calls}</th>
              <th scope="col">{words.soon}</th>
              <th scope="col">{words.toPerson}</th>
              <th scope="col">{words.firstContact}</th>
              <th scope="col">{words.abandoned}</th>
              <th scope="col">{words.rating}</th>
            </tr>
          </thead>
          <tbody>
            {view.versions.map((one) => (
              <tr key={one.version}>
                <th scope="row">
                  {one.version.slice(0, one.version.indexOf("@") + 7)}
                  {one.is && (
                    <span className="tag">
                      {one.is === "live" ? words.live : words.onTrial}
                    </span>
                  )}
                </th>
                <td>{writeNumber(one.calls, language)}</td>
                <td>{writeShare(one.soon, language)}</td>
                <td>
                  {writeSeconds(one.toPerson.median, { language, words })}
                </td>
                <td>{writeShare(one.firstContact, language)}</td>
                <td>{writeShare(one.abandoned, language)}</td>
                <td>{writeNumber(one.rating.mean, language, 1)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
